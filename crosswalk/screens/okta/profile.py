"""Directory > Profile Editor > Druva 2.0."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import NotOnScreen, Window
from fakes.okta.model import APP_LABEL, AppAttribute, DataType

EDITOR = ("Profile Editor", APP_LABEL)


@dataclass(frozen=True, slots=True)
class Listed:
    """An attribute as the list shows it."""

    display_name: str
    variable: str


class ProfileScreen:
    """The attributes of the app, *Add Attribute* and *Delete Attribute*."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def attributes(self) -> tuple[AppAttribute, ...]:
        """Read the list of attributes."""
        self._window.go("okta", *EDITOR)
        return self._listed()

    def add_attribute(
        self,
        *,
        display_name: str,
        variable_name: str,
        data_type: DataType = DataType.STRING,
        external_name: str = "",
        external_namespace: str = "",
    ) -> AppAttribute:
        """Click *Add Attribute*, fill in the form and save it."""
        window = self._window
        window.go("okta", *EDITOR, "Add Attribute")
        window.choose("Data type", data_type.value)
        window.fill("Display name", display_name)
        window.fill("Variable name", variable_name)
        window.fill("External name", external_name)
        window.fill("External namespace", external_namespace)
        window.press("Save")
        return self._listed()[-1]

    def remove_attribute(self, variable_name: str) -> None:
        """Click the cross of an attribute, and *Delete Attribute*."""
        self._window.go("okta", *EDITOR)
        self._window.follow_to(
            f"/okta/directory/profile-editor/druva/attributes/{variable_name}/delete"
        )
        self._window.press("Delete Attribute")

    def _listed(self) -> tuple[AppAttribute, ...]:
        found = self._window.read_all(AppAttribute)
        names = [(each.display_name, each.variable) for each in found]
        listed = [(row.display_name, row.variable) for row in self._window.read_all(Listed)]
        if listed != names:
            raise NotOnScreen(f"expected the list to name {names}, found {listed}")
        return found
