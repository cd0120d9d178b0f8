"""The pictures that pages show: those of the run, or else those that are shipped."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from crosswalk import links
from crosswalk.screens.pictures.model import Named, Picture, Screen
from crosswalk.screens.pictures.shipped import DIRECTORY, shipped

from .model import Book, Case, Chapter, Step
from .pictured_steps import files_of, steps_of

WORDS: Mapping[str, tuple[str, str]] = {
    "heading": ("Headings", "heading"),
    "term": ("Values of", "value"),
    "textbox": ("Fields", "field"),
    "searchbox": ("Fields", "field"),
    "spinbutton": ("Fields", "field"),
    "combobox": ("Lists to choose from", "list"),
    "checkbox": ("Boxes to tick", "box"),
    "radio": ("Choices", "choice"),
    "button": ("Buttons", "button"),
    "link": ("Links", "link"),
    "tab": ("Tabs", "tab"),
    "columnheader": ("Columns", "column"),
    "rowheader": ("Rows", "row"),
    "table": ("Tables", "table"),
    "group": ("Groups", "group"),
    "text": ("Menus", "menu"),
    "fields": ("Marked fields", "marked fields"),
}
"""What things are called that have a name on a screen: several of them, and one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it; ``number`` counts those of a step from 1."""

    picture: Picture
    number: int

    @property
    def screen(self) -> str:
        """What the screen is called, and of which console it is."""
        title, _, console = self.picture.screen.title.rpartition(" · ")
        return f"{title if title.strip('…') else 'a person'}, {console}"

    @property
    def does(self) -> str:
        """What is done on the screen, or that it is how it looks afterwards."""
        control = self.picture.control
        if control is None:
            return "Afterwards"
        return f"{_verb(control)} the {_called(control)}"

    @property
    def alt(self) -> str:
        """What is to be seen, for who cannot see it."""
        control = self.picture.control
        marked = f" Marked: the {_called(control)}." if control else ""
        return f"Screen: {self.screen}.{marked}"

    @property
    def words(self) -> list[tuple[str, list[str]]]:
        """What has a name on the screen, by what it is."""
        return listed(self.picture.screen)

    @property
    def light(self) -> str:
        """Where the picture is."""
        return links.picture(self.picture.light)

    @property
    def dark(self) -> str:
        """Where the picture is for who prefers dark pages."""
        return links.picture(self.picture.dark)


@dataclass(frozen=True, slots=True)
class Strip:
    """The pictures of a step, and the revisions of those that are shipped."""

    shown: tuple[Shown, ...]
    revisions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.shown)


def listed(screen: Screen) -> list[tuple[str, list[str]]]:
    """Return the names on a screen, by what they are the names of."""
    found: dict[str, list[str]] = {several: [] for several, _ in WORDS.values()}
    for each in screen.shows:
        if each.role in WORDS:
            found[WORDS[each.role][0]].append(each.name)
    return [(several, names) for several, names in found.items() if names]


def of_path(step: str) -> Strip:
    """Return the shipped pictures of a step of the path."""
    return _shipped(step)


def of_case(chapter: Chapter, case: Case) -> dict[str, Strip]:
    """Return the pictures of a case by the ids of its steps.

    Where the run took none of a step, it is those that are shipped.
    """
    strips = (
        (step.id, _taken(case, step) or _shipped(place)) for step, place in steps_of(chapter, case)
    )
    return {step: strip for step, strip in strips if strip}


def copy(book: Book, directory: Path) -> None:
    """Put the files of pictures beside the pages."""
    into = directory / "pictures"
    into.mkdir(exist_ok=True)
    for name, content in files_of(book).items():
        (into / name).write_bytes(content)
    for name in shipped().files:
        shutil.copyfile(DIRECTORY / name, into / name)


def _taken(case: Case, step: Step) -> Strip:
    return Strip(_numbered(case.pictures.get(step.id, ())))


def _shipped(place: str) -> Strip:
    kept = shipped().places.get(place, ())
    revisions = tuple(dict.fromkeys(each.revision for each in kept))
    return Strip(_numbered(each.picture for each in kept), revisions)


def _numbered(pictures: Iterable[Picture]) -> tuple[Shown, ...]:
    return tuple(Shown(picture, number) for number, picture in enumerate(pictures, 1))


def _verb(control: Named) -> str:
    return {"fields": "Fill in", "combobox": "Choose from"}.get(control.role, "Click")


def _called(control: Named) -> str:
    """Return what a control is, and its name unless that is a person's."""
    _, one = WORDS.get(control.role, ("", "control"))
    if not control.name:
        return one
    return f"{one} “{control.name}”" if control.name.strip("…") else f"{one} of a person"
