from __future__ import annotations

from datetime import UTC, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

import pytest

from fakes.microsoft365.api.graph.dialects import DIRECTORY
from fakes.microsoft365.api.graph.odata_expression import applied, holds
from fakes.microsoft365.api.graph.odata_filter import NoFilter, parse
from fakes.microsoft365.api.graph.odata_meaning import meant
from fakes.microsoft365.api.graph.properties import Properties, Property

EVERY = frozenset(
    {*("eq", "ne", "ge", "gt", "le", "lt", "in", "not"), "startswith", "endswith", "contains"}
)
SKU = "6fd2c87f-b296-42f0-b197-1e91e994b900"
RECORD: dict[str, Any] = {
    "mail": "Sam@corp.example",
    "on": True,
    "size": 5,
    "at": datetime(2026, 3, 2, 9, tzinfo=UTC),
    "tags": ["smtp:a@x", "SMTP:b@x"],
    "tags/$count": 2,
    "from/address": None,
    "licenses": [{"skuId": UUID(SKU)}],
}
KINDS: dict[str, type] = {"on": bool, "size": int, "at": datetime, "tags/$count": int}
ELEMENTS: dict[str, dict[str, type]] = {"tags": {"": str}, "licenses": {"skuId": UUID}}
TABLE = Properties(
    "thing",
    DIRECTORY,
    {
        name: Property(
            itemgetter(name),
            KINDS.get(name, str),
            filters=EVERY,
            elements=ELEMENTS.get(name),
        )
        for name in RECORD
    },
    "size2",
)


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
        (f"licenses/any(x:x/skuId eq {SKU})", True),
        (f"Licenses/ANY(x:x/SKUID eq {SKU.upper()})", True),
        ("licenses/any(x:x/skuId eq 4b9405b0-7788-4568-add1-99614e613b69)", False),
        ("MAIL eq 'sam@corp.example' AND On EQ true", True),
        ("at ge 2026-03-02", True),
        ("at ge 2026-03-03", False),
        ("on eq false or on eq true and size eq 6", False),
        ("mail eq 'it''s'", False),
    ],
)
def test_what_passes(text: str, passes: bool) -> None:
    assert holds(meant(parse(text), TABLE), TABLE.rows, RECORD) is passes


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
        f"licenses/any(x:x/skuId eq {SKU}0)",
        "any(t:t eq 'x')",
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
