"""The two profile mappings of an app, and the dialog in which an admin changes one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Apply(Enum):
    """When a mapping applies, as the arrows on the mapping screen say it."""

    CREATE_ONLY = "create only"
    CREATE_AND_UPDATE = "create and update"


class Direction(Enum):
    """The two mappings of an app, by the tabs of the dialog."""

    TO_APP = "Okta User to Druva 2.0"
    TO_OKTA = "Druva 2.0 to Okta User"

    @property
    def user_name(self) -> str:
        """The target that can be mapped only after *Override with mapping*."""
        return "userName" if self is Direction.TO_APP else "login"


@dataclass(frozen=True, slots=True)
class AttributeMapping:
    """One row of a mapping: target attribute, expression, and when it applies."""

    target: str
    expression: str
    apply: Apply = Apply.CREATE_AND_UPDATE


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """The open dialog: a tab, its rows, and whether the user name is overridden."""

    direction: Direction
    rows: tuple[AttributeMapping, ...]
    overridden: bool


@dataclass(frozen=True, slots=True)
class MappingPreview:
    """What a row of the open dialog gives for a person: a value, or why it gives none."""

    target: str
    value: str
    error: str = ""


class Updates(Enum):
    """The answers to the question that *Save Mappings* asks."""

    APPLY_NOW = "Apply updates now"
    DO_NOT_APPLY = "Do not apply updates"


class OnNewRow(Enum):
    """A58: when a row applies that was mapped in the dialog and not set otherwise."""

    CREATE_ONLY = "create only"
    CREATE_AND_UPDATE = "create and update"


class OnSave(Enum):
    """A61: what a saved mapping sends although the answer is *Do not apply updates*."""

    NOTHING = "nothing"
    EVERYBODY = "everybody at once"
