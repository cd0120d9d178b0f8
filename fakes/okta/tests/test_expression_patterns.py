"""Regular expressions in expressions: what they say, and those that would never end."""

from __future__ import annotations

import time

import pytest

from fakes.okta.expressions.patterns import fits

SLOW = [
    (r"(a|aa)+", "a" * 80 + "b"),
    (r"((a{1,100}){1,100}){1,100}b", "a" * 300),
]


@pytest.mark.parametrize(
    ("pattern", "text", "whole"),
    [
        ("a.*", "abc", True),
        ("b", "abc", False),
        (r"\p{Lu}\p{Ll}+", "Zoë", True),
        (r"(?!admin).*", "admins", False),
        ("(?i)SALES", "Sales", True),
        ("a++b", "aab", True),
    ],
)
def test_patterns_are_those_of_java(pattern: str, text: str, whole: bool) -> None:
    assert fits(pattern, text) is whole


@pytest.mark.parametrize(("pattern", "text"), SLOW)
def test_a_pattern_that_would_take_years_is_given_up(pattern: str, text: str) -> None:
    started = time.process_time()
    with pytest.raises(ValueError, match="takes too long: expected"):
        fits(pattern, text)
    assert time.process_time() - started < 5


def test_a_pattern_has_a_length() -> None:
    assert fits("a" * 1000, "a" * 1000)
    with pytest.raises(ValueError, match="at most 1000 characters"):
        fits("a" * 1001, "a" * 1001)


def test_what_is_no_pattern_is_said() -> None:
    with pytest.raises(ValueError, match="is not a regular expression"):
        fits("(", "a")
