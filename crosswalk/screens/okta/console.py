"""The console, clicked by the labels that a page shows."""

from __future__ import annotations

from crosswalk.screens.window import Window

_OFFERED = """
main => [...main.querySelectorAll('a, button, label')]
  .filter(each => !each.closest('.sent')).map(each => each.textContent.trim())
"""


class ConsoleScreen:
    """Whatever page is open."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def click(self, label: str) -> tuple[str, ...]:
        """Click what the page offers, or the menu, and read what the next page offers."""
        window = self._window
        window.go("okta")
        main = window.page.locator("main")
        if main.get_by_role("button", name=label, exact=True).count():
            window.press(label)
        elif main.get_by_role("link", name=label, exact=True).count():
            window.follow(label, within=main)
        else:
            self._in_menu(label)
        return tuple(main.evaluate(_OFFERED))

    def _in_menu(self, label: str) -> None:
        menu = self._window.page.locator("nav.menu")
        if not menu.get_by_role("link", name=label, exact=True).count():
            raise ValueError(f"{label!r} is not offered on {self._window.page.title()!r}")
        self._window.follow(label, within=menu)
