"""The global navigation panel, which is on every page, and who is signed in."""

from __future__ import annotations

from crosswalk.screens.window import Window

PANEL = "Global Navigation"


def go(window: Window, *labels: str) -> None:
    """Open the panel, follow one of its links, and from there on one label after the other.

    What the panel has below a heading is found after a click on the heading.
    """
    window.go("insync")
    open_panel(window)
    panel = window.page.locator("details.menu")
    *headings, page = labels[0].split(" > ")
    for each in headings:
        window.unfold(each, within=panel)
    window.follow(page, within=panel)
    for each in labels[1:]:
        window.follow(each, within=window.page.locator("main"))


def open_panel(window: Window) -> None:
    """Click the icon; where the panel is open, that closes it first."""
    header = window.page.locator("details.menu > summary")
    if window.page.locator("details.menu[open]").count():
        header.click()
    window.unfold(PANEL)


def sign_in(window: Window, role: str) -> None:
    """Choose who acts, at the top of the page, where it is somebody else."""
    top = window.page.locator("header")
    chosen = top.get_by_label("Signed in as", exact=True).locator("option:checked")
    if chosen.text_content() != role:
        window.choose("Signed in as", role, within=top)
        window.press("Change", within=top)


def open_user(window: Window, account_id: int) -> None:
    """Open the page of a user by a click on the name in the list."""
    go(window, "Users")
    window.follow_to(f"/insync/users/{account_id}")
