"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios

scenarios("data-tables-with-expression.feature")


@given(parsers.parse('a "{what}" with a table'))
def _(what: str, datatable: list[list[str]]) -> None:
    assert datatable
