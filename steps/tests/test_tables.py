"""Rows that were found are told beside those that were expected."""

from __future__ import annotations

import pytest

from steps.tables import agree


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
