"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios

scenarios("regular-expression.feature")


@given(parsers.re(r"^a (?P<one>.*?)(?: and a (?P<two>.*?))?(?: and a (?P<three>.*?))?$"))
def _(one: str, two: str | None, three: str | None) -> None:
    assert one
