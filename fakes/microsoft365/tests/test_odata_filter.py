from __future__ import annotations

from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

import pytest

from fakes.microsoft365.api.graph.odata_expression import Field, applied, holds
from fakes.microsoft365.api.graph.odata_filter import NoFilter, parse

EVERY = frozenset({"eq"})
RECORD: dict[str, Any] = {
    "mail": "Sam@corp.example",
    "on": True,
    "size": 5,
    "at": datetime(2026, 3, 2, 9, tzinfo=UTC),
    "tags": ["smtp:a@x", "SMTP:b@x"],
    "tags/$count": 2,
    "from/address": None,
}
FIELDS = {name: Field(itemgetter(name), EVERY) for name in RECORD}


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("mail eq 'sam@CORP.example'", True),
        ("mail ne 'sam@corp.example'", False),
        ("mail in ('x', 'sam@corp.example')", True),
        ("startsWith(mail,'sam')", True),
        ("startswith(mail, 'am') eq true", False),
        ("endsWith(mail,'@corp.example')", True),
        ("contains(mail,'corp')", True),
        ("not startswith(mail,'sam')", False),
        ("not (on eq true) or size ge 5", True),
        ("on eq true and size lt 5", False),
        ("size gt 4 and size le 5 and mail ge 's'", True),
        ("from/address eq null", True),
        ("from/address ge 'a'", False),
        ("at ge 2026-03-02T09:00:00Z", True),
        ("at lt 2026-03-02T10:00:00+02:00", False),
        ("tags/any(t:t eq 'smtp:B@X')", True),
        ("tags/any(t:startswith(t,'smtp:a') or t eq 'z')", True),
        ("tags/any(t:not t eq 'x' and endswith(t,'@y'))", False),
        ("tags/$count eq 2", True),
        ("on eq false or on eq true and size eq 6", False),
        ("mail eq 'it''s'", False),
    ],
)
def test_what_passes(text: str, passes: bool) -> None:
    assert holds(parse(text), FIELDS, RECORD) is passes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mail",
        "mail eq",
        "mail eq x",
        "mail is 'x'",
        "mail eq 'x",
        "(mail eq 'x'",
        "mail eq 'x')",
        "mail in 'x'",
        "startswith(mail)",
        "startswith(mail,'x') eq false",
        "tags/any(eq 'x')",
        "at ge 2026-13-02T09:00:00Z",
        "mail eq 'x' ; size eq 1",
    ],
)
def test_what_is_no_filter(text: str) -> None:
    with pytest.raises(NoFilter, match="Syntax error"):
        parse(text)


def test_the_operators_of_a_filter() -> None:
    text = "not (mail eq 'x') and (size ge 1 or tags/any(t:endswith(t,'x')))"
    assert list(applied(parse(text))) == [
        ("mail", "eq"),
        ("mail", "not"),
        ("size", "ge"),
        ("tags", "endswith"),
    ]
