"""Compares what a play brings about with what was foretold, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from crosswalk.diagnosis.row import Outcomes, Row, Word
from crosswalk.diagnosis.written.tally import AFTER
from crosswalk.procedure.orders import ProcedureStep
from fakes.outcomes.model import Job

from .entering import OKTA, Refused
from .evidence import Evidence, about, evidence
from .findings import CHANGE, OWNER, REMAPPED, Difference, Findings, LeftOut, Order
from .jobs import JOBS, Ended, foretold
from .play import Play

EXCHANGES_OF = 100
"""Of how many differences the exchanges are kept."""


class Progress(Protocol):
    """Who is told how far a rehearsal is."""

    def playing(self, title: str, people: int) -> AbstractContextManager[Callable[[], None]]:
        """Begin a play of some people; what is given is called after each of them."""

    def waiting(self, title: str) -> AbstractContextManager[None]:
        """Begin something of unknown length."""


class Ran:
    """Of how many accounts the jobs were run, and how many fail by the name of the job."""

    def __init__(self) -> None:
        self.accounts = 0
        self.failing: Counter[str] = Counter()

    def add(self, jobs: Iterable[tuple[Job, Ended]]) -> None:
        """Count the jobs of an account; those of nobody are not counted."""
        ended = [(job, end) for job, end in jobs if end.word is not Word.NO_ACCOUNT]
        self.accounts += bool(ended)
        self.failing.update(job.value for job, end in ended if end.word is not Word.SUCCEEDS)


class Comparing:
    """One play, and the findings to which it adds."""

    def __init__(self, play: Play, findings: Findings, progress: Progress) -> None:
        self._play = play
        self._findings = findings
        self._progress = progress
        # Whoever is met by somebody whom the lab does not hold comes out otherwise there.
        self._lacking: dict[int | None, Refused] = {}
        self._lacking_in_okta: dict[int | None, Refused] = {}
        for each in play.refused:
            lacking = self._lacking_in_okta if each.system == OKTA else self._lacking
            lacking.setdefault(each.group, each)

    def before_imports(
        self, title: str, columns: tuple[str, ...], of: Callable[[Row], Outcomes]
    ) -> Ran:
        """Run the three jobs of every row before anybody is sent."""
        return self._jobs(title, columns, of, self._play.turn.rows, self._is_there)

    def after_the_procedure(self) -> None:
        """Run the three jobs of every row whose turn it is."""
        rows = self._play.turn.compared
        self._jobs("the procedure", AFTER, lambda row: row.after, rows, self._is_sent)

    def _jobs(
        self,
        title: str,
        columns: tuple[str, ...],
        of: Callable[[Row], Outcomes],
        rows: tuple[Row, ...],
        is_comparable: Callable[[Row, tuple[str, ...]], bool],
    ) -> Ran:
        ran = Ran()
        with self._progress.playing(title, len(rows)) as done:
            for row in rows:
                if is_comparable(row, columns):
                    every = zip(JOBS, columns, map(foretold, of(row)), strict=True)
                    ran.add([(each[0], self._one(row, *each)) for each in every])
                done()
        return ran

    def _one(self, row: Row, job: Job, column: str, predicted: Ended) -> Ended:
        """Run a job of a row, and compare."""
        played = self._play.run(job, row)
        if predicted.is_like(played):
            self._findings.agreed[column] += 1
        else:
            self._differ(row, column, str(predicted), str(played), during=True)
        return played

    def accounts(self) -> None:
        """Count the accounts of everybody after both addresses were mapped and all imported.

        An account has to belong to the one whom Okta was linked to it for.
        """
        for row in self._play.turn.compared:
            if not self._is_entered(row, (REMAPPED,)):
                continue
            predicted, played = row.accounts_if_remapped_now, self._play.accounts_of(row)
            if predicted == played:
                self._findings.agreed[REMAPPED] += 1
            else:
                self._differ(row, REMAPPED, str(predicted), str(played))
            self._compare_owner(row)

    def _compare_owner(self, row: Row) -> None:
        login = self._play.linked_today(row)
        if login == row.okta_login.casefold():
            self._findings.agreed[OWNER] += 1
        elif login is not None:
            self._differ(row, OWNER, row.okta_login or "nobody", login or "more than one")

    def changes(self) -> None:
        """Compare what is proposed with the most that support's bulk change would take."""
        taken = self._play.most_changes()
        for row in self._play.turn.rows:
            played, proposed = taken.get(row.insync_email_id), row.change_email_id_to
            if not (proposed or played is not None) or not self._is_there(row, (CHANGE,)):
                continue
            if proposed == played:
                self._findings.agreed[CHANGE] += 1
            else:
                self._differ(row, CHANGE, proposed or "no change", played or "no change")

    def order(self, steps: tuple[ProcedureStep, ...], title: str, refused: str) -> None:
        """Run every job of every account after steps in a wrong order, and count what fails."""
        ran, created = Ran(), self._play.created
        with self._progress.playing(title, len(self._play.turn.rows) + created) as done:
            for ended in self._play.run_everything(JOBS):
                ran.add(ended)
                done()
        self._findings.orders.append(
            Order(steps, created, ran.accounts, dict(ran.failing), refused)
        )

    # What the lab cannot show is counted.

    def _is_there(self, row: Row, columns: tuple[str, ...]) -> bool:
        """Tell whether inSync and Microsoft 365 hold a row as it is, and whom they meet."""
        return self._is_played(row, columns, self._lacking)

    def _is_entered(self, row: Row, columns: tuple[str, ...]) -> bool:
        """Tell whether Okta does, too."""
        return self._is_there(row, columns) and self._is_played(row, columns, self._lacking_in_okta)

    def _is_sent(self, row: Row, columns: tuple[str, ...]) -> bool:
        """Tell whether, besides, no other Okta user's import reached the account of a row."""
        if not self._is_entered(row, columns):
            return False
        login = self._play.taken_over_by(row)
        if login:
            why = f"the import of another Okta user, {login}, reached the account"
            self._findings.not_compared.append(LeftOut(row, columns, why))
        return not login

    def _is_played(
        self, row: Row, columns: tuple[str, ...], lacking: dict[int | None, Refused]
    ) -> bool:
        refused = lacking.get(self._play.turn.part.group_of_row(row))
        if refused:
            why = f"{refused.system} does not hold {refused.name!r}"
            self._findings.not_played.append(LeftOut(row, columns, why))
        return refused is None

    def _differ(
        self, row: Row, column: str, predicted: str, played: str, *, during: bool = False
    ) -> None:
        shown: tuple[Evidence, ...] = ()
        if len(self._findings.differences) < EXCHANGES_OF:
            journal = self._play.lab.journal.since(0) if during else ()
            shown = evidence((*about(row, self._play.imported), *journal))
        self._findings.differences.append(Difference(row, column, predicted, played, shown))
