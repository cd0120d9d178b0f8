"""A list that is kept column by column is a list."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.listed import Listed, columns_of
from crosswalk.diagnosis.tenant import AppUser

ADA, BEN, EVE = AppUser("ada", "1"), AppUser("ben", "2", "x"), AppUser("eve")
PLAIN = [ADA, BEN, EVE]


@pytest.fixture
def listed() -> Listed[AppUser]:
    """The plain list, column by column."""
    return Listed(AppUser, columns_of(PLAIN, AppUser))


def test_it_has_what_the_plain_list_has(listed: Listed[AppUser]) -> None:
    assert [*listed] == PLAIN
    assert [listed[number] for number in (0, 1, 2, -1)] == [ADA, BEN, EVE, EVE]
    assert all(type(each) is AppUser for each in (*listed, listed[1]))
    assert (len(listed), listed[1].external_id) == (3, "x")
    with pytest.raises(IndexError):
        listed[3]


def test_it_is_equal_to_the_plain_list_and_to_no_other(listed: Listed[AppUser]) -> None:
    assert listed == PLAIN
    assert listed == Listed(AppUser, columns_of(PLAIN, AppUser))
    assert listed != [ADA, BEN]
    assert listed != 3
    assert listed[1:] == [BEN, EVE]
    assert repr(listed) == repr(PLAIN)


def test_it_is_put_in_order_by_numbers(listed: Listed[AppUser]) -> None:
    assert listed.in_order([2, 0]) == [EVE, ADA]


def test_nobody_is_an_empty_list() -> None:
    assert columns_of([], AppUser) == [[], [], []]
    assert Listed(AppUser, columns_of([], AppUser)) == []


def test_the_columns_are_those_that_it_was_made_of(listed: Listed[AppUser]) -> None:
    assert columns_of(listed, AppUser) is listed.columns
    assert listed.columns == [["ada", "ben", "eve"], ["1", "2", ""], ["", "x", ""]]
