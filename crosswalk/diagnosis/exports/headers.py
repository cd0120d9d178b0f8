"""Recognizes an export by its headers, and says what is wrong with those of no kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from .shapes import SHAPES, Column, Group, Shape, folded, folded_of
from .table import Table
from .unusable import UnusableExport

_SHOWN = 8
_ALIKE = 0.66


class Found(NamedTuple):
    """The kind of an export, and where the columns are that are read."""

    shape: Shape
    places: Mapping[Column, int]


def recognized(table: Table) -> Found:
    """Return the kind of an export, by its columns.

    Raises UnusableExport for headers of no kind, of two kinds, or with a column twice.
    """
    places = _places(table)
    found = [shape for shape in SHAPES if shape.fits(places)]
    if len(found) > 1:
        kinds = " and ".join(shape.kind.value for shape in found)
        told = "; ".join(f"{shape.kind.value}: {shape.expected}" for shape in found)
        text = f"the columns fit {kinds}: keep those of one kind ({told})"
        raise UnusableExport(table.path, text, table.line)
    if not found:
        raise UnusableExport(table.path, _unknown(table.header, {*places}), table.line)
    return Found(found[0], dict(_read(table, found[0], places)))


def place_of(header: Sequence[str], attribute: str) -> int | None:
    """Return where the attribute of an Okta user is: by its name, or by its title."""
    wanted = {folded(attribute), *(_TITLES.get(attribute, ()))}
    return next((n for n, name in enumerate(header) if folded(name) in wanted), None)


# The titles that Okta gives to attributes, where they are not their names with spaces.
_TITLES: Mapping[str, Group] = {"secondEmail": ("secondaryemail",)}


def _places(table: Table) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, name in enumerate(table.header):
        known = folded(name)
        if known in places:
            first = table.header[places[known]].strip()
            text = f"the header has {first!r} and {name.strip()!r}, one column twice: keep one"
            raise UnusableExport(table.path, text, table.line)
        if known:
            places[known] = number
    return places


def _read(table: Table, shape: Shape, places: Mapping[str, int]) -> Iterator[tuple[Column, int]]:
    for column in shape.columns:
        names = dict.fromkeys(map(folded, column.headers))
        named = [places[name] for name in names if name in places]
        if len(named) > 1:
            both = " and ".join(repr(table.header[each].strip()) for each in named)
            text = f"the header has {both}, two names of one column: keep one"
            raise UnusableExport(table.path, text, table.line)
        if named and column.field:
            yield column, named[0]


class _Lack(NamedTuple):
    """What a file lacks to be of a kind, and which header may be meant."""

    known: int
    near: str
    shape: Shape
    group: Group


def _unknown(header: Sequence[str], names: set[str]) -> str:
    lacks = [each for shape in SHAPES for each in _lacks(shape, header, names)]
    if lacks:
        lack = max(lacks, key=lambda each: (bool(each.near), each.known))
        near = f"; the nearest header is {lack.near!r}" if lack.near else ""
        return (
            f"no column {' / '.join(lack.group)}, which {lack.shape.kind.value} need{near}: "
            f"add or rename it (expected {lack.shape.expected})"
        )
    told = ", ".join(name.strip() for name in header[:_SHOWN])
    known = "; ".join(f"{shape.kind.value}: {shape.expected}" for shape in SHAPES)
    return f"no known export: found the columns {told}; expected one of: {known}"


def _lacks(shape: Shape, header: Sequence[str], names: set[str]) -> Iterator[_Lack]:
    if names & folded_of(shape.never_with):
        return
    headers = folded_of(each for column in shape.columns for each in column.headers)
    free = {folded(name): name.strip() for name in header if folded(name) not in headers}
    for groups, missing in zip(shape.known_by, shape.missing(names), strict=True):
        near = [_near(group, free) for group in missing]
        if len(missing) == 1 or (missing and all(near) and len(groups) > 1):
            yield _Lack(len(names & headers), near[0], shape, missing[0])


def _near(group: Group, free: Mapping[str, str]) -> str:
    """Return the header that resembles one of a group most, empty where none does."""
    for wanted in map(folded, group):
        close = get_close_matches(wanted, [name for name in free if name], n=1, cutoff=_ALIKE)
        if close:
            return free[close[0]]
    return ""
