"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, scenarios

scenarios("doc-strings.feature")


@given("a doc string:")
def _(docstring: str) -> None:
    assert docstring
