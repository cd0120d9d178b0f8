"""Pages of a search, from none to the last one, as RFC 7644, section 3.4.2, counts them."""

from __future__ import annotations

from typing import Any

import pytest

from .identity_provider import SEARCH, IdentityProvider

LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
FAR = ("9223372036854775807", "99999999999999999999", "9" * 5000)


@pytest.mark.parametrize("path", ["", "/", "/Users", "/Users/", "/Groups"])
def test_an_empty_tenant_lists_nobody(provider: IdentityProvider, path: str) -> None:
    nobody = {
        "schemas": [LIST],
        "totalResults": 0,
        "startIndex": 1,
        "itemsPerPage": 0,
        "Resources": [],
    }

    assert provider.send("GET", path).json() == nobody
    assert provider.send("GET", f"{path}?count=1&startIndex=1").json() == nobody
    assert provider.send("POST", f"{path.rstrip('/')}/.search", {}).json() == nobody


@pytest.fixture
def five(provider: IdentityProvider) -> None:
    for number in range(5):
        provider.created(f"p{number}@corp.example")


@pytest.mark.parametrize(
    ("asked", "start", "found"),
    [
        ({}, 1, "01234"),
        ({"count": "2"}, 1, "01"),
        ({"count": "2", "startIndex": "3"}, 3, "23"),
        ({"count": "2", "startIndex": "5"}, 5, "4"),
        ({"startIndex": "6"}, 6, ""),
        *[({"startIndex": start}, 1, "01234") for start in ("0", "-1", "-" + FAR[1], "+1", "001")],
        *[({"count": count}, 1, "") for count in ("0", "-0", "-1", "-" + FAR[1])],
        *[({"count": count}, 1, "01234") for count in ("5", "1000", "1001", *FAR)],
        *[({"startIndex": start, "count": count}, None, "") for start in FAR for count in FAR[:2]],
    ],
)
@pytest.mark.usefixtures("five")
def test_a_page_is_counted(
    provider: IdentityProvider, asked: dict[str, str], start: int | None, found: str
) -> None:
    query = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in asked.items())
    pages = [provider.send("GET", f"/Users?{query}")]
    if all(len(value) < 20 for value in asked.values()):
        numbers: dict[str, Any] = {name: int(value) for name, value in asked.items()}
        pages.append(provider.send("POST", "/Users/.search", {"schemas": [SEARCH], **numbers}))

    for page in pages:
        assert page.status == 200, page.body
        listed = page.json()
        assert listed["schemas"] == [LIST]
        assert (listed["totalResults"], listed["itemsPerPage"]) == (5, len(found))
        assert listed["startIndex"] == start or start is None
        assert [each["userName"][1] for each in listed["Resources"]] == list(found)
