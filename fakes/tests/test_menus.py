"""Clicking through a menu."""

from __future__ import annotations

import pytest

from fakes.menus import Menu, followed, offered

MENU: Menu = {"People": {"Add": {}}, "Reports": {}}


def test_a_page_offers_what_is_below_it() -> None:
    assert offered(MENU, ()) == ("People", "Reports")
    assert offered(MENU, ("People",)) == ("Add",)


def test_a_click_goes_on_or_starts_again_at_the_menu() -> None:
    assert followed(MENU, (), "People") == ("People",)
    assert followed(MENU, ("People",), "Add") == ("People", "Add")
    assert followed(MENU, ("People", "Add"), "Reports") == ("Reports",)


@pytest.mark.parametrize(
    ("trail", "label", "why"),
    [
        ((), "Add", "'Add' is not offered: the start page has 'People' or 'Reports'"),
        (("People",), "Adding", "'Adding' is not offered: People has 'Add'"),
        (("Reports",), "Add", "'Add' is not offered: Reports has 'People' or 'Reports'"),
    ],
)
def test_what_is_not_offered_is_not_clicked(trail: tuple[str, ...], label: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        followed(MENU, trail, label)
