"""Profile Editor > Druva 2.0 > Mappings: the dialog *User Profile Mappings*."""

from __future__ import annotations

from urllib.parse import urlsplit

from crosswalk.screens.window import Window
from fakes.okta.model import (
    Apply,
    AttributeMapping,
    Direction,
    Updates,
)

from .profile import EDITOR

_OVERRIDE = "Override with mapping"
_DIALOG = "/okta/directory/profile-editor/druva/mappings"
ARROWS = {
    Apply.CREATE_AND_UPDATE: "Apply mapping on user create and update",
    Apply.CREATE_ONLY: "Apply mapping on user create only",
}


class MappingScreen:
    """The dialog, and the question that follows *Save Mappings*."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def show(self, direction: Direction = Direction.TO_APP) -> tuple[AttributeMapping, ...]:
        """Click *Mappings* in the Profile Editor, and a tab."""
        self._window.go("okta", "Profile Editor")
        self._window.press("Mappings")
        self._window.press(direction.value)
        return self._window.read_all(AttributeMapping)

    def rows(self) -> tuple[AttributeMapping, ...]:
        """Read the rows of the dialog that are mapped."""
        self._to_dialog()
        return self._window.read_all(AttributeMapping)

    def override(self) -> None:
        """Click *Override with mapping*, unless the user name can be mapped already."""
        self._to_dialog()
        open_fields = '[name="source-userName"], [name="source-login"]'
        button = self._window.page.get_by_role("button", name=_OVERRIDE, exact=True)
        if button.count() or not self._window.page.locator(open_fields).count():
            self._window.press(_OVERRIDE)

    def choose(self, *, target: str, expression: str) -> None:
        """Enter what a row reads; raises ValueError with what stands where it cannot be entered."""
        self._to_dialog()
        locked = self._window.page.locator(f"#locked-{target}")
        if locked.count():
            raise ValueError(locked.text_content())
        self._window.fill(f"Source of {target}", expression)
        self._window.press("Check the rows")

    def apply_on(self, *, target: str, apply: Apply) -> None:
        """Choose from the arrow of a row when it applies."""
        self._arrow(target, ARROWS[apply])

    def do_not_map(self, target: str) -> None:
        """Choose *Do not map* from the arrow of a row."""
        self._arrow(target, "Do not map")

    def save(self, answer: Updates) -> None:
        """Click *Save Mappings* and answer the question."""
        self._to_dialog()
        self._window.press("Save Mappings")
        self._window.press(answer.value)

    def close(self) -> None:
        """Click *Cancel*."""
        self._to_dialog()
        self._window.press("Cancel")

    def _arrow(self, target: str, choice: str) -> None:
        self._to_dialog()
        self._window.choose(f"Arrow to {target}", choice)
        self._window.press("Check the rows")

    def _to_dialog(self) -> None:
        """Go to the open dialog, unless it is on the screen."""
        if urlsplit(self._window.page.url).path != _DIALOG:
            self._window.go("okta", *EDITOR, "User Profile Mappings")
