"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import scenarios, when

scenarios("stack-traces.feature")


@when("a step throws an exception")
def _() -> None:
    raise RuntimeError("BOOM")
