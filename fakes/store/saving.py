"""A state as data and back: what is loaded equals what was dumped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from .encoding import plain, typed
from .fields import KnowsProblems, PersistentState, came_later, remembered
from .indexes import Taken
from .keyed_store import KeyedStore
from .table import Table

VERSION = 2
"""The version of the format; another one is refused."""


def dump(state: PersistentState) -> dict[str, Any]:
    """Return what a state remembers, as JSON has it."""
    return {name: plain(getattr(state, name)) for name in remembered(state)}


def load(state: PersistentState, data: object) -> None:
    """Replace what a state remembers by what was dumped.

    Raises ValueError with the place and what was expected there, and changes nothing.
    """
    _swap(state, _read(state, data))


def dump_all(states: Mapping[str, PersistentState]) -> dict[str, Any]:
    """Return what several states remember, by their names, with the version of the format."""
    return {"version": VERSION, **{name: dump(state) for name, state in states.items()}}


def load_all(states: Mapping[str, PersistentState], data: object) -> None:
    """Replace what several states remember, or raise ValueError and change none of them."""
    expected = {"version", *states}
    if not isinstance(data, Mapping) or set(data) != expected:
        raise ValueError(f"expected an object with {', '.join(sorted(expected))}")
    check_version(data["version"])
    read = {name: _read(states[name], data[name], name) for name in states}
    for name, values in read.items():
        _swap(states[name], values)


def check_version(version: object) -> None:
    """Raise ValueError unless the format is the one that is read here."""
    if version != VERSION:
        raise ValueError(f"version: expected {VERSION}, got {version!r}")


def _read(state: PersistentState, data: object, place: str = "") -> dict[str, Any]:
    values = typed(data, _shape(type(state)), place)
    held = {
        name: _held(getattr(state, name), getattr(values, name), f"{place}.{name}")
        for name in remembered(state)
    }
    problem = next(iter(state.problems(held)), None) if isinstance(state, KnowsProblems) else None
    if problem:
        raise ValueError(f"{place}.{problem}".removeprefix("."))
    return held


def _held(now: object, value: Any, place: str) -> object:
    """Put values where the state holds them now: in a table, in a keyed store, or as they are."""
    if not isinstance(now, Table | KeyedStore):
        return value
    try:
        return now.with_contents(value)
    except Taken as taken:
        raise ValueError(f"{place.removeprefix('.')}: {taken}, expected it once") from taken


def _swap(state: PersistentState, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(state, name, value)


@lru_cache
def _shape(state: type[PersistentState]) -> type[msgspec.Struct]:
    """Return the fields of a dump with their types."""
    hints, later = get_type_hints(state), came_later(state)
    kinds = {name: _in_json(hints[name]) for name in remembered(state)}
    needed = [(name, kind) for name, kind in kinds.items() if name not in later]
    spared = [(name, kinds[name], _nothing(kinds[name])) for name in kinds if name in later]
    return msgspec.defstruct(state.__name__, [*needed, *spared])


def _nothing(kind: Any) -> Any:
    """Return what an empty table or keyed store is in a dump."""
    return msgspec.field(default_factory=get_origin(kind))


def _in_json(hint: Any) -> Any:
    """Return as what a dump holds a field: a table as a list, a keyed store as a dict."""
    if get_origin(hint) is Table:
        return list[get_args(hint)[0]]  # type: ignore[misc] # known only when it runs
    if get_origin(hint) is KeyedStore:
        return dict[str, get_args(hint)[0]]  # type: ignore[misc] # known only when it runs
    return hint
