"""Profile Editor > Druva 2.0 > Mappings: the dialog *User Profile Mappings*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from fakes.okta.admin import Directory, DruvaApp, MappingDialog
from fakes.okta.model import (
    APP_LABEL,
    AppAttribute,
    Apply,
    AttributeMapping,
    DataType,
    Direction,
    MappingDraft,
    MappingPreview,
    Updates,
)
from fakes.screens import Form, Next, Screen, Values, Visit, Wrong

from .profile_editor import MAPPINGS, PROFILE

UPDATES = f"{MAPPINGS}/updates"
ARROWS = {
    "Apply mapping on user create and update": Apply.CREATE_AND_UPDATE,
    "Apply mapping on user create only": Apply.CREATE_ONLY,
}
DO_NOT_MAP = "Do not map"
_LEFT = {Direction.TO_APP: "user", Direction.TO_OKTA: "appuser"}


def mapping_screens(
    app: DruvaApp, dialog: MappingDialog, directory: Directory
) -> tuple[Screen, ...]:
    """Return the dialog, and the question that follows *Save Mappings*."""
    shown = Dialog(app, dialog, directory)
    return (
        Screen(
            MAPPINGS,
            "mappings.html",
            shown.show,
            {
                **{tab.name: partial(shown.open_tab, tab) for tab in Direction},
                "override": shown.override,
                "check": shown.check,
                "preview": shown.preview,
                "save": shown.save,
                "close": shown.close,
            },
        ),
        Screen(
            UPDATES,
            "updates.html",
            shown.show_question,
            {answer.name: partial(shown.answer, answer) for answer in Updates},
        ),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A target of the open tab, and the row of the draft where it is mapped."""

    target: str
    label: str
    type: str
    locked: bool
    mapping: AttributeMapping | None
    preview: MappingPreview | None

    @property
    def expression(self) -> str:
        """What it reads, "" where it is not mapped."""
        return self.mapping.expression if self.mapping else ""

    @property
    def arrow(self) -> str:
        """What its arrow says."""
        applies = self.mapping.apply if self.mapping else None
        return next((text for text, each in ARROWS.items() if each is applies), DO_NOT_MAP)


class Dialog:
    """The draft of one tab, until it is saved or canceled."""

    def __init__(self, app: DruvaApp, dialog: MappingDialog, directory: Directory) -> None:
        self._app = app
        self._dialog = dialog
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show the open tab, with what its rows give for a person where one is named."""
        draft, person = self._draft(), visit.query.get("person", "")
        found = self._directory.find(person) if person else None
        previews = self._dialog.preview(found.id) if found else ()
        return {
            "draft": draft,
            "tabs": tuple(reversed(Direction)),
            "rows": self._rows(draft, {each.target: each for each in previews}),
            "person": found,
            "arrows": (*ARROWS, DO_NOT_MAP),
            "readable": self._readable(draft.direction),
            "label": APP_LABEL,
            "profile": PROFILE,
        }

    def open_tab(self, tab: Direction, _visit: Visit) -> Next:
        """Open a tab; what was not saved is gone."""
        self._dialog.show(tab)
        return Next()

    def override(self, visit: Visit) -> Next:
        """Keep what was typed, and let the user name be mapped."""
        self._take(visit.form)
        self._dialog.override()
        return Next(MAPPINGS)

    def check(self, visit: Visit) -> Next:
        """Keep what was typed."""
        self._take(visit.form)
        return Next(MAPPINGS)

    def preview(self, visit: Visit) -> Next:
        """Keep what was typed, and show what the rows give for a person."""
        self._take(visit.form)
        person = visit.form.text("person").strip()
        if self._directory.find(person) is None:
            raise Wrong(
                "person", f"Nobody has the username {person!r}: expected one of an Okta user"
            )
        return Next(f"{MAPPINGS}?person={quote(person)}")

    def save(self, visit: Visit) -> Next:
        """Keep what was typed, and ask whether to apply updates."""
        self._take(visit.form)
        return Next(UPDATES)

    def close(self, _visit: Visit) -> Next:
        """Close the dialog without saving."""
        self._dialog.close()
        return Next(PROFILE)

    def show_question(self, _visit: Visit) -> Values:
        """Show the question whether to apply updates."""
        return {"draft": self._draft(), "answers": tuple(Updates), "mappings": MAPPINGS}

    def answer(self, answer: Updates, _visit: Visit) -> Next:
        """Save the mappings with this answer."""
        self._dialog.save(answer)
        return Next(PROFILE, "The mappings were saved.")

    def _draft(self) -> MappingDraft:
        draft = self._dialog.draft()
        if draft is None:
            raise ValueError("The dialog is closed: open Mappings in the profile of Druva 2.0.")
        return draft

    def _rows(self, draft: MappingDraft, previews: Mapping[str, MappingPreview]) -> tuple[Row, ...]:
        mapped = {row.target: row for row in draft.rows}
        user_name = draft.direction.user_name
        return tuple(
            Row(
                target,
                label,
                kind,
                target == user_name and not draft.overridden,
                mapped.get(target),
                previews.get(target),
            )
            for target, label, kind in self._targets(draft.direction)
        )

    def _targets(self, direction: Direction) -> tuple[tuple[str, str, str], ...]:
        if direction is Direction.TO_APP:
            return tuple(map(_of_app, self._app.attributes()))
        return tuple((name, "", DataType.STRING.value) for name in self._directory.attributes())

    def _readable(self, direction: Direction) -> tuple[str, ...]:
        names = (
            self._directory.attributes()
            if direction is Direction.TO_APP
            else tuple(each.variable_name for each in self._app.attributes())
        )
        return tuple(f"{_LEFT[direction]}.{name}" for name in names)

    def _take(self, form: Form) -> None:
        """Put into the draft what was typed; raises Wrong at the first row that cannot be."""
        for row in self._rows(self._draft(), {}):
            if not row.locked and f"source-{row.target}" in form:
                self._take_row(row, form)

    def _take_row(self, row: Row, form: Form) -> None:
        source, arrow = form.text(f"source-{row.target}"), form.text(f"arrow-{row.target}")
        try:
            if row.mapping and arrow == DO_NOT_MAP:
                self._dialog.do_not_map(row.target)
                return
            if source != row.expression:
                self._dialog.choose(target=row.target, expression=source)
            if arrow != row.arrow and arrow in ARROWS:
                self._dialog.apply_on(target=row.target, apply=ARROWS[arrow])
        except ValueError as refusal:
            raise Wrong(f"source-{row.target}", str(refusal)) from None


def _of_app(attribute: AppAttribute) -> tuple[str, str, str]:
    return attribute.variable_name, attribute.display_name, attribute.data_type.value
