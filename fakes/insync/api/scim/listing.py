"""The answer to a search (RFC 7644, section 3.4.2)."""

from __future__ import annotations

import msgspec

from .schema import Resource

_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
_ENCODER = msgspec.json.Encoder()


def listed(resources: list[Resource], total: int, start: int) -> bytes:
    """Return the body that lists a page of resources."""
    return _ENCODER.encode(
        {
            "schemas": [_SCHEMA],
            "totalResults": total,
            "startIndex": start,
            "itemsPerPage": len(resources),
            "Resources": resources,
        }
    )
