"""What a scenario has done so far: the outcomes that its Then steps read and have to ask about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest

from crosswalk.lab_interface import Lab
from crosswalk.runner.remarks import Remarks
from fakes.insync.model import Workload
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import RunResult
from fakes.wire import Fault, Response

from .job_log import Job, JobLog
from .who import INSYNC, Register

Content = tuple[tuple[str, bytes], ...]
"""What a mailbox or a OneDrive holds: (folder or path, bytes) in order."""


class Refusal(NamedTuple):
    """What a system answered to something it did not accept, at which step of the scenario."""

    system: str
    text: str
    step: int


@dataclass
class Story:
    """Outcomes of the When steps.

    ``remarks`` are what the scenario has to ask about: refusals, jobs that failed, tasks of Okta,
    faults that did not strike. ``answer`` is what a system answered to an identity provider or a
    script, whose token is ``token``; ``offered`` what the page of a console offers; ``kept`` what a
    mailbox or OneDrive held when it was backed up, by the id of its user and by that of the
    account; ``who`` knows whose the accounts and users are.
    """

    remarks: Remarks = field(default_factory=Remarks)
    who: Register = field(default_factory=Register)
    answer: Response | None = None
    token: str = field(default="", repr=False)
    kept: dict[tuple[str | int, Workload], Content] = field(default_factory=dict)
    outcomes: dict[str, Job] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    tasks_asked: set[str] = field(default_factory=set)
    _runs: list[tuple[int, RunResult]] = field(default_factory=list)
    _answered_at: int = -1
    _answered_by: str = ""
    _refusals: list[Refusal] = field(default_factory=list)
    _refusals_asked: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Let jobs be remarked with the rest."""
        self.jobs = JobLog(self.remarks)

    @contextmanager
    def refusal_by(self, system: str) -> Iterator[None]:
        """Remember what a system answers if it does not accept what a When step does here."""
        try:
            yield
        except ValueError as error:
            if self.remarks.prepares:
                raise
            self.refused(system, str(error))

    def refused(self, system: str, text: str) -> None:
        """Remember a refusal of the step that runs; a Then step has to ask about it."""
        refusal = Refusal(system, text, self.remarks.step)
        self._refusals.append(refusal)
        self.remarks.make(
            f"{system} refused: {text}", lambda: refusal.step not in self._refusals_asked
        )

    def refused_by(self, system: str) -> str:
        """Return what a system refused the last action with; fails in words when it was not."""
        last = self._refusals[-1] if self._refusals else None
        assert last is not None, f"expected {system} to refuse, and nothing was refused"
        assert last.step == self.remarks.action, (
            f"expected {system} to refuse the last action, which was accepted; before it "
            f"{last.system} refused: {last.text}"
        )
        others = {each.text for each in self._refusals if each.step == last.step} - {last.text}
        assert not others, f"{last.system} refused several things: {last.text}; {others}"
        assert last.system == system, f"{last.system} refused, and not {system}: {last.text}"
        self._refusals_asked.add(last.step)
        return last.text

    def was_answered(self, answer: Response, by: str = INSYNC) -> None:
        """Remember what a system answered to a client; a refusal has to be asked about."""
        self.answer, self._answered_by, self._answered_at = answer, by, self.remarks.step
        if not answer.ok:
            self.refused(by, f"{answer.status} {answer.body.decode()}")

    def answered(self, by: str = INSYNC) -> Response:
        """Return what a system answered last; fails in words when nobody asked it anything."""
        assert self.answer is not None, "nobody but Okta sent anything in this scenario"
        assert self._answered_at >= self.remarks.block, "nothing was sent since the last Then"
        assert self._answered_by == by, f"{self._answered_by} was asked last, and not {by}"
        if not self.answer.ok:
            self.refused_by(by)
        return self.answer

    def runs_jobs(self, okta: OktaAdmin) -> None:
        """Let Okta send, and remember what came of it; a task that waits has to be asked about."""
        self.has_run(okta, okta.jobs.run())

    def has_run(self, okta: OktaAdmin, result: RunResult) -> None:
        """Remember what came of a run; that tasks wait has to be asked about until the end."""
        self._runs.append((self.remarks.step, result))
        if not result.failed:
            return
        new = [task for task in okta.jobs.tasks() if task.id not in self.tasks_asked]

        def wait() -> bool:
            left = {task.id for task in okta.jobs.tasks()} - self.tasks_asked
            return any(task.id in left for task in new)

        told = "; ".join(task.text for task in new[:3])
        count = "1 task waits" if len(new) == 1 else f"{len(new)} tasks wait"
        self.remarks.make(f"{count} in Okta: {told}", wait)

    def latest_runs(self) -> list[RunResult]:
        """Return what Okta did in the When steps since the last Then; fails when it did nothing."""
        runs = [run for step, run in self._runs if step >= self.remarks.block >= 0]
        assert runs, "Okta ran no job since the last Then"
        return runs

    def arm(self, lab: Lab, fault: Fault) -> None:
        """Let a fault wait for requests; the scenario fails if it did not strike to the last."""
        lab.inject_fault(fault)

        def waits() -> bool:
            mine = (fault.host, fault.method, fault.path, fault.answer)
            return any(
                (each.host, each.method, each.path, each.answer) == mine
                for each in lab.waiting_faults()
            )

        what = f"{fault.method or 'a request'} {fault.host}{fault.path}"
        self.remarks.make(f"the fault never struck {what} as often as said", waits, shown=False)

    def backed_up_before(self, id_: str | int, workload: Workload) -> Content:
        """Return what an account or a user was backed up with before; fails in words else."""
        assert (id_, workload) in self.kept, f"no {workload.value} was backed up before of them"
        return self.kept[(id_, workload)]


def has_said(what: str, text: str) -> bool:
    """Tell whether words are a text, or whole parts of it between its punctuation.

    In the words ``...`` stands for an id.
    """
    words = re.escape(what).replace(re.escape("..."), r"\S+")
    shape = rf"(?:^|[:;.,(\n] ?){words}(?=$|[:;.,)\n])"
    return bool(what.strip()) and re.search(shape, text) is not None


@pytest.fixture
def story(remarks: Remarks) -> Story:
    """What this scenario has done so far."""
    return Story(remarks)
