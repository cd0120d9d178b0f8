"""What a function of the language is, and what it may ask the org."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from . import values
from .nodes import Value

Read = Callable[[Value], Value]


class OwnGroup(Protocol):
    """A group that the person is in."""

    @property
    def id(self) -> str:
        """The id of the group."""

    @property
    def name(self) -> str:
        """The name of the group."""

    @property
    def description(self) -> str:
        """The description of the group."""


def _no_groups() -> Iterable[OwnGroup]:
    return ()


def _no_clock() -> datetime:
    raise ValueError("the time is not known here")


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a function may ask the org: the groups of the person, and the time."""

    groups: Callable[[], Iterable[OwnGroup]] = _no_groups
    now: Callable[[], datetime] = _no_clock


NOTHING_TO_ASK = Lookups()


@dataclass(frozen=True, slots=True)
class Function:
    """How to read the arguments, and what comes of them.

    ``optional`` reads arguments that may be absent, ``further`` any number of them. With ``asks``
    the function gets the Lookups first.
    """

    apply: Callable[..., Value]
    parameters: tuple[Read, ...]
    further: Read | None = None
    optional: tuple[Read, ...] = ()
    asks: bool = False

    def takes(self, count: int) -> bool:
        """Whether it can be called with that many arguments."""
        least = len(self.parameters)
        most = count if self.further else least + len(self.optional)
        return least <= count <= most

    @property
    def expected(self) -> str:
        """How many arguments it expects, in words."""
        least = len(self.parameters)
        if self.further:
            return f"at least {least} argument(s)"
        if self.optional:
            return f"{least} to {least + len(self.optional)} argument(s)"
        return f"{least} argument(s)"

    def call(self, arguments: list[Value], lookups: Lookups) -> Value:
        """Apply the function; raises ValueError when an argument is of the wrong kind."""
        reads = self.parameters
        missing = len(arguments) - len(reads)
        if missing:
            reads += self.optional[:missing] or (self.further or values.anything,) * missing
        read = [each(value) for each, value in zip(reads, arguments, strict=True)]
        return self.apply(lookups, *read) if self.asks else self.apply(*read)
