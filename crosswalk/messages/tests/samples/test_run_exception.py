"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, scenarios

scenarios("test-run-exception.feature")


@given("a step")
def _() -> None:
    pass
