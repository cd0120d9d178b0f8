"""Applications > Druva 2.0 > Import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswalk.screens.window import NotOnScreen, Window
from fakes.okta.model import AppUser, ImportResult, ImportRow, MatchOn

from .app import APP
from .assignments import AssignmentScreens
from .people import DirectoryScreens

if TYPE_CHECKING:
    from playwright.sync_api import Locator

_DONE = re.compile(r".*: (\d+) scanned, (\d+) new, (\d+) updated, (\d+) unchanged")
_FAILED = "The import failed: "


class ImportScreen:
    """*Import Now*, and the rows of the last import."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def import_now(
        self, *, match_on: MatchOn = MatchOn.USERNAME, allow_partial: bool = True
    ) -> ImportResult:
        """Click *Import Now*, and read what it says and lists."""
        window = self._window
        window.go("okta", *APP, "Import")
        window.choose("Imported user is an exact match to Okta user if", match_on.value)
        window.tick("Allow partial matches", allow_partial)
        window.press("Import Now")
        said = window.said()
        if said.startswith(_FAILED):
            return ImportResult(0, 0, 0, 0, (), said.removeprefix(_FAILED))
        done = _DONE.fullmatch(said)
        if done is None:
            raise NotOnScreen(f"expected how many accounts were imported, found {said!r}")
        scanned, new, updated, unchanged = map(int, done.groups())
        return ImportResult(scanned, new, updated, unchanged, window.read_pages(ImportRow))

    def rows(self) -> tuple[ImportRow, ...]:
        """Read the rows of the last import."""
        self._window.go("okta", *APP, "Import")
        return self._window.read_pages(ImportRow)

    def confirm(self, external_id: str, *, user_id: str | None = None) -> AppUser:
        """Click *Confirm* in a row, after the person was specified; find the assignment."""
        login = DirectoryScreens(self._window).user(user_id).login if user_id else ""
        row = self._row(external_id)
        row.get_by_role("textbox").fill(login)
        self._window.press("Confirm", within=row)
        assigned = AssignmentScreens(self._window).all()
        return next(each for each in assigned if each.external_id == external_id)

    def ignore(self, external_id: str) -> None:
        """Click *Ignore* in a row."""
        self._window.press("Ignore", within=self._row(external_id))

    def _row(self, external_id: str) -> Locator:
        self._window.go("okta", *APP, "Import")
        return self._window.row_with(external_id)
