"""The diagram of the runbook: a row for each order of the steps, with the accounts after each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswalk.procedure.cases import Role
from crosswalk.procedure.jobs import JUDGED
from crosswalk.procedure.orders import PEOPLE, AccountState, ProcedureStep, TenantState
from fakes.outcomes.model import Job

COLUMN = 190
BOX = 172
HEAD = 76
ROW = 23
FOOT = 34
GAP = 26

# A box is wide enough for a few words only.
_DONE = {
    None: "imported by UPN",
    ProcedureStep.EMAIL_IDS: "email IDs changed",
    ProcedureStep.MAPPING: "both mapped",
    ProcedureStep.IMPORT: "users imported",
    ProcedureStep.SETTING: "AD Attribute set",
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
class AccountLine:
    """An account in the drawing: whose it is, what it holds, and a mark for each job."""

    y: int
    person: str
    email_id: str
    attribute: str
    second: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateBox:
    """The tenant after a step: the name of the step and the accounts."""

    x: int
    step: str
    lines: tuple[AccountLine, ...]
    sum: str
    refused: int
    well: bool


@dataclass(frozen=True, slots=True)
class OrderDiagram:
    """One order of the steps: a row of boxes, with its position and height."""

    title: str
    well: bool
    y: int
    height: int
    boxes: tuple[StateBox, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All orders, one below the other."""

    orders: tuple[OrderDiagram, ...]
    box: int = BOX

    @property
    def width(self) -> int:
        """How wide the drawing is."""
        return max(order.boxes[-1].x for order in self.orders) + self.box

    @property
    def height(self) -> int:
        """How high the drawing is."""
        last = self.orders[-1]
        return last.y + last.height


def drawing(orders: Sequence[tuple[str, Sequence[TenantState]]]) -> Drawing:
    """Lay out some orders, each under its title."""
    diagrams: list[OrderDiagram] = []
    for title, states in orders:
        y = diagrams[-1].y + diagrams[-1].height + GAP if diagrams else 0
        diagrams.append(_order_diagram(title, states, y))
    return Drawing(tuple(diagrams))


def summary(state: TenantState) -> str:
    """Say in a few words how many accounts there are, who is there twice, and what fails."""
    failing = [f"{name} fails for {n}" for name, n in _failing(state) if n]
    parts = [f"{len(state.accounts)} accounts"]
    if state.twice:
        parts.append(f"{' and '.join(state.twice)} twice")
    return ", ".join(parts) + "; " + (", ".join(failing) or "everything works")


def _failing(state: TenantState) -> list[tuple[str, int]]:
    return [(job.value, state.failing(job)) for job in JUDGED]


def _order_diagram(title: str, states: Sequence[TenantState], y: int) -> OrderDiagram:
    most = max(len(state.accounts) for state in states)
    boxes = tuple(_state_box(number, state) for number, state in enumerate(states))
    return OrderDiagram(title, _does_no_harm(states), y, HEAD + most * ROW + FOOT, boxes)


def _does_no_harm(states: Sequence[TenantState]) -> bool:
    """Tell whether nobody is ever there twice, mail is always backed up, and all ends well."""
    return not any(
        (
            *(state.twice for state in states),
            *(state.failing(Job.EXCHANGE_BACKUP) for state in states),
            *(count for _, count in _failing(states[-1])),
        )
    )


def _state_box(number: int, state: TenantState) -> StateBox:
    well = not any(count for _, count in _failing(state))
    parts = [f"{len(state.accounts)} accounts"]
    if state.twice:
        parts.append(f"{len(state.twice)} people twice")
    if well:
        parts.append("all works")
    if all(state.failing(job) == len(state.accounts) for job in _BACKUPS):
        parts.append("no backup works")
    return StateBox(
        x=number * COLUMN,
        step=_DONE[state.step],
        lines=tuple(_lines(state)),
        sum=", ".join(parts),
        refused=len(state.refused),
        well=well,
    )


def _lines(state: TenantState) -> Iterator[AccountLine]:
    order = [person.name for person in PEOPLE]
    accounts = sorted(state.accounts, key=lambda each: (order.index(each.person), each.account_id))
    seen: set[str] = set()
    for row, account in enumerate(accounts):
        yield _line(account, HEAD + row * ROW, account.person in seen)
        seen.add(account.person)


def _line(account: AccountState, y: int, second: bool) -> AccountLine:
    succeeds = dict(account.succeeds)
    signs = {True: "✓", False: "✗", None: "·"}
    return AccountLine(
        y=y,
        person=account.person,
        email_id=_HELD[account.email_id],
        attribute=_HELD[account.attribute],
        second=second,
        marks=tuple(signs[succeeds.get(job)] for job in JUDGED),
    )
