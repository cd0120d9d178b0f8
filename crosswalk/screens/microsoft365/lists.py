"""Lists of the admin centers: all columns of all pages, and what is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from crosswalk.screens.window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Locator

Kind = TypeVar("Kind")
CONSOLE = "microsoft365"


def read_list(window: Window, kind: type[Kind]) -> tuple[Kind, ...]:
    """Show all columns of the list that is on the screen, and read its pages."""
    window.follow("All columns")
    return window.read_pages(kind)


def search(window: Window, label: str, text: str) -> None:
    """Search the list that is on the screen."""
    window.fill(label, text)
    window.press("Search")


def tabs(window: Window) -> Locator:
    """Return the tabs of the page."""
    return window.page.get_by_role("navigation", name="Tabs")


def expect_shown(window: Window) -> None:
    """Raise ValueError with what the page says where it cannot show what it is about."""
    said = window.page.locator("main .notice.bad")
    if said.count():
        raise ValueError(said.first.text_content())


def open_row(window: Window, menu: str, searched: str, path: str) -> None:
    """Open the row of a list that leads to a path, and search for its ID if it is further down.

    Raises ValueError where the list does not have it.
    """
    window.go(CONSOLE, menu)
    row_id = path.rpartition("/")[2]
    row = window.page.locator(f'main a[href="/{CONSOLE}/{path}"]')
    if not row.count():
        search(window, searched, row_id)
    if not row.count():
        raise ValueError(f"{menu} has nobody with the ID {row_id}")
    window.follow_to(f"/{CONSOLE}/{path}")
