"""SaaS Apps > Microsoft 365 > Overview > More > Settings, click by click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswalk.screens.window import Window
from fakes.insync.model import AccessSetting, AdminRole

from .navigation import PANEL, go, open_panel, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Locator

SETTING = "Access user accounts using"
_OFFERS = """
scope => [...scope.querySelectorAll('a, button, summary, label')]
  .filter(each => each.checkVisibility() && each !== scope.querySelector(':scope > summary'))
  .map(each => {
    const text = each.cloneNode(true);
    text.querySelectorAll('[aria-hidden], .required').forEach(icon => icon.remove());
    return text.textContent.trim();
  })
"""
_OPENED = "details.menu[open], details.menu[open] details[open], main details.more[open]"


class SettingsScreen:
    """The page *Settings*, and the clicks on the way to it."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def click(self, label: str) -> tuple[str, ...]:
        """Click what the page shows: in what was opened last, on the page, or in the panel."""
        window = self._window
        window.go("insync")
        if label == PANEL:
            open_panel(window)
        else:
            self._click(label)
        offered: list[str] = self._scopes()[0].evaluate(_OFFERS)
        return tuple(offered)

    def choose(self, *, name: str, value: str) -> None:
        """Choose from the list of this name."""
        field = self._window.page.locator("main").get_by_label(name, exact=True)
        if not self._is_open():
            raise ValueError("no settings here: expected the page Settings")
        if not field.count():
            raise ValueError(f"no setting {name!r} here: expected {SETTING!r}")
        options = {text.casefold(): text for text in field.locator("option").all_text_contents()}
        if value.casefold() not in options:
            expected = " or ".join(map(repr, options.values()))
            raise ValueError(f"{name} cannot be {value!r}: expected {expected}")
        self._window.choose(name, options[value.casefold()])

    def save(self, *, role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR) -> None:
        """Click *Save*, signed in as somebody of this role, who chooses the same."""
        if not self._is_open():
            raise ValueError("no settings here: expected the page Settings")
        chosen = self._chosen()
        sign_in(self._window, role.value)
        self._window.choose(SETTING, chosen)
        self._window.press("Save")

    def access_user_accounts_using(self) -> AccessSetting:
        """Go to the page and read what the list shows."""
        go(self._window, "SaaS Apps > Microsoft 365", "Overview")
        self._window.unfold("More")
        self._window.follow("Settings", within=self._window.page.locator("main"))
        shown = self._chosen()
        return next(each for each in AccessSetting if each.value.casefold() == shown.casefold())

    def _click(self, label: str) -> None:
        for scope in self._scopes():
            if label in scope.evaluate(_OFFERS):
                link = scope.get_by_role("link", name=label, exact=True)
                click = self._window.follow if link.count() else self._window.unfold
                return click(label, within=scope)
        shown = ", ".join(self._scopes()[0].evaluate(_OFFERS))
        raise ValueError(f"{label!r} is not offered: the page shows {shown}")

    def _scopes(self) -> tuple[Locator, ...]:
        """Return where a label is looked for, nearest first."""
        page = self._window.page
        opened = page.locator(_OPENED)
        places = (page.locator("main"), page.locator(".menu"))
        return (opened.last, *places) if opened.count() else places

    def _chosen(self) -> str:
        field = self._window.page.locator("main").get_by_label(SETTING, exact=True)
        return field.locator("option:checked").text_content() or ""

    def _is_open(self) -> bool:
        return self._window.page.locator("h1").all_text_contents() == ["Settings"]
