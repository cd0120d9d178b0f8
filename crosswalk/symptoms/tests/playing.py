"""Plays the example of a cause, and tells what is seen when it begins and what works at its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import pytest
from pytest_bdd.parser import Step

from crosswalk.labs import Lab
from crosswalk.symptoms.model import Turn
from crosswalk.symptoms.observable import Observable
from fakes.outcomes.model import Job

from .observing import Sight, is_active


@dataclass(frozen=True, slots=True)
class End:
    """What an example ends in: the jobs that fail, who has several accounts, tasks that wait.

    A job is told with the email ID of its account.
    """

    failing: tuple[tuple[str, Job], ...]
    twice: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass
class Onlooker:
    """A plugin that looks at the lab of one example, before it acts and when it has ended.

    It acts with its first step that is no Given, or with the one that follows the step `after`. At
    the end the plugin looks once more after a push of everybody: what works has to outlive that.
    """

    jobs: Collection[Job]
    turns: tuple[Turn, ...]
    after: str = ""
    seen: dict[Observable, str] = field(default_factory=dict)
    ends: list[End] = field(default_factory=list)
    _acts: bool = False
    _prepared: bool = False
    _mappings: set[str] = field(default_factory=set)
    _accounts: set[int] = field(default_factory=set)

    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Look before the first step that acts."""
        if not self._acts and (self._prepared if self.after else step.type != "given"):
            self._acts = True
            sight = Sight(request.getfixturevalue("lab"), self.jobs)
            self._note(sight)
            asked = [turn.question.sees for turn in self.turns]
            self.seen.update((each, sight[each]) for each in asked if not each.allowed)

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Note what the example does to the mapping and to the accounts."""
        self._prepared = self._prepared or step.name == self.after
        if self._acts:
            self._note(Sight(request.getfixturevalue("lab"), self.jobs))

    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        """Look at the end, let Okta push everybody, and look again."""
        lab: Lab = request.getfixturevalue("lab")
        there = {each.id for each in lab.insync.accounts.all()}
        self.seen[Observable.MAPPING_CHANGES] = "yes" if len(self._mappings) > 1 else "no"
        self.seen[Observable.DELETES] = "yes" if self._accounts - there else "no"
        self.ends.append(end_of(lab))
        if lab.okta.assignments.all():
            lab.okta.assignments.apply_updates_now()
            lab.okta.jobs.run()
        self.ends.append(end_of(lab))

    def _note(self, sight: Sight) -> None:
        self._mappings.add(repr(sorted(sight.rows().items(), key=lambda row: row[0])))
        self._accounts |= {each.id for each in sight.lab.insync.accounts.all()}


def end_of(lab: Lab) -> End:
    """Return what a lab ends in, for every active account and every job."""
    sight = Sight(lab, ())
    active = {
        each.name: tuple(filter(is_active, each.accounts))
        for each in sight.everybody
    }
    return End(
        tuple(_failing(sight)),
        tuple(name for name, accounts in active.items() if len(accounts) > 1),
        tuple(task.text for task in lab.okta.jobs.tasks()),
    )


def _failing(sight: Sight) -> Iterator[tuple[str, Job]]:
    for account in filter(is_active, sight.lab.insync.accounts.all()):
        for outcome in sight.situation.outcomes(account):
            if not outcome.succeeds:
                yield str(account.email_id), outcome.job
