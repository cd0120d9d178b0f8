"""The drawing of the runbook: one lane for each order, in which accounts are seen to multiply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswalk.procedure.cases import Role
from crosswalk.procedure.jobs import JUDGED
from crosswalk.procedure.orders import PEOPLE, Deed, Moment, Standing
from fakes.outcomes.model import Job

COLUMN = 190
BOX = 172
HEAD = 76
ROW = 23
FOOT = 34
GAP = 26

# In a box there is room for a few words only.
_DONE = {
    None: "imported by UPN",
    Deed.EMAIL_IDS: "email IDs changed",
    Deed.MAPPING: "both mapped",
    Deed.IMPORT: "users imported",
    Deed.SETTING: "AD Attribute set",
}
_BACKUPS = (Job.EXCHANGE_BACKUP, Job.ONEDRIVE_BACKUP)
_HELD = {
    Role.SMTP: "SMTP",
    Role.UPN: "UPN",
    Role.BOTH: "both",
    Role.ALIAS: "alias",
    Role.UNKNOWN: "unknown",
    Role.NOTHING: "none",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An account in the drawing: whose it is, what it holds, and a mark for each job."""

    y: int
    person: str
    email_id: str
    attribute: str
    second: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment in the drawing: after which deed, with its accounts."""

    x: int
    deed: str
    lines: tuple[Line, ...]
    sum: str
    refused: int
    well: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One order: where it begins and how high it is."""

    title: str
    well: bool
    y: int
    height: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lanes, one below the other."""

    lanes: tuple[Lane, ...]
    box: int = BOX

    @property
    def width(self) -> int:
        """How wide the drawing is."""
        return max(lane.stops[-1].x for lane in self.lanes) + self.box

    @property
    def height(self) -> int:
        """How high the drawing is."""
        last = self.lanes[-1]
        return last.y + last.height


def drawing(orders: Sequence[tuple[str, Sequence[Moment]]]) -> Drawing:
    """Lay out the moments of some orders, each under its title."""
    lanes: list[Lane] = []
    for title, moments in orders:
        y = lanes[-1].y + lanes[-1].height + GAP if lanes else 0
        lanes.append(_lane(title, moments, y))
    return Drawing(tuple(lanes))


def summary(moment: Moment) -> str:
    """Say in a few words how many accounts there are, who is there twice, and what fails."""
    failing = [f"{name} fails for {n}" for name, n in _failing(moment) if n]
    parts = [f"{len(moment.accounts)} accounts"]
    if moment.twice:
        parts.append(f"{' and '.join(moment.twice)} twice")
    return ", ".join(parts) + "; " + (", ".join(failing) or "everything works")


def _failing(moment: Moment) -> list[tuple[str, int]]:
    return [(job.value, moment.failing(job)) for job in JUDGED]


def _lane(title: str, moments: Sequence[Moment], y: int) -> Lane:
    most = max(len(moment.accounts) for moment in moments)
    stops = tuple(_stop(number, moment) for number, moment in enumerate(moments))
    return Lane(title, _does_no_harm(moments), y, HEAD + most * ROW + FOOT, stops)


def _does_no_harm(moments: Sequence[Moment]) -> bool:
    """Tell whether nobody is ever there twice, mail is always backed up, and all ends well."""
    return not any(
        (
            *(moment.twice for moment in moments),
            *(moment.failing(Job.EXCHANGE_BACKUP) for moment in moments),
            *(count for _, count in _failing(moments[-1])),
        )
    )


def _stop(number: int, moment: Moment) -> Stop:
    well = not any(count for _, count in _failing(moment))
    parts = [f"{len(moment.accounts)} accounts"]
    if moment.twice:
        parts.append(f"{len(moment.twice)} people twice")
    if well:
        parts.append("all works")
    if all(moment.failing(job) == len(moment.accounts) for job in _BACKUPS):
        parts.append("no backup works")
    return Stop(
        x=number * COLUMN,
        deed=_DONE[moment.deed],
        lines=tuple(_lines(moment)),
        sum=", ".join(parts),
        refused=len(moment.refused),
        well=well,
    )


def _lines(moment: Moment) -> Iterator[Line]:
    order = [person.name for person in PEOPLE]
    accounts = sorted(moment.accounts, key=lambda each: (order.index(each.person), each.account_id))
    seen: set[str] = set()
    for row, account in enumerate(accounts):
        yield _line(account, HEAD + row * ROW, account.person in seen)
        seen.add(account.person)


def _line(account: Standing, y: int, second: bool) -> Line:
    succeeds = dict(account.succeeds)
    signs = {True: "✓", False: "✗", None: "·"}
    return Line(
        y=y,
        person=account.person,
        email_id=_HELD[account.email_id],
        attribute=_HELD[account.attribute],
        second=second,
        marks=tuple(signs[succeeds.get(job)] for job in JUDGED),
    )
