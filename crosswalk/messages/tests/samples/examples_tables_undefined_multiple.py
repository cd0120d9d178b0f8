"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios, then, when

scenarios("examples-tables-undefined-multiple.feature")


@given(parsers.parse("there are {start:d} cucumbers"), target_fixture="cucumbers")
def _(start: int) -> int:
    return start


@when(parsers.parse("I eat {eaten:d} cucumbers"), target_fixture="cucumbers")
def _(cucumbers: int, eaten: int) -> int:
    return cucumbers - eaten


@then(parsers.parse("I should have {left:d} cucumbers"))
def _(cucumbers: int, left: int) -> None:
    assert cucumbers == left, "wrong"
