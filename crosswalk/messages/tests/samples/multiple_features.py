"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios

scenarios(
    "multiple-features-1.feature", "multiple-features-2.feature", "multiple-features-3.feature"
)


@given(parsers.parse('an order for "{thing}"'))
def _(thing: str) -> None:
    pass
