"""What a state remembers: a dataclass, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields
from typing import Any, ClassVar, Protocol, runtime_checkable

from .ids import Ids
from .volatile import Volatile

TRANSIENT: Mapping[str, Any] = {"outlives": True}
"""The metadata of a field that outlives what is remembered, and is no part of it."""


LATER: Mapping[str, Any] = {"later": True}
"""The metadata of a table or keyed store that states of older versions do not have: it is empty."""


class PersistentState(Protocol):
    """A dataclass that remembers."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@runtime_checkable
class KnowsProblems(Protocol):
    """A state that knows which values of its fields are impossible together."""

    def problems(self, values: Mapping[str, Any], /) -> Iterable[str]:
        """Yield what is impossible about values of the fields, each with its place."""


class DrawsIds(PersistentState, Protocol):
    """The state of a fake: a dataclass whose first field draws its identifiers."""

    ids: Ids


def remembered(state: PersistentState | type[PersistentState]) -> Iterator[str]:
    """Return the names of the fields that are remembered."""
    return (each.name for each in fields(state) if "outlives" not in each.metadata)


def came_later(state: type[PersistentState]) -> frozenset[str]:
    """Return the names of the fields that states of older versions do not have."""
    return frozenset(each.name for each in fields(state) if "later" in each.metadata)


def empty(state: DrawsIds) -> None:
    """Forget everything, so that it is as new; identifiers begin again from the same seed."""
    names = tuple(remembered(state))
    lasting = {key: value for key, value in vars(state).items() if key not in names}
    kind: Any = type(state)
    for each in lasting.values():
        if isinstance(each, Volatile):
            each.restart()
    fresh = kind(ids=Ids(state.ids.seed), **lasting)
    for name in names:
        setattr(state, name, getattr(fresh, name))
