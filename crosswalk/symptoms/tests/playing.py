"""Plays examples of causes, and tells what is seen when one begins and what works at its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature, Scenario, Step

from crosswalk.lab_interface import Lab
from crosswalk.symptoms.observable import Observable
from fakes.outcomes.model import Job

from .observing import see
from .sight import Sight, is_active

Example = tuple[str, str]
"""The stem of a feature file, and the title of an example in it, or the name of a row."""


@dataclass(frozen=True, slots=True)
class End:
    """What an example ends in: the jobs that fail, who has several accounts, tasks that wait.

    A job is told with the email ID of its account.
    """

    failing: tuple[tuple[str, Job], ...]
    twice: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass
class Told:
    """What was seen of an example: when it began to act, while it did, and at its end.

    There are two ends, the second after a push of everybody: what works has to outlive that.
    """

    seen: dict[Observable, str] = field(default_factory=dict)
    ends: list[End] = field(default_factory=list)
    acts: bool = False
    prepared: bool = False
    mappings: set[str] = field(default_factory=set)
    accounts: set[int] = field(default_factory=set)

    def note(self, sight: Sight) -> None:
        """Note what the mapping is, and which accounts there are."""
        self.mappings.add(repr(sorted(sight.rows().items(), key=lambda row: row[0])))
        self.accounts |= {each.id for each in sight.lab.insync.accounts.all()}


@dataclass
class Onlooker:
    """A plugin that looks at the labs of examples for what is asked about jobs of some kinds.

    An example acts with its first step that is no Given, or with the one that follows the step in
    `after`.
    """

    jobs: Collection[Job]
    asked: Collection[Observable]
    after: Mapping[Example, str]
    told: dict[Example, Told] = field(default_factory=dict)

    def pytest_bdd_before_step(
        self, request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, step: Step
    ) -> None:
        """Look before the first step that acts."""
        example = _example(feature, scenario)
        told = self.told.setdefault(example, Told())
        begins = told.prepared if self.after.get(example) else step.type != "given"
        if begins and not told.acts:
            told.acts = True
            sight = Sight(request.getfixturevalue("lab"), self.jobs)
            told.note(sight)
            told.seen.update((each, see(sight, each)) for each in self.asked if not each.allowed)

    def pytest_bdd_after_step(
        self, request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, step: Step
    ) -> None:
        """Note what the example does to the mapping and to the accounts."""
        example = _example(feature, scenario)
        told = self.told[example]
        if told.acts:
            told.note(Sight(request.getfixturevalue("lab"), self.jobs))
        told.prepared = told.prepared or step.name == self.after.get(example)

    def pytest_bdd_after_scenario(
        self, request: pytest.FixtureRequest, feature: Feature, scenario: Scenario
    ) -> None:
        """Look at the end, let Okta push everybody, and look again."""
        told = self.told[_example(feature, scenario)]
        lab: Lab = request.getfixturevalue("lab")
        there = {each.id for each in lab.insync.accounts.all()}
        told.seen[Observable.MAPPING_CHANGES] = "yes" if len(told.mappings) > 1 else "no"
        told.seen[Observable.DELETES] = "yes" if told.accounts - there else "no"
        told.ends.append(end_of(lab))
        if lab.okta.assignments.all():
            lab.okta.assignments.apply_updates_now()
            lab.okta.jobs.run()
        told.ends.append(end_of(lab))


def _example(feature: Feature, scenario: Scenario) -> Example:
    return Path(feature.filename).stem, scenario.name


def end_of(lab: Lab) -> End:
    """Return what a lab ends in, for every active account and every job."""
    sight = Sight(lab, ())
    active = {each.name: tuple(filter(is_active, each.accounts)) for each in sight.everybody}
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
