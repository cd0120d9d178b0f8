"""The admin API of Okta, for the Druva 2.0 app: its pages, its profile and its mappings."""

from __future__ import annotations

from typing import Protocol

from .model import (
    AppAttribute,
    Apply,
    AttributeMapping,
    DataType,
    Direction,
    MappingDraft,
    MappingPreview,
    Provisioning,
    SignOn,
    Updates,
)


class DruvaApp(Protocol):
    """The Druva 2.0 app: connection, Sign On, profile and mappings."""

    def id(self) -> str:
        """Return the id of the app, which is part of the URLs of its pages."""

    def provisioning(self) -> Provisioning:
        """Return the To App page."""

    def connect(self, *, base_url: str, token: str) -> None:
        """Enter base URL and token, test them and switch provisioning on.

        Raises ValueError with the answer when the test fails; nothing is changed then.
        """

    def test_connection(self) -> str:
        """Ask the service provider for its first users; return "" or what it answered."""

    def configure(self, provisioning: Provisioning) -> None:
        """Save the To App page as given."""

    def sign_on(self) -> SignOn:
        """Return the Sign On tab."""

    def save_sign_on(self, sign_on: SignOn) -> None:
        """Save the Sign On tab; nothing is sent until *Update now* or a push."""

    def attributes(self) -> tuple[AppAttribute, ...]:
        """Return the app user profile, base attributes first."""

    def add_attribute(
        self,
        *,
        display_name: str,
        variable_name: str,
        data_type: DataType = DataType.STRING,
        external_name: str = "",
        external_namespace: str = "",
    ) -> AppAttribute:
        """Add a custom attribute; raises ValueError naming the field that is wrong."""

    def mappings(self, direction: Direction = Direction.TO_APP) -> tuple[AttributeMapping, ...]:
        """Return the rows of a mapping; a row for userName exists once it is overridden."""

    def remove_attribute(self, variable_name: str) -> None:
        """Delete a custom attribute and the row that maps it; ValueError when there is none."""

    def add_anew(self) -> None:
        """Add the app again, as another instance: not connected, and assigned to nobody."""


class MappingDialog(Protocol):
    """The dialog *User Profile Mappings*: a draft until *Save Mappings*."""

    def show(self, direction: Direction = Direction.TO_APP) -> tuple[AttributeMapping, ...]:
        """Open the dialog at a tab and return its rows; an unsaved draft is gone."""

    def rows(self) -> tuple[AttributeMapping, ...]:
        """Return the rows of the draft."""

    def draft(self) -> MappingDraft | None:
        """Return the draft of the open dialog, or None while it is closed."""

    def preview(self, user_id: str) -> tuple[MappingPreview, ...]:
        """Return what each row of the draft gives for a person."""

    def override(self) -> None:
        """Click *Override with mapping*: the user name can be mapped from now on."""

    def choose(self, *, target: str, expression: str) -> None:
        """Choose what a target reads; ValueError for a user name that is not overridden."""

    def apply_on(self, *, target: str, apply: Apply) -> None:
        """Choose when a row applies."""

    def do_not_map(self, target: str) -> None:
        """Unmap a target."""

    def save(self, answer: Updates) -> None:
        """Click *Save Mappings* and answer whether to apply updates; E0000006 without the role."""

    def close(self) -> None:
        """Close the dialog without saving."""
