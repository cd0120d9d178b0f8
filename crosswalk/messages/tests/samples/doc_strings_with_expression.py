"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios

scenarios("doc-strings-with-expression.feature")


@given(parsers.parse('a "{what}" with a doc string:'))
def _(what: str, docstring: str) -> None:
    assert docstring
