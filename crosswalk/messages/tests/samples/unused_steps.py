"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, scenarios

scenarios("unused-steps.feature")


@given("a step that is used")
def _() -> None:
    pass


@given("a step that is not used")
def _() -> None:
    pass
