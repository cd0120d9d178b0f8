"""What the directory keeps of a person's job, as Graph shows it."""

from __future__ import annotations

SHOWN = {
    "jobTitle": "Engineer",
    "companyName": "Corp",
    "department": "Research",
    "employeeId": "E-1",
    "officeLocation": "18/2111",
    "streetAddress": "1 Main Street",
    "city": "Redmond",
    "state": "WA",
    "postalCode": "98004",
    "country": "United States",
    "usageLocation": "US",
    "preferredLanguage": "en-US",
    "businessPhones": ["+1 425 555 0109"],
    "mobilePhone": "+1 425 555 0110",
}
