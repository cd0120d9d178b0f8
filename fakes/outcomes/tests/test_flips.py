"""The rules decide: whoever turns one around turns the systems around, and what is foretold."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from inspect import isfunction
from typing import Any

import pytest

from fakes.insync import rules as insync
from fakes.insync.model import AccessSetting, Cause, RestorePresents, WithoutAttribute
from fakes.insync.rules import Presented
from fakes.microsoft365 import rules as microsoft365
from fakes.microsoft365.assumed import UnlicensedMailbox, UnlistedUpn
from fakes.microsoft365.model import License, Problem
from fakes.outcomes.model import Job
from fakes.outcomes.situation import gathered

from .systems import Systems
from .tenants import MAILS, READ, UPNS, Held, Somebody, Tenant

EMAIL_ID, AD_ATTRIBUTE = AccessSetting
BY_MAIL = (Held(MAILS[0]),)
BY_UPN = (Held(UPNS[0]),)
WITH_UPN = (Held(MAILS[0], attribute=UPNS[0].text),)
UNLISTED = (Somebody(upn_is_alias=False),)
Rule = Callable[..., Any]


@pytest.fixture(scope="module")
def systems() -> Systems:
    return Systems.alone()


def opposite(rule: Rule) -> Rule:
    """Say no where a rule says yes."""
    return lambda *args, **kwargs: not rule(*args, **kwargs)


def other_setting(rule: Rule) -> Rule:
    """Choose what the other setting chooses."""
    return lambda account, access, without: rule(
        account, EMAIL_ID if access is AD_ATTRIBUTE else AD_ATTRIBUTE, without
    )


def with_other(name: str, kind: type[Enum]) -> Callable[[Rule], Rule]:
    """Read an assumption the other way."""

    def turned(rule: Rule) -> Rule:
        def otherwise(*args: Any, **kwargs: Any) -> Any:
            first, second = kind
            kwargs[name] = first if kwargs[name] is second else second
            return rule(*args, **kwargs)

        return otherwise

    return turned


def fallen_back(rule: Rule) -> Rule:
    """Present the email ID where nothing is stored."""
    return lambda account, access, _without: rule(account, access, WithoutAttribute.EMAIL_ID)


def always(said: Any) -> Callable[[Rule], Rule]:
    """Say the same of everything."""
    return lambda _rule: lambda *_args, **_kwargs: said


def presenting_the_attribute(rule: Rule) -> Rule:
    """Let a OneDrive be restored by what is stored, whatever the setting."""

    def turned(account: Any, *args: Any, **kwargs: Any) -> Presented:
        found = rule(account, *args, **kwargs)
        return Presented(account.ad_attribute, found.ids) if "A5" in found.ids else found

    return turned


def other_upn(rule: Rule) -> Rule:
    """Let a UPN that is not listed not open the mailbox."""
    return lambda users, key, _unlisted: rule(users, key, UnlistedUpn.DOES_NOT_OPEN)


def open_for_30_days(rule: Rule) -> Rule:
    """Let an unlicensed mailbox be reached."""
    return lambda state, _unlicensed: rule(state, UnlicensedMailbox.OPEN)


nothing_wrong = always(None)
another_error = always((None, Cause.OTHER))
FLIPS: list[tuple[str, Any, str, Callable[[Rule], Rule], Job, Tenant]] = [
    ("R01", microsoft365, "opens_drive", opposite, Job.ONEDRIVE_BACKUP, Tenant(accounts=BY_UPN)),
    ("R01", microsoft365, "opens_drive", opposite, Job.ONEDRIVE_BACKUP, Tenant(accounts=BY_MAIL)),
    ("R01", microsoft365, "opens_drive", opposite, Job.ONEDRIVE_RESTORE, Tenant(accounts=BY_MAIL)),
    ("R02", microsoft365, "opens_mailbox", opposite, Job.EXCHANGE_BACKUP, Tenant()),
    ("R03", microsoft365, "accepts_restore", opposite, Job.EXCHANGE_RESTORE, Tenant()),
    (
        "R03",
        microsoft365,
        "accepts_restore",
        opposite,
        Job.EXCHANGE_RESTORE,
        Tenant(accounts=BY_UPN),
    ),
    (
        "R04",
        insync,
        "presented_for_backup",
        other_setting,
        Job.ONEDRIVE_BACKUP,
        Tenant(accounts=WITH_UPN),
    ),
    (
        "R05",
        insync,
        "presented_for_backup",
        other_setting,
        Job.ONEDRIVE_BACKUP,
        Tenant(accounts=WITH_UPN, access=AD_ATTRIBUTE),
    ),
    (
        "A1",
        insync,
        "presented_for_restore",
        with_other("presents", RestorePresents),
        Job.EXCHANGE_RESTORE,
        Tenant(accounts=WITH_UPN, access=AD_ATTRIBUTE),
    ),
    (
        "A4",
        insync,
        "presented_for_backup",
        fallen_back,
        Job.EXCHANGE_BACKUP,
        Tenant(access=AD_ATTRIBUTE),
    ),
    (
        "A5",
        insync,
        "presented_for_restore",
        presenting_the_attribute,
        Job.ONEDRIVE_RESTORE,
        Tenant(accounts=WITH_UPN),
    ),
    (
        "A6",
        microsoft365,
        "mailbox_owner",
        other_upn,
        Job.EXCHANGE_BACKUP,
        Tenant(UNLISTED, BY_UPN),
    ),
    (
        "A8",
        insync,
        "why_not_backed_up",
        nothing_wrong,
        Job.EXCHANGE_BACKUP,
        Tenant(licenses=0),
    ),
    (
        "F54",
        insync,
        "backup_takes_license",
        always(True),
        Job.EXCHANGE_BACKUP,
        Tenant(licenses=0),
    ),
    (
        "F57",
        insync,
        "why_not_restored",
        nothing_wrong,
        Job.EXCHANGE_RESTORE,
        Tenant(accounts=(Held(preserved=True),)),
    ),
    (
        "F10",
        insync,
        "why_not_backed_up",
        nothing_wrong,
        Job.EXCHANGE_BACKUP,
        Tenant(accounts=(Held(preserved=True),)),
    ),
    (
        "F37",
        insync,
        "why_not_backed_up",
        nothing_wrong,
        Job.EXCHANGE_BACKUP,
        Tenant(accounts=(Held(profile="OneDrive"),)),
    ),
    (
        "A43",
        insync,
        "meaning_of_nothing",
        another_error,
        Job.EXCHANGE_RESTORE,
        Tenant(access=AD_ATTRIBUTE, chosen=(1, *[0] * (len(READ) - 1))),
    ),
    (
        "A42",
        insync,
        "meaning_of_graph",
        another_error,
        Job.ONEDRIVE_RESTORE,
        Tenant((Somebody(opened=False),), BY_UPN),
    ),
    ("R07", insync, "meaning_of_graph", another_error, Job.ONEDRIVE_BACKUP, Tenant()),
    (
        "R08",
        insync,
        "meaning_of_ews",
        another_error,
        Job.EXCHANGE_RESTORE,
        Tenant(accounts=BY_UPN),
    ),
    (
        "A53",
        insync,
        "uses_ews",
        opposite,
        Job.EXCHANGE_RESTORE,
        Tenant(accounts=BY_UPN, ews=False),
    ),
    (
        "F41",
        microsoft365,
        "answers_ews",
        opposite,
        Job.EXCHANGE_BACKUP,
        Tenant(ews_listed=False),
    ),
    (
        "R02",
        microsoft365,
        "mailbox_with_address",
        always(None),
        Job.EXCHANGE_BACKUP,
        Tenant(accounts=BY_UPN),
    ),
    (
        "F62",
        microsoft365,
        "needs_mfa",
        opposite,
        Job.ONEDRIVE_BACKUP,
        Tenant(accounts=BY_UPN, mfa=True),
    ),
    (
        "A76",
        insync,
        "meaning_of_no_access",
        another_error,
        Job.ONEDRIVE_BACKUP,
        Tenant(accounts=BY_UPN, registered=False),
    ),
    (
        "A54",
        microsoft365,
        "why_no_mailbox",
        open_for_30_days,
        Job.EXCHANGE_BACKUP,
        Tenant((Somebody(unlicensed=True),)),
    ),
    (
        "F39",
        microsoft365,
        "why_no_drive",
        always(Problem.DRIVE_LOCKED),
        Job.ONEDRIVE_BACKUP,
        Tenant((Somebody(unlicensed=True),), BY_UPN, days=61),
    ),
    (
        "F40",
        microsoft365,
        "why_no_mailbox",
        always(Problem.NO_MAILBOX),
        Job.EXCHANGE_BACKUP,
        Tenant((Somebody(shared=True),)),
    ),
    (
        "F42",
        microsoft365,
        "why_no_drive",
        nothing_wrong,
        Job.ONEDRIVE_BACKUP,
        Tenant(accounts=BY_UPN, sharepoint=False),
    ),
    (
        "F09",
        microsoft365,
        "why_no_mailbox",
        nothing_wrong,
        Job.EXCHANGE_BACKUP,
        Tenant((Somebody(licenses=(License.ONEDRIVE,)),)),
    ),
]


@pytest.mark.parametrize(
    ("id_", "place", "name", "turned", "job", "tenant"),
    FLIPS,
    ids=[f"{id_}-{job.value}-{n}" for n, (id_, _, _, _, job, _) in enumerate(FLIPS)],
)
def test_a_rule_that_is_turned_around_turns_the_jobs_and_what_is_foretold(
    id_: str,
    place: Any,
    name: str,
    turned: Callable[[Rule], Rule],
    job: Job,
    tenant: Tenant,
    systems: Systems,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (account,) = systems.become(tenant)
    foretold = gathered(systems.insync, systems.microsoft365).outcome(job, account)
    done = systems.run(job, account)
    systems.become(tenant)
    monkeypatch.setattr(place, name, turned(getattr(place, name)))

    other = systems.run(job, account)
    told = gathered(systems.insync, systems.microsoft365).outcome(job, account)

    assert id_ in foretold.ids
    assert (other.presented, other.error, other.cause) != (done.presented, done.error, done.cause)
    assert (told.presented, told.code, told.cause) == (other.presented, other.error, other.cause)


def test_every_requirement_that_decides_a_job_is_turned_around() -> None:
    named = {
        id_
        for place in (insync, microsoft365)
        for rule in vars(place).values()
        if isfunction(rule)
        for id_ in re.findall(r"\bR\d\d\b", (rule.__doc__ or "").partition(":")[0])
    }

    # R06 says what is stored, long before a job: what the statements rest on holds it.
    assert named - {"R06"} == {id_ for id_, *_ in FLIPS if id_.startswith("R")}
