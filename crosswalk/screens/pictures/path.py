"""The path whose pictures are shipped: the article's steps, and what its runbook has besides."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

BOOK = Path(__file__).with_suffix(".toml")

Words = Annotated[str, msgspec.Meta(min_length=1)]
SomeWords = Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


class PathStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step: what it is called, what a script does for it, and what to do in our words.

    ``label`` is what is clicked, where it ``does`` no more than that. ``places`` are those of the
    article's statements about it, and ``runbook`` is the step of the runbook that it belongs to.
    """

    name: Words
    title: Words
    does: Words
    runbook: Words
    label: str = ""
    said: tuple[Words, ...] = ()
    places: tuple[Words, ...] = ()


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The article's steps in one console, in their order; they are numbered from 1."""

    name: Words
    title: Words
    lead: SomeWords
    steps: Annotated[tuple[PathStep, ...], msgspec.Meta(min_length=1)]


class ThePath(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done before the article's sections, the sections, and what is done after them."""

    sections: Annotated[tuple[Section, ...], msgspec.Meta(min_length=1)]
    before: tuple[PathStep, ...] = ()
    after: tuple[PathStep, ...] = ()

    @property
    def steps(self) -> tuple[PathStep, ...]:
        """Every step, in the order in which they are played."""
        between = (step for section in self.sections for step in section.steps)
        return (*self.before, *between, *self.after)


@cache
def the_path(path: Path = BOOK) -> ThePath:
    """Return the path; raises ValueError saying what was expected."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=ThePath)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
