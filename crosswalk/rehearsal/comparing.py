"""Compares what a play brings about with what was foretold, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from crosswalk.diagnosis.row import Outcomes, Row, Word
from crosswalk.procedure.orders import ProcedureStep
from fakes.outcomes.model import Job

from .entering import OKTA, Refused
from .evidence import Evidence, about, evidence
from .findings import REMAPPED, Difference, Findings, LeftOut, Order
from .jobs import JOBS, Ended, foretold
from .play import Play

EXCHANGES_OF = 100
"""Of how many differences the exchanges are kept."""


class Progress(Protocol):
    """Who is told how far a rehearsal is."""

    def playing(self, title: str, people: int) -> AbstractContextManager[Callable[[], None]]:
        """Begin a play of some people; what is given is called after each of them."""


class Comparing:
    """One play, and the findings to which it adds."""

    def __init__(self, play: Play, findings: Findings, progress: Progress) -> None:
        self._play = play
        self._findings = findings
        self._progress = progress
        # Whoever is met by somebody whom the lab does not hold comes out otherwise there.
        self._lacking: dict[int, Refused] = {}
        self._lacking_in_okta: dict[int, Refused] = {}
        for each in play.refused:
            lacking = self._lacking_in_okta if each.system == OKTA else self._lacking
            lacking.setdefault(each.group, each)

    def jobs(
        self, title: str, columns: tuple[str, ...], of: Callable[[Row], Outcomes], *, sent: bool
    ) -> Counter[str]:
        """Run the three jobs of every row; ``sent`` tells whether there was an import before.

        Returns how many fail, by the name of the job.
        """
        failing: Counter[str] = Counter()
        with self._progress.playing(title, len(self._play.turn.compared)) as done:
            for row in self._play.turn.compared:
                if self._is_comparable(row, columns, sent=sent):
                    for job, column, told in zip(JOBS, columns, of(row), strict=True):
                        ended = self._play.run(job, row)
                        failing[job.value] += ended.word is not Word.SUCCEEDS
                        self._compare(row, column, foretold(told), ended)
                done()
        return failing

    def accounts(self) -> None:
        """Count the accounts of everybody after both addresses were mapped and all imported."""
        for row in self._play.turn.compared:
            if not self._is_comparable(row, (REMAPPED,), sent=True):
                continue
            predicted, played = row.accounts_if_remapped_now, self._play.accounts_of(row)
            if predicted == played:
                self._findings.agreed[REMAPPED] += 1
            else:
                self._differ(row, REMAPPED, str(predicted), str(played))

    def order(self, steps: tuple[ProcedureStep, ...], title: str, refused: str) -> None:
        """Run every job of every account after steps in a wrong order, and count what fails."""
        failing: Counter[str] = Counter()
        created = self._play.created
        accounts = 0
        with self._progress.playing(title, len(self._play.turn.rows) + created) as done:
            for ended in self._play.run_everything(JOBS):
                accounts += 1
                failing.update(_failing(ended))
                done()
        self._findings.orders.append(Order(steps, created, accounts, dict(failing), refused))

    def _is_comparable(self, row: Row, columns: tuple[str, ...], *, sent: bool) -> bool:
        """Tell whether the lab can show what was foretold; what it cannot is counted."""
        group = self._play.group_of(row)
        refused = self._lacking.get(group) if group is not None else None
        if refused is None and sent and group is not None:
            refused = self._lacking_in_okta.get(group)
        if refused:
            why = f"{refused.system} does not hold {refused.name!r}"
            self._findings.not_played.append(LeftOut(row, columns, why))
            return False
        login = self._play.taken_over_by(row) if sent and columns != (REMAPPED,) else ""
        if login:
            why = f"the import of another Okta user, {login}, reached the account"
            self._findings.not_compared.append(LeftOut(row, columns, why))
        return not login

    def _compare(self, row: Row, column: str, predicted: Ended, played: Ended) -> None:
        if predicted.is_like(played):
            self._findings.agreed[column] += 1
        else:
            self._differ(row, column, str(predicted), str(played), during=True)

    def _differ(
        self, row: Row, column: str, predicted: str, played: str, *, during: bool = False
    ) -> None:
        shown: tuple[Evidence, ...] = ()
        if len(self._findings.differences) < EXCHANGES_OF:
            journal = self._play.lab.journal.since(0) if during else ()
            shown = evidence((*about(row, self._play.imported), *journal))
        self._findings.differences.append(Difference(row, column, predicted, played, shown))


def _failing(ended: tuple[tuple[Job, Ended], ...]) -> Iterator[str]:
    return (job.value for job, end in ended if end.word is not Word.SUCCEEDS)
