"""Steps of the sample."""

from __future__ import annotations

import pytest
from pytest_bdd import scenarios, then, when

scenarios("data-tables.feature")


Table = list[list[str]]


@pytest.fixture
def transposed() -> Table:
    return []


@when("the following table is transposed:")
def _(datatable: Table, transposed: Table) -> None:
    transposed.extend([list(column) for column in zip(*datatable, strict=True)])


@then("it should be:")
def _(datatable: Table, transposed: Table) -> None:
    assert datatable == transposed
