"""The dialog *User Profile Mappings*: a tab is changed as a draft, and saved as a whole."""

from __future__ import annotations

from dataclasses import replace

from fakes.okta.model import (
    Apply,
    AttributeMapping,
    Deed,
    Direction,
    MappingDraft,
    MappingPreview,
    OnNewRow,
    OnSave,
    Updates,
)
from fakes.okta.rules import applies_at_once, is_locked, new_row
from fakes.okta.service.assignments.assignments import AppAssignments
from fakes.okta.service.permission import require
from fakes.okta.service.state import State
from fakes.store import in_force

from .app import DruvaAppService
from .defaults import default_user_name
from .mapping_preview import values_of
from .profiles_to_read import Now


class MappingDialogService:
    """What an admin does in the dialog; until *Save Mappings* nothing of it counts."""

    def __init__(
        self, state: State, app: DruvaAppService, assignments: AppAssignments, now: Now
    ) -> None:
        self._state = state
        self._app = app
        self._assignments = assignments
        self._now = now

    def show(self, direction: Direction = Direction.TO_APP) -> tuple[AttributeMapping, ...]:
        """Open the dialog at a tab, with what is saved; an unsaved draft is gone."""
        rows = self._app.mappings(direction)
        saved = next((row for row in rows if row.target == direction.user_name), None)
        overridden = saved != default_user_name(direction)
        self._state.draft = MappingDraft(direction, rows, overridden)
        return rows

    def rows(self) -> tuple[AttributeMapping, ...]:
        """Return the rows of the draft."""
        return self._draft.rows

    def draft(self) -> MappingDraft | None:
        """Return the draft of the open dialog, or None while it is closed."""
        return self._state.draft

    def preview(self, user_id: str) -> tuple[MappingPreview, ...]:
        """Return what each row of the draft gives for a person; raises ValueError for nobody."""
        user = self._state.users.get(user_id)
        if user is None:
            raise ValueError(f"no user has the id {user_id!r}")
        return values_of(self._state, self._now, self._draft, user)

    def override(self) -> None:
        """F46: click *Override with mapping*, which lets the user name be mapped."""
        self._state.draft = replace(self._draft, overridden=True)

    def choose(self, *, target: str, expression: str) -> None:
        """Choose what a target is mapped to; raises ValueError at a target that cannot be."""
        draft = self._draft
        if is_locked(target, draft):
            raise ValueError(
                f"{target} is configured in Sign On settings: expected Override with mapping first"
            )
        self._app.verify_mapping(AttributeMapping(target, expression), draft.direction)
        before = next((row for row in draft.rows if row.target == target), None)
        self._put(new_row(target, expression, before, self._on_new_row()))

    def apply_on(self, *, target: str, apply: Apply) -> None:
        """F48: choose when a row applies, which is a step of its own."""
        self._put(replace(self._row(target), apply=apply))

    def do_not_map(self, target: str) -> None:
        """Unmap a target; a user name goes back to what it is without an override."""
        row, draft = self._row(target), self._draft
        rows = tuple(each for each in draft.rows if each is not row)
        if target == draft.direction.user_name:
            default = default_user_name(draft.direction)
            rows = (default, *rows) if default else rows
            draft = replace(draft, overridden=False)
        self._state.draft = replace(draft, rows=rows)

    def save(self, answer: Updates) -> None:
        """F47: click *Save Mappings* and answer the question whether to apply updates."""
        require(self._state, Deed.MAPPINGS)
        draft = self._draft
        before = self._app.mappings(draft.direction)
        # All are looked at before the first is saved: a draft is saved as a whole or not at all.
        for row in draft.rows:
            self._app.verify_mapping(row, draft.direction)
        kept = {row.target for row in draft.rows}
        for target in [row.target for row in before if row.target not in kept]:
            self._app.remove_mapping(target, direction=draft.direction)
        for row in [row for row in draft.rows if row not in before]:
            self._app.save_mapping(row, draft.direction)
        self._state.draft = None
        if applies_at_once(answer, draft.direction, self._on_save()):
            self._assignments.apply_updates_now()

    def close(self) -> None:
        """Close the dialog without saving, which changes nothing."""
        self._state.draft = None

    @property
    def _draft(self) -> MappingDraft:
        if self._state.draft is None:
            raise ValueError("the dialog is closed: expected Mappings to be opened first")
        return self._state.draft

    def _row(self, target: str) -> AttributeMapping:
        found = next((row for row in self._draft.rows if row.target == target), None)
        if found is None:
            mapped = ", ".join(row.target for row in self._draft.rows)
            raise ValueError(f"{target!r} is not mapped: expected one of {mapped}")
        return found

    def _put(self, row: AttributeMapping) -> None:
        draft = self._draft
        others = {each.target: each for each in draft.rows}
        self._state.draft = replace(draft, rows=tuple({**others, row.target: row}.values()))

    def _on_new_row(self) -> OnNewRow:
        return in_force(self._state, "A58", OnNewRow)

    def _on_save(self) -> OnSave:
        return in_force(self._state, "A61", OnSave)
