"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, scenarios

scenarios("data-tables-doc-strings.feature")


@given("a step with a data table a doc string")
def _(datatable: list[list[str]], docstring: str) -> None:
    assert (datatable, docstring) == ([["hello"]], "world")


@given("a step with a doc string a data table")
def _(datatable: list[list[str]], docstring: str) -> None:
    assert (docstring, datatable) == ("hello", [["world"]])
