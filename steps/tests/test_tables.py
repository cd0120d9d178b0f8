"""A table that cannot be meant says which columns and values would fit."""

from __future__ import annotations

import re

import pytest

from steps.tables import agree, choice, records

TABLE = [["person", "status"], ["Sam", "active"]]


def test_rows_are_read_by_column() -> None:
    assert records(TABLE, "person", "status", "came by") == [{"person": "Sam", "status": "active"}]


@pytest.mark.parametrize(
    ("header", "whole", "said"),
    [
        (["person", "stauts"], False, "has the column 'stauts'"),
        (["person", "person"], False, "has the column 'person' twice"),
        (["person"], True, "lacks the column 'status'"),
    ],
)
def test_a_wrong_header_is_told_with_the_columns_that_fit(
    header: list[str], whole: bool, said: str
) -> None:
    expected = re.escape(f"the table {said}; expected person, status")
    with pytest.raises(pytest.fail.Exception, match=expected):
        records([header, ["a"] * len(header)], "person", "status", whole=whole)


def test_a_wrong_cell_is_told_with_the_values_that_fit() -> None:
    assert choice("color", "red", {"red": 1, "green": 2}) == 1
    with pytest.raises(pytest.fail.Exception, match="color: 'rde' is not one of red, green"):
        choice("color", "rde", {"red": 1, "green": 2})


def test_a_column_that_the_table_leaves_out_is_not_compared() -> None:
    found = [{"person": "Sam", "status": "active"}]
    agree(found, [{"person": "Sam"}])
    agree([], [])
    with pytest.raises(pytest.fail.Exception, match=r"expected \| Ada\nfound    \| Sam"):
        agree(found, [{"person": "Ada"}])
    with pytest.raises(pytest.fail.Exception, match=r"found +\| Sam +\| active"):
        agree(found, [])


def test_a_column_that_nothing_found_has_is_empty_there() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"expected \| Sam +\| no\nfound +\| Sam +\|"):
        agree([{"person": "Sam"}], [{"person": "Sam", "OneDrive": "no"}])
