"""How each job of one account ends, for every combination of what decides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from fakes.company.cast import Person
from fakes.insync.messages import SHOWN
from fakes.insync.model import (
    Account,
    AccountStatus,
    Cause,
    ErrorCode,
    PreservedBy,
    Profile,
    Workload,
)
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job, Outcome, index
from fakes.wire import Address

from .cases import Case, Role, address_of, cases, somebody

Service = MailboxState | DriveState


class Status(Enum):
    """What an account is, and who preserved it."""

    ACTIVE = "active"
    BY_ADMINISTRATOR = "preserved by an inSync administrator"
    BY_OKTA = "preserved since Okta unassigned or deactivated the user"

    def of(self, account: Account) -> Account:
        """Return an account that is so."""
        status, preserved_by = _HELD_AS[self]
        return replace(account, status=status, preserved_by=preserved_by)

    @classmethod
    def held(cls, account: Account) -> Status:
        """Return what an account is."""
        held = (account.status, account.preserved_by)
        return next(status for status in cls if _HELD_AS[status] == held)


_HELD_AS: Mapping[Status, tuple[AccountStatus, PreservedBy | None]] = {
    Status.ACTIVE: (AccountStatus.ACTIVE, None),
    Status.BY_ADMINISTRATOR: (AccountStatus.PRESERVED, PreservedBy.ADMINISTRATOR),
    Status.BY_OKTA: (AccountStatus.PRESERVED, PreservedBy.IDENTITY_PROVIDER),
}


class License(Enum):
    """Whether an account can be backed up as far as inSync's licenses go."""

    FREE = "holds one, or one is free"
    NONE_FREE = "holds none, and none is free"


class Source(Enum):
    """Where the value comes from that a job presents."""

    EMAIL_ID = "the inSync email ID"
    ATTRIBUTE = "the AD attribute"
    NOWHERE = "nothing"


@dataclass(frozen=True, slots=True)
class End:
    """How a job ends: what it presents, the code and the cause if it fails, and what decides."""

    source: Source
    started: bool
    code: ErrorCode | None
    cause: Cause | None
    ids: tuple[str, ...]

    @property
    def succeeds(self) -> bool:
        """Whether the job ends without an error."""
        return self.cause is None

    @property
    def shown(self) -> str:
        """What the console shows of a job that failed with a code."""
        return SHOWN[self.code] if self.code else ""


class Circumstances(NamedTuple):
    """What decides besides addresses and setting: what the person has of the app of a job."""

    status: Status
    license: License
    job: Job
    has: Service


STATES: Mapping[Workload, tuple[Service, ...]] = {
    Workload.EXCHANGE_ONLINE: tuple(MailboxState),
    Workload.ONEDRIVE: tuple(DriveState),
}
_JOBS = tuple((job, has) for job in Job for has in STATES[job.workload])
CIRCUMSTANCES = tuple(
    Circumstances(status, license_, job, has)
    for status, license_, (job, has) in product(Status, License, _JOBS)
)


@cache
def ends() -> Mapping[Case, tuple[End, ...]]:
    """Return how jobs end in every case, in the order of the circumstances."""
    return {case: tuple(_ends_of(case)) for case in cases()}


def _ends_of(case: Case) -> Iterator[End]:
    person = somebody("someone", case.kind)
    held = account_of(case, person)
    jobs = tuple((job, _users(person, has)) for job, has in _JOBS)
    for status, license_ in product(Status, License):
        account = status.of(held)
        conditions = Conditions(access=case.setting, license_free=license_ is License.FREE)
        for job, users in jobs:
            yield _end(job, account, conditions, users)


def _end(job: Job, account: Account, conditions: Conditions, users: _Users) -> End:
    outcome = foretell(job, account, _PROFILE, conditions, lambda name: users.get(name, ()))
    return End(_source(outcome, account), outcome.started, outcome.code, outcome.cause, outcome.ids)


_PROFILE = Profile("")
_Users = Mapping[str, tuple[DirectoryUser, ...]]


def account_of(case: Case, person: Person) -> Account:
    """Return an account that holds the addresses of a case, without a license."""
    stored = None if case.attribute is Role.NOTHING else address_of(person, case.attribute)
    return Account(0, "", Address(address_of(person, case.email_id)), person.name, stored)


def user_of(person: Person) -> DirectoryUser:
    """Return the user that a person is in Microsoft 365, who has everything."""
    upn, smtp = Address(person.upn), Address(person.smtp)
    return DirectoryUser("", upn, smtp, (upn, *map(Address, person.aliases)))


@lru_cache
def _users(person: Person, has: Service) -> _Users:
    user = user_of(person)
    if isinstance(has, MailboxState):
        return index([replace(user, mailbox=has)])
    return index([replace(user, drive=has)])


def _source(outcome: Outcome, account: Account) -> Source:
    if outcome.presented is None:
        return Source.NOWHERE
    return Source.EMAIL_ID if outcome.presented == account.email_id.text else Source.ATTRIBUTE
