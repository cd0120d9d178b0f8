"""Placeholders of an outline that no column of its Examples fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from pytest_bdd.parser import Step

from .gherkin import Play

_PLACEHOLDER = re.compile(r"<([^<>\s](?:[^<>]*[^<>\s])?)>")


class UnknownColumn(ValueError):
    """A step of an outline misspells a column of the Examples."""


def refuse_misspelled(play: Play, step: Step) -> None:
    """Raise UnknownColumn where a step, as the outline has it, misspells a column.

    What resembles no column is left alone: it may be meant as it stands, such as HTML.
    """
    for name in _unfilled(play, step):
        if get_close_matches(name, play.row, 1):
            raise UnknownColumn(unknown(play, name))


def unfilled(play: Play, step: Step) -> Iterator[str]:
    """Yield what to say of each placeholder of a step that no column fills."""
    if play.row:
        yield from (unknown(play, name) for name in _unfilled(play, step))


def unknown(play: Play, name: str) -> str:
    """Say that the Examples of a row have no such column, and which they have."""
    columns = ", ".join(play.row)
    return f"unknown column <{name}>: the Examples in line {play.header} have {columns}"


def _unfilled(play: Play, step: Step) -> Iterator[str]:
    cells = step.datatable.raw() if step.datatable else ()
    for text in (step.name, *(str(cell) for row in cells for cell in row)):
        if "<" in text:
            yield from (name for name in _PLACEHOLDER.findall(text) if name not in play.row)
