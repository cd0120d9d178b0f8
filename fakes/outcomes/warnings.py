"""What is foretold to fail, in sentences: the reason, the jobs, and the code in which they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fakes.insync.model import Account, Cause, ErrorCode, Profile, Workload
from fakes.wire import Address

from .model import Conditions, DirectoryUser, Job, Outcome, index
from .situation import Situation


@dataclass(frozen=True, slots=True)
class Warned:
    """Jobs of one account that fail for one reason."""

    account: Account
    reason: str
    outcomes: tuple[Outcome, ...]

    @property
    def jobs(self) -> frozenset[Job]:
        """The jobs that fail."""
        return frozenset(outcome.job for outcome in self.outcomes)

    def __str__(self) -> str:
        """Say why, and which jobs end how."""
        return f"{self.reason}: {', '.join(_effects(self.outcomes))}"


def warnings(accounts: Iterable[Account], situation: Situation) -> tuple[Warned, ...]:
    """Return what keeps jobs of accounts from succeeding, one entry for each reason."""
    return tuple(each for account in accounts for each in _warnings_of(account, situation))


def _warnings_of(account: Account, situation: Situation) -> Iterator[Warned]:
    by_reason: dict[str, tuple[Outcome, ...]] = {}
    for outcome in situation.outcomes(account):
        if not outcome.succeeds:
            reason = _reason(outcome, account, situation)
            by_reason[reason] = (*by_reason.get(reason, ()), outcome)
    for reason, outcomes in by_reason.items():
        yield Warned(account, reason, outcomes)


def _reason(outcome: Outcome, account: Account, situation: Situation) -> str:
    """Say what decided: by the id of what did where one cause stands for several."""
    presented, workload = outcome.presented, outcome.job.workload
    decided = next((_BY_ID[each] for each in outcome.ids if each in _BY_ID), None)
    cause = _told_apart(outcome)
    if decided is None and cause is Cause.UNKNOWN_USER:
        known = situation.holders((presented or "").casefold())
        decided = _DOES_NOT_OPEN[workload] if known else "Microsoft 365 does not know {presented}"
    said = decided or _BY_CAUSE[cause]
    return said.format(account=account.email_id, presented=presented, workload=workload.value)


def _told_apart(outcome: Outcome) -> Cause:
    """Tell a user without a mailbox from an address of nobody, which are one cause over EWS."""
    if outcome.cause is Cause.NO_SUCH_MAILBOX:
        return Cause.NO_MAILBOX if "F09" in outcome.ids else Cause.UNKNOWN_USER
    return outcome.cause or Cause.OTHER


def of_everybody(situation: Situation) -> tuple[str, ...]:
    """Say why jobs fail whoever they are for: those of an account with which nothing is wrong."""
    nobody = () if situation.users else ("Microsoft 365 has no users",)
    return (*nobody, *_of_somebody(situation.conditions))


@lru_cache
def _of_somebody(conditions: Conditions) -> tuple[str, ...]:
    address = Address("somebody@corp.example")
    account = Account(0, "", address, "Somebody", address.text, licensed=True)
    somebody = DirectoryUser("", address, address)
    profiles = {account.profile: Profile(account.profile)}
    alone = Situation(conditions, profiles, index([somebody]), readings={})
    return tuple(dict.fromkeys(each.reason for each in warnings([account], alone)))


_BY_ID = {
    "F39": "The OneDrive that {presented} leads to has lost its license",
    "F41": "Microsoft 365 does not let inSync use Exchange Web Services",
    "F42": "The tenant has no SharePoint, and so no OneDrive",
    "F62": "inSync has to be authorized anew, with multi-factor authentication",
    "F66": "inSync has no consent to use mail over Microsoft Graph",
    "A54": "The mailbox that {presented} leads to has lost its license",
}
_DOES_NOT_OPEN = {
    Workload.EXCHANGE_ONLINE: "The mailbox does not open to {presented}",
    Workload.ONEDRIVE: "OneDrive does not open to {presented}",
}
_BY_CAUSE = {
    Cause.NOTHING_PRESENTED: "{account} has no AD attribute to present",
    Cause.NO_MAILBOX: "{presented} leads to a user without a mailbox",
    Cause.NO_ONEDRIVE: "{presented} leads to a user without a OneDrive",
    Cause.NOT_PRIMARY_SMTP: "{presented} is not the primary SMTP address",
    Cause.PRESERVED: "{account} is preserved",
    Cause.NO_LICENSE: "{account} has no inSync license",
    Cause.NOT_PROTECTED: "The profile of {account} does not protect {workload}",
    Cause.NOT_CONNECTED: "inSync has no access to Microsoft 365",
    Cause.OTHER: "Microsoft 365 does not let inSync use {workload} by {presented}",
}


def _effects(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Say of each way of ending which jobs end so."""
    by_end: dict[tuple[bool, ErrorCode | None], list[Job]] = {}
    for outcome in outcomes:
        by_end.setdefault((outcome.started, outcome.code), []).append(outcome.job)
    for (started, code), jobs in by_end.items():
        if not started:
            yield f"no {' or '.join(_kinds(jobs, 'backup', 'restore'))} is started"
            continue
        named = " and ".join(_kinds(jobs, "backups", "restores"))
        yield f"{named} end in {code.value}" if code else f"{named} fail"


def _kinds(jobs: Iterable[Job], backup: str, restore: str) -> tuple[str, ...]:
    """Name jobs by what they do, and by their app where not both apps are meant."""
    apps: dict[str, list[str]] = {}
    for job in jobs:
        kind = restore if job.restores else backup
        apps.setdefault(kind, []).append(job.workload.value)
    first, *others = ("" if len(named) > 1 else f"{named[0]} " for named in apps.values())
    # Of one app it is said once.
    shown = [first, *("" if other == first else other for other in others)]
    return tuple(f"{app}{kind}" for app, kind in zip(shown, apps, strict=True))
