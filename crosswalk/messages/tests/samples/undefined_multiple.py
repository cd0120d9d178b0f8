"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, scenarios

scenarios("undefined-multiple.feature")


@given("an implemented step")
def _() -> None:
    pass


@given("a step that will be skipped")
def _() -> None:
    pass
