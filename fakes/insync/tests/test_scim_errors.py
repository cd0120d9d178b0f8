"""Every error of the SCIM endpoint has the shape of RFC 7644 and words of inSync's own."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from fakes.insync.api.scim.stores import Users
from fakes.insync.api.without_api import broken
from fakes.wire import Request, Response, Wire

from .identity_provider import ADA, IdentityProvider
from .scim_errors import check_error

BASE = "https://apis.druva.example/insync/scim"
DEEP = b"[" * 100_000
HUGE = b'{"count": %s}' % (b"9" * 5000)


def sent(wire: Wire, token: str, method: str, path: str, body: bytes = b"") -> Response:
    headers = (("Authorization", f"Bearer {token}"), ("Content-Type", "application/scim+json"))
    return wire.send("x", Request(method, BASE + path, headers, body))


@pytest.mark.parametrize("path", ["/Users", "/Groups", "/.search", "/Users/.search"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"\xff", b"\xef\xbb\xbf{}", b"{'a': 1}", DEEP, HUGE, b"NaN"]
)
def test_a_body_that_cannot_be_read(
    wire: Wire, provider: IdentityProvider, path: str, body: bytes
) -> None:
    answer = sent(wire, provider.token, "POST", path, body)

    assert check_error(answer) == (400, "invalidSyntax")


@pytest.mark.parametrize(
    ("query", "scim_type"),
    [
        *[
            (f"{name}={value}", "invalidValue")
            for name in ("count", "startIndex")
            for value in ("", "a", "1.5", "0x1", "1e3", "%C2%B2", "1&count=2&startIndex=2")
        ],
        ("attributes=userName&excludedAttributes=title", "invalidValue"),
        ("attributes=a%20b", "invalidPath"),
        ("excludedAttributes=" + quote('emails[type eq "work"]'), "invalidPath"),
        *[
            ("filter=" + quote(filter_), "invalidFilter")
            for filter_ in (
                "",
                "userName",
                "userName eq",
                "userName eq ada",
                'userName eq "ada',
                'eq "ada"',
                'shoeSize eq "1"',
                "userName gt 5",
                "active gt true",
                'meta.created gt "noon"',
                "userName eq 1e999",
                'userName eq "\\ud800"',
                "(" * 3000,
                "\0",
                "not " * 3000,
            )
        ],
    ],
)
def test_a_query_that_cannot_be_answered(
    provider: IdentityProvider, query: str, scim_type: str
) -> None:
    assert check_error(provider.send("GET", f"/Users?{query}")) == (400, scim_type)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *[(method, "/Users", 405) for method in ("PUT", "PATCH", "DELETE")],
        *[("POST", path, 405) for path in ("/Schemas", "/ResourceTypes", "/Users/x")],
        *[("GET", path, 404) for path in ("/Users/x", "/Groups/x", "/Schemas/x", "/Nothing")],
        *[(method, "/Me", 501) for method in ("GET", "POST", "PUT", "PATCH", "DELETE")],
        ("POST", "/Bulk", 501),
        ("GET", "/Users?sortBy=userName", 501),
        ("GET", "/Schemas?filter=a", 403),
    ],
)
def test_what_is_not_there(provider: IdentityProvider, method: str, path: str, status: int) -> None:
    answer = provider.send(method, path, None if method == "GET" else {})

    assert check_error(answer) == (status, None)


@pytest.mark.usefixtures("insync")
@pytest.mark.parametrize("path", ["/Users", "/Users/x", "/Me", "/Nothing", "/", "/Schemas"])
def test_without_the_token_nothing_is_told(wire: Wire, path: str) -> None:
    for token in ("", "x", "Basic x"):
        assert check_error(sent(wire, token, "GET", path)) == (401, None)


def test_a_user_who_is_there(provider: IdentityProvider) -> None:
    provider.created(ADA)

    assert check_error(provider.create(ADA)) == (409, "uniqueness")


def test_a_search_under_another_schema_is_none(provider: IdentityProvider) -> None:
    answer = provider.send("POST", "/Users/.search", {"schemas": ["urn:acme"]})

    assert check_error(answer) == (400, "invalidSyntax")


def test_a_failure_of_the_lab_itself(
    provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("msgspec is tired")

    monkeypatch.setattr(Users, "search", fail)

    assert check_error(provider.send("GET", "/Users")) == (500, None)
    assert "RuntimeError: msgspec is tired" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["/insync/scim", "/insync/scim/", "/insync/scim/Users"])
def test_an_endpoint_that_cannot_save(path: str) -> None:
    assert check_error(broken(path)) == (500, None)
