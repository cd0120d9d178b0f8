"""The filter language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.filters import (
    DEEPEST,
    Comparison,
    Every,
    FilterError,
    Negation,
    Some,
    names,
    required,
)
from fakes.okta.filters import OPERATORS, Value, matches, parse

A, B, C = (Comparison(name, "eq", "1") for name in "abc")
TIME = datetime(2026, 3, 1, 10, 20, 30, tzinfo=UTC)
VALUES: dict[str, tuple[Value, ...]] = {
    "login": ("Ada@corp.example",),
    "title": (None,),
    "on": (True,),
    "at": (TIME,),
    "id": ("1", "2"),
    "none": (),
    "size": (10,),
}


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('a eq "1"', A),
        ("a eq 1", A),
        ('a EQ "1" AND b eq "1"', Every((A, B))),
        ('a eq "1" or b eq "1" and c eq "1"', Some((A, Every((B, C))))),
        ('(a eq "1" or b eq "1") and c eq "1"', Every((Some((A, B)), C))),
        ('not (a eq "1") and b eq "1"', Every((Negation(A), B))),
        ('not not a eq "1"', A),
        ("a.b pr", Comparison("a.b", "pr")),
        (r'a eq "x\"y and (z"', Comparison("a", "eq", 'x"y and (z')),
        ("a eq true", Comparison("a", "eq", True)),
        ("a eq null", Comparison("a", "eq", None)),
    ],
)
def test_what_is_read(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "too early"),
        ("a", "too early"),
        ("a eq", "too early"),
        ("a like 1", "'like' is not an operator: expected one of eq, ge"),
        ('a co "1"', "'co' is not an operator"),
        ('(a eq "1"', "not closed"),
        ('a eq "1', "a text is not closed"),
        ('a eq "1" b', "'b' was not expected"),
        ("a eq x", "'x' is not a value"),
        ('"a" eq 1', "not an attribute name"),
        ("(" * (DEEPEST + 1) + 'a eq "1"', "parentheses"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, why: str) -> None:
    with pytest.raises(FilterError, match=why.replace("(", r"\(")):
        parse(text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('login eq "ADA@corp.example"', True),
        ('login eq "ada"', False),
        ('login sw "ada"', True),
        ('login co "CORP"', True),
        ('login gt "aaa"', True),
        ('login lt "aaa"', False),
        ("login pr", True),
        ("title pr", False),
        ("title eq null", True),
        ('title eq ""', False),
        ('not (title sw "x")', True),
        ("on eq true", True),
        ('at eq "2026-03-01T10:20:30.000Z"', True),
        ('at ge "2026-03-01T10:20:30Z"', True),
        ('at gt "2026-03-01T12:20:29.000+02:00"', True),
        ('at lt "2026-03-01"', False),
        ('id eq "2"', True),
        ('none eq "2"', False),
        ("none pr", False),
        ('login sw "x" or id eq "1" and on eq true', True),
        ("size eq 10", True),
        ("size eq 10.0", True),
        ("size gt 9", True),
        ("size gt 9.5 and size lt 10", False),
        ('size eq "ten"', False),
        ("size eq null", False),
    ],
)
def test_what_holds(text: str, holds: bool) -> None:
    assert matches(parse(text, OPERATORS | {"co"}), VALUES.__getitem__, str.casefold) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('login eq "Ada@corp.example"', True),
        ('login EQ "ada@corp.example"', False),
        ('login sw "Ada"', True),
        ('login sw "ada"', False),
        ('login co "CORP"', False),
        ('login gt "aaa"', False),
    ],
)
def test_what_holds_when_case_counts(text: str, holds: bool) -> None:
    assert matches(parse(text, OPERATORS | {"co"}), VALUES.__getitem__, str) is holds


def test_a_time_is_compared_with_a_time() -> None:
    with pytest.raises(FilterError, match="'noon' is not a time"):
        matches(parse('at gt "noon"'), VALUES.__getitem__, str)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('a eq "1"', "1"),
        ('b eq "2" and a eq "1"', "1"),
        ('a eq "1" or b eq "2"', None),
        ('not (a eq "1")', None),
        ('a sw "1"', None),
        ("a eq true", None),
    ],
)
def test_what_an_index_can_serve(text: str, value: str | None) -> None:
    assert required(parse(text), "a") == value


def test_every_name_is_found() -> None:
    assert list(names(parse('a pr and (b pr or not (c eq "1"))'))) == ["a", "b", "c"]
