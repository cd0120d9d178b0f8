"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios

scenarios("minimal.feature")


@given(parsers.parse("I have {cukes:d} cukes in my belly"))
def _(cukes: int) -> None:
    assert cukes
