"""The menu of the Admin Console, as far as it leads to the Druva app's profile and mappings."""

from __future__ import annotations

from fakes.menus import Menu, followed, offered
from fakes.okta.model import APP_LABEL, Direction

from .app.mapping_dialog import MappingDialogService
from .state import State

OVERRIDE = "Override with mapping"
_FORM: Menu = {
    field: {}
    for field in (
        "Data type",
        "Display name",
        "Variable name",
        "External name",
        "External namespace",
    )
}
_PROFILE: Menu = {
    "Add Attribute": _FORM,
    "Mappings": {tab.value: {OVERRIDE: {}} for tab in reversed(Direction)},
}
_MENU: Menu = {
    "Dashboard": {"Tasks": {}},
    "Directory": {"People": {}, "Groups": {}, "Profile Editor": {APP_LABEL: _PROFILE}},
    "Applications": {APP_LABEL: {"Sign On": {}, "Provisioning": {}, "Assignments": {}}},
    "Reports": {"System Log": {}},
}


class AdminConsole:
    """Clicks through the console; a tab of the mapping dialog opens the dialog."""

    def __init__(self, state: State, dialog: MappingDialogService) -> None:
        self._state = state
        self._dialog = dialog

    def click(self, label: str) -> tuple[str, ...]:
        """Click what the page offers and return what the next one does; ValueError if not."""
        self._state.clicked = followed(_MENU, self._state.clicked, label)
        if label == OVERRIDE:
            self._dialog.override()
        for tab in Direction:
            if label == tab.value:
                self._dialog.show(tab)
        return offered(_MENU, self._state.clicked)
