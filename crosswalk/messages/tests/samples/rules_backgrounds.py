"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios, then, when

scenarios("rules-backgrounds.feature")


@given(parsers.parse('an order for "{thing}"'))
def _(thing: str) -> None:
    pass


@when("an action")
def _() -> None:
    pass


@then("an outcome")
def _() -> None:
    pass
