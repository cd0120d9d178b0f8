"""What the grammar of RFC 7644 has beyond Okta's dialect: selections, paths and strict negation."""

from __future__ import annotations

import json
import re

import pytest

from fakes.filters import (
    Comparison,
    Dialect,
    Every,
    FilterError,
    Negation,
    Path,
    Selection,
    names,
    parse,
    parse_path,
)

STRICT = Dialect(
    frozenset({"eq", "pr"}), re.compile(r"[A-Za-z][\w.:]*"), json.loads, json.loads, strict=True
)
WORK = Comparison("type", "eq", "work")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('emails[type eq "work"]', Selection("emails", WORK)),
        ('not (emails[type eq "work"])', Negation(Selection("emails", WORK))),
        (
            'emails[type eq "work" and value pr] and a pr',
            Every(
                (
                    Selection("emails", Every((WORK, Comparison("value", "pr")))),
                    Comparison("a", "pr"),
                )
            ),
        ),
        (
            'emails[type eq "work"].value eq "x"',
            Selection("emails", Every((WORK, Comparison("value", "eq", "x")))),
        ),
        ("a eq 1.5", Comparison("a", "eq", 1.5)),
        (r'a eq "\u0041\"]"', Comparison("a", "eq", 'A"]')),
    ],
)
def test_what_is_read(text: str, tree: object) -> None:
    assert parse(text, STRICT) == tree


@pytest.mark.parametrize(
    "text",
    [
        *("not a pr", "not not (a pr)", "emails[type pr", "emails[]", "emails type pr]"),
        *('a eq "\\q"', "a eq yes", "emails[type pr].", "emails[type pr]value pr"),
        "a[" * 51 + "b pr" + "]" * 51,
    ],
)
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(FilterError):
        parse(text, STRICT)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("title", Path("title")),
        ("name.givenName", Path("name.givenName")),
        ('emails[type eq "work"]', Path("emails", WORK)),
        ('emails[type eq "work"].value', Path("emails", WORK, "value")),
    ],
)
def test_what_path_is_read(text: str, path: Path) -> None:
    assert parse_path(text, STRICT) == path


@pytest.mark.parametrize(
    "text", ["", "a b", "a eq 1", "emails[", "emails[type pr]x", "a.[b pr].", "."]
)
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(FilterError):
        parse_path(text, STRICT)


def test_a_selection_is_named_by_its_attribute() -> None:
    assert list(names(parse("emails[type pr] and a pr", STRICT))) == ["emails", "a"]
