"""Whatever somebody types is an expression, or refused as one, and nothing else happens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.okta.expressions import (
    ExpressionError,
    Lookups,
    Value,
    as_text,
    check_references,
    evaluate,
    parse,
)
from fakes.okta.expressions.functions import FUNCTIONS

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given, settings
from hypothesis import strategies as some

USER: dict[str, Value] = {
    "login": "sam@corp.example",
    "level": 7,
    "empty": "",
    "guest": False,
    "tags": ("a", 1),
}
LOOKUPS = Lookups(now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
WORDS = (
    *(f"{name}(" for name in FUNCTIONS),
    *("user.login", "user.level", "user.empty", "user.guest", "user.tags", "user.nothing"),
    *('"a"', "''", '"\\"', "'Z'", "0", "3.5", "9" * 400, "true", "null", "{", "}", "(", ")", ","),
    *("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "OR", "!", "matches", "?", ":", "?:"),
    *(".", ".mail", "[", "=", "$", "firstName", "source.login", '"1.5e999"', "'2026-01-01'"),
)
VALUES = some.sampled_from(
    ["user.login", "user.level", "user.tags", "null", "'a.b'", "-3", "2.5", "'1.5e999'", "9" * 400]
)


@some.composite
def calls(draw: some.DrawFn) -> str:
    """Return a call with as many arguments as the function takes."""
    name = draw(some.sampled_from([*FUNCTIONS]))
    count = draw(some.integers(0, 6).filter(FUNCTIONS[name].takes))
    return f"{name}({', '.join(draw(VALUES) for _ in range(count))})"


def outcome(text: str) -> str | int:
    """Return what comes of a text: a value, or the position of what is wrong."""
    try:
        expression = parse(text)
        check_references(expression, {"user": (*USER, "nothing")})
        return as_text(evaluate(expression, {"user": USER}, LOOKUPS))
    except ExpressionError as error:
        return error.position


def is_sound(text: str) -> bool:
    """Tell whether a text is worth something, or has a position where it is wrong."""
    found = outcome(text)
    return isinstance(found, str) or 0 <= found <= len(text)


@settings(max_examples=300)
@given(some.lists(some.sampled_from(WORDS), max_size=12).map(" ".join))
def test_words_of_the_language_are_worth_something_or_refused(text: str) -> None:
    assert is_sound(text)


@settings(max_examples=100)
@given(some.text(max_size=30))
def test_any_text_is_worth_something_or_refused(text: str) -> None:
    assert is_sound(text)


@settings(max_examples=300)
@given(calls(), some.sampled_from(["", " / 2.0", " % 7.5", " * 1.5", " + 'a'", " > 1"]))
def test_a_call_is_worth_something_or_refused(call: str, rest: str) -> None:
    assert is_sound(call + rest)


@settings(max_examples=100)
@given(VALUES, some.sampled_from(["+", "-", "*", "/", "%", "==", "<", "matches"]), VALUES)
def test_two_values_are_worth_something_or_refused(left: str, operator: str, right: str) -> None:
    assert is_sound(f"{left} {operator} {right}")
