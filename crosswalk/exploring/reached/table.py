"""The table of what was reached, and what is expected in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from crosswalk.exploring.actions import ACTIONS
from crosswalk.exploring.calls import acting_verbs
from crosswalk.exploring.kinds import PLACES, Kind, Trouble
from crosswalk.exploring.watching import Happened
from fakes.insync.model import Cause, ErrorCode
from fakes.insync.service.readings import READINGS as OF_INSYNC
from fakes.microsoft365.service.readings import READINGS as OF_MICROSOFT365
from fakes.okta.service.readings import READINGS as OF_OKTA

from . import branches, jobs, paths

PATHS = tuple(f"P{number}" for number in range(1, 8))
_NEVER_KILLED = frozenset({Kind.LIST})
"""What asks for nothing that could be lost: an import reads, and keeps what it read at its end."""


class Part(Enum):
    """The parts of the table."""

    ACTION = "action"
    VERB = "verb"
    PATH = "path"
    CODE = "code"
    CAUSE = "cause"
    READING = "reading"
    FAULT = "fault"


class Key(NamedTuple):
    """Something that can be reached, and the part of the table that it is in."""

    part: str
    what: str


@dataclass
class Reached:
    """How often each thing was seen."""

    counts: Counter[Key] = field(default_factory=Counter)

    def take(self, happened: Happened) -> None:
        """Count what a step has reached."""
        self.counts.update(_seen(happened))

    def join(self, other: Reached) -> None:
        """Add what other histories have reached."""
        self.counts.update(other.counts)

    def never(self, wanted: Iterable[Key]) -> tuple[Key, ...]:
        """Return what was wanted and never seen."""
        return tuple(each for each in wanted if not self.counts[each])


def _seen(happened: Happened) -> Iterator[Key]:
    for part, all_ in _seen_by_part(happened).items():
        yield from (Key(part.value, what) for what in all_)


def _seen_by_part(happened: Happened) -> dict[Part, Iterable[str]]:
    """Return what a step has reached of each part of the table."""
    ended = tuple(jobs.endings(happened))
    return {
        Part.ACTION: (happened.action,) if happened.calls else (),
        Part.VERB: (verb for verb, calls in happened.by_verb.items() for _ in calls),
        Part.PATH: paths.walked(happened),
        Part.CODE: (code.value for code, _ in ended if code),
        Part.CAUSE: (cause.value for _, cause in ended if cause),
        Part.READING: (f"{one}: {reading}" for one, reading in branches.taken(happened)),
        Part.FAULT: (_fault(kind, trouble) for trouble, kind in jobs.met(happened)),
    }


def _fault(kind: Kind, trouble: Trouble) -> str:
    return f"{kind.value}: {trouble.value}"


def expected(*, in_process: bool = True) -> tuple[Key, ...]:
    """Return everything that enough steps reach, in the order of the table."""
    actions = (each.name for each in ACTIONS if in_process or not each.in_process)
    readings = (
        f"{assumption}: {reading.value}"
        for known in (OF_OKTA, OF_INSYNC, OF_MICROSOFT365)
        for assumption, kind in known.items()
        for reading in kind
    )
    faults = (
        _fault(kind, trouble)
        for kind in PLACES
        for trouble in Trouble
        if trouble is not Trouble.KILLED or (in_process and kind not in _NEVER_KILLED)
    )
    parts: dict[Part, Iterable[str]] = {
        Part.ACTION: actions,
        Part.VERB: acting_verbs(),
        Part.PATH: PATHS,
        Part.CODE: (each.value for each in ErrorCode),
        Part.CAUSE: (each.value for each in Cause),
        Part.READING: readings,
        Part.FAULT: faults,
    }
    return tuple(Key(part.value, what) for part, all_ in parts.items() for what in all_)
