"""What a directory keeps of a person besides names, addresses and licenses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Details:
    """What the directory says of a person's job and of how to reach them; all may be empty."""

    job_title: str = ""
    company_name: str = ""
    department: str = ""
    employee_id: str = ""
    office_location: str = ""
    street_address: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    usage_location: str = ""
    preferred_language: str = ""
    business_phone: str = ""
    mobile_phone: str = ""


NO_DETAILS = Details()
LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "job_title": 128,
        "company_name": 64,
        "department": 64,
        "employee_id": 16,
        "office_location": 128,
        "street_address": 1024,
        "city": 128,
        "state": 128,
        "postal_code": 40,
        "country": 128,
        "usage_location": 2,
        "preferred_language": 16,
        "business_phone": 64,
        "mobile_phone": 64,
    }
)
"""How many characters each may have, as the user resource of Microsoft Graph says."""
