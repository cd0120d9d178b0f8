"""The drawing of the runbook: one lane for each order, in which accounts are seen to multiply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fixtures.cases import Role
from fixtures.jobs import Job
from fixtures.orders import PEOPLE, Moment, Standing

WIDTH = 1120
COLUMN = 224
HEAD = 70
ROW = 23
FOOT = 34
GAP = 30

_HELD = {
    Role.SMTP: "SMTP",
    Role.UPN: "UPN",
    Role.BOTH: "UPN = SMTP",
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
    marks: tuple[tuple[Job, str], ...]


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
    width: int = WIDTH

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
    return [(job.value, moment.failing(job)) for job in Job]


def _lane(title: str, moments: Sequence[Moment], y: int) -> Lane:
    most = max(len(moment.accounts) for moment in moments)
    stops = tuple(_stop(number, moment) for number, moment in enumerate(moments))
    well = not any(moment.twice for moment in moments) and _least_harm(moments)
    return Lane(title, well, y, HEAD + most * ROW + FOOT, stops)


def _least_harm(moments: Sequence[Moment]) -> bool:
    """Tell whether mail was backed up throughout, and everything works in the end."""
    throughout = not any(moment.failing(Job.EXCHANGE_BACKUP) for moment in moments)
    return throughout and not any(number for _, number in _failing(moments[-1]))


def _stop(number: int, moment: Moment) -> Stop:
    return Stop(
        x=number * COLUMN,
        deed=moment.deed.value if moment.deed else "imported by UPN",
        lines=tuple(_lines(moment)),
        sum=f"{len(moment.accounts)} accounts"
        + (f", {len(moment.twice)} people twice" if moment.twice else ""),
        refused=len(moment.refused),
        well=not any(number for _, number in _failing(moment)),
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
    marks = {True: "✓", False: "✗", None: "·"}
    return Line(
        y=y,
        person=account.person,
        email_id=_HELD[account.email_id],
        attribute=_HELD[account.attribute],
        second=second,
        marks=tuple((job, marks[succeeds.get(job)]) for job in Job),
    )
