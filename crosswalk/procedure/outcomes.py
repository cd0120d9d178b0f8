"""The outcome table: what works for whom, computed by the rules that the simulated systems use.

It is about a person for each address that an account can hold as email ID, and each value that can
be stored as its AD attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from crosswalk.catalogue import ASSUMPTIONS
from fakes.insync.model import (
    AccessSetting,
    Account,
    Profile,
    RestorePresents,
    WithoutAttribute,
)
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job, index
from fakes.wire import Address

from .cases import ATTRIBUTES, EMAIL_IDS, Case, Kind, Role, address_of, somebody
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
    """How everything ends for a case, and what another reading of an assumption would change."""

    case: Case
    ends: Mapping[Job, End]
    otherwise: tuple[Otherwise, ...]


_ASSUMED = Conditions()
_READ_OTHERWISE = {
    "A1": replace(_ASSUMED, restore_presents=RestorePresents.SETTING),
    "A4": replace(_ASSUMED, without_attribute=WithoutAttribute.EMAIL_ID),
}


def outcomes() -> tuple[Outcome, ...]:
    """Return the whole table."""
    return tuple(map(_outcome, _cases()))


def _cases() -> Iterator[Case]:
    for setting, kind in product(AccessSetting, Kind):
        for email_id, attribute in product(EMAIL_IDS[kind], ATTRIBUTES[kind]):
            yield Case(kind, email_id, attribute, setting)


def _outcome(case: Case) -> Outcome:
    ends = _ends(case, _ASSUMED)
    otherwise = tuple(
        Otherwise(assumption, ASSUMPTIONS[assumption].readings[1], job, end)
        for assumption, conditions in _READ_OTHERWISE.items()
        for job, end in _ends(case, conditions).items()
        if end != ends[job]
    )
    return Outcome(case, ends, otherwise)


def _ends(case: Case, conditions: Conditions) -> dict[Job, End]:
    person = somebody("someone", case.kind)
    upn, smtp = Address(person.upn), Address(person.smtp)
    aliases = tuple(map(Address, person.aliases))
    users = index([DirectoryUser("", upn, smtp, (upn, *aliases))])
    stored = None if case.attribute is Role.NOTHING else address_of(person, case.attribute)
    account = Account(0, "", Address(address_of(person, case.email_id)), person.name, stored)
    conditions = replace(conditions, access=case.setting)
    return {
        job: end_foretold(
            foretell(job, account, Profile(""), conditions, lambda name: users.get(name, ())),
            person,
        )
        for job in JUDGED
    }
