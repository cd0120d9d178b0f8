"""What came of a rehearsal: what agrees, who differs, what was not compared and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crosswalk.diagnosis.row import Row
from crosswalk.diagnosis.written.tally import AFTER, NOW
from crosswalk.procedure.orders import ProcedureStep

from .entering import Refused
from .evidence import Evidence

REMAPPED = "accounts_if_remapped_now"
SETTING_FIRST = tuple(column.replace("_now", "_if_setting_first") for column in NOW)
OWNER, CHANGE = "okta_login", "change_email_id_to"
COLUMNS = (OWNER, *NOW, REMAPPED, CHANGE, *AFTER, *SETTING_FIRST)


@dataclass(frozen=True, slots=True)
class Difference:
    """A prediction that did not come true, and what crossed the wire meanwhile."""

    row: Row
    column: str
    predicted: str
    played: str
    exchanges: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Predictions of a row that were not compared, and why."""

    row: Row
    columns: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Order:
    """What came of the steps in an order: new accounts, what inSync refused, which jobs fail.

    ``failing`` counts accounts by the name of a job; ``accounts`` are all whose jobs were run.
    """

    steps: tuple[ProcedureStep, ...]
    created: int
    accounts: int
    failing: dict[str, int]
    refused: str = ""


@dataclass(slots=True)
class Findings:
    """What was found so far; ``complete`` once everything was played.

    ``people`` are the rows of the diagnosis, ``played`` those that were chosen. ``refused_request``
    is what support's bulk change answered if it did not take the change request.
    """

    people: int = 0
    played: int = 0
    agreed: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    not_compared: list[LeftOut] = field(default_factory=list)
    not_played: list[LeftOut] = field(default_factory=list)
    refused: dict[Refused, None] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)
    refused_request: str = ""
    complete: bool = False

    @property
    def compared(self) -> int:
        """How many predictions were compared."""
        return self.agreed.total() + len(self.differences)

    @property
    def nothing_compared(self) -> bool:
        """Whether a rehearsal that came to its end says nothing about any prediction."""
        return self.complete and not self.compared and not self.refused_request

    @property
    def agree(self) -> bool:
        """Whether everything that was compared is as it was foretold."""
        return not self.differences and not self.refused_request
