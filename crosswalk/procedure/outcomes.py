"""The outcome table: what works for whom, computed by the rules that the simulated systems use.

It is about a person for each address that an account can hold as email ID, and each value that can
be stored as its AD attribute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crosswalk.catalogue import ASSUMPTIONS
from fakes.company.cast import Person
from fakes.insync.model import (
    Profile,
    RestorePresents,
    WithoutAttribute,
)
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, Job, index
from fakes.outcomes.model import Outcome as Foretold

from .cases import Case, cases, somebody
from .ends import account_of, user_of
from .jobs import JUDGED, End, end_foretold


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How a job ends when an assumption is read the other way."""

    assumption: str
    reading: str
    job: Job
    end: End


@dataclass(frozen=True, slots=True)
class Outcome:
    """How everything ends for a case, and what another reading of an assumption would change.

    ``decided`` are the ids of what decides how a job ends.
    """

    case: Case
    ends: Mapping[Job, End]
    otherwise: tuple[Otherwise, ...]
    decided: Mapping[Job, tuple[str, ...]]


_ASSUMED = Conditions()
_READ_OTHERWISE = {
    "A1": replace(_ASSUMED, restore_presents=RestorePresents.SETTING),
    "A4": replace(_ASSUMED, without_attribute=WithoutAttribute.EMAIL_ID),
}


def outcomes() -> tuple[Outcome, ...]:
    """Return the whole table."""
    return tuple(map(_outcome, cases()))


def _outcome(case: Case) -> Outcome:
    person = somebody("someone", case.kind)
    foretold = _foretold(case, person, _ASSUMED)
    ends = {each.job: end_foretold(each, person) for each in foretold}
    otherwise = tuple(
        Otherwise(assumption, ASSUMPTIONS[assumption].readings[1], each.job, end)
        for assumption, conditions in _READ_OTHERWISE.items()
        for each in _foretold(case, person, conditions)
        if (end := end_foretold(each, person)) != ends[each.job]
    )
    return Outcome(case, ends, otherwise, {each.job: each.ids for each in foretold})


def _foretold(case: Case, person: Person, conditions: Conditions) -> tuple[Foretold, ...]:
    users = index([user_of(person)])
    account = account_of(case, person)
    conditions = replace(conditions, access=case.setting)
    return tuple(
        foretell(job, account, Profile(""), conditions, lambda name: users.get(name, ()))
        for job in JUDGED
    )
