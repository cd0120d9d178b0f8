"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios, then, when

scenarios("examples-tables.feature")


@given(parsers.parse("there are {start:d} cucumbers"), target_fixture="cucumbers")
def _(start: int) -> int:
    return start


@given(parsers.parse("there are {friends:d} friends"), target_fixture="friends")
def _(friends: int) -> int:
    return friends


@when(parsers.parse("I eat {eaten:d} cucumbers"), target_fixture="cucumbers")
def _(cucumbers: int, eaten: int) -> int:
    return cucumbers - eaten


@then(parsers.parse("I should have {left:d} cucumbers"))
def _(cucumbers: int, left: int) -> None:
    if cucumbers != left:
        raise AssertionError(f"Expected values to be strictly equal:\n\n{cucumbers} !== {left}\n")


@then(parsers.parse("each person can eat {share:d} cucumbers"))
def _(cucumbers: int, friends: int, share: int) -> None:
    assert cucumbers // (1 + friends) == share
