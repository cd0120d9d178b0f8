"""What is foretold of plain values: how each job ends, and which ids of the catalogue decide it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.insync.assumed import MailApi, RestoreOfPreserved
from fakes.insync.model import (
    AccessSetting,
    Account,
    AccountStatus,
    Cause,
    ErrorCode,
    Profile,
    RestorePresents,
    WithoutAttribute,
)
from fakes.microsoft365.assumed import UnlicensedMailbox, UnlistedUpn
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job, Outcome, index
from fakes.wire import Address

UPN, SMTP, ALIAS = "lia@corp.example", "lia.lund@corp.example", "hello@corp.example"
LIA = DirectoryUser(
    "00000000-0000-4000-8000-000000000001",
    Address(UPN),
    Address(SMTP),
    (Address(UPN), Address(ALIAS)),
)
HELD = Account(1, "s1", Address(SMTP), "Lia Lund", UPN, profile="Default")
LICENSED = replace(HELD, licensed=True)
BY_UPN = replace(HELD, email_id=Address(UPN), ad_attribute=None)
BY_NOTHING = replace(HELD, ad_attribute=None)
BOTH = Profile("Default")
BY_EMAIL_ID, BY_ATTRIBUTE = (Conditions(access=access) for access in AccessSetting)
OVER_GRAPH = replace(BY_EMAIL_ID, mail_api=MailApi.GRAPH)
CLOSED = MailboxState.SOFT_DELETED
EXCHANGE_BACKUP, ONEDRIVE_BACKUP, EXCHANGE_RESTORE, ONEDRIVE_RESTORE = Job
NOT_FOUND = ErrorCode.EUSERNOTFOUND
UNREACHED = ErrorCode.SERVER_NOT_REACHABLE


def told(
    job: Job,
    account: Account = HELD,
    conditions: Conditions = BY_EMAIL_ID,
    *users: DirectoryUser,
    profile: Profile | None = BOTH,
) -> Outcome:
    found = index(users or (LIA,))
    return foretell(job, account, profile, conditions, lambda name: found.get(name, ()))


@pytest.mark.parametrize(
    ("job", "account", "conditions", "user", "ids"),
    [
        (EXCHANGE_BACKUP, HELD, BY_EMAIL_ID, LIA, "R04 R02"),
        (EXCHANGE_BACKUP, HELD, BY_ATTRIBUTE, LIA, "R05 R02"),
        (ONEDRIVE_BACKUP, HELD, BY_ATTRIBUTE, LIA, "R05 R01"),
        (EXCHANGE_RESTORE, HELD, BY_ATTRIBUTE, LIA, "A1 R03"),
        (ONEDRIVE_RESTORE, HELD, BY_ATTRIBUTE, LIA, "A5 R05 R01"),
        (EXCHANGE_RESTORE, BY_UPN, replace(OVER_GRAPH, ews=False), LIA, "A1 A53 R02"),
        (
            EXCHANGE_BACKUP,
            BY_NOTHING,
            replace(BY_ATTRIBUTE, without_attribute=WithoutAttribute.EMAIL_ID),
            LIA,
            "A4 R02",
        ),
        (
            EXCHANGE_BACKUP,
            replace(HELD, email_id=Address(SMTP.upper())),
            BY_EMAIL_ID,
            LIA,
            "R04 R02 A3",
        ),
        (
            ONEDRIVE_BACKUP,
            replace(BY_UPN, email_id=Address(UPN.upper())),
            BY_EMAIL_ID,
            LIA,
            "R04 R01 A3",
        ),
        (EXCHANGE_BACKUP, BY_UPN, BY_EMAIL_ID, replace(LIA, aliases=()), "R04 R02 A6"),
        (EXCHANGE_BACKUP, HELD, BY_EMAIL_ID, replace(LIA, shared=True), "R04 R02 F40"),
        (
            EXCHANGE_BACKUP,
            HELD,
            replace(BY_EMAIL_ID, unlicensed_mailbox=UnlicensedMailbox.OPEN),
            replace(LIA, mailbox=CLOSED),
            "R04 R02 A54",
        ),
        (
            ONEDRIVE_BACKUP,
            BY_UPN,
            BY_EMAIL_ID,
            replace(LIA, drive=DriveState.READ_ONLY),
            "R04 R01 F39",
        ),
        (EXCHANGE_RESTORE, HELD, replace(BY_EMAIL_ID, license_free=False), LIA, "A1 A44 R03"),
        (
            ONEDRIVE_RESTORE,
            replace(BY_UPN, status=AccountStatus.PRESERVED),
            replace(BY_EMAIL_ID, restore_of_preserved=RestoreOfPreserved.AS_IT_IS),
            LIA,
            "A5 R04 A44 R01",
        ),
    ],
)
def test_a_job_that_succeeds_names_what_decided(
    job: Job, account: Account, conditions: Conditions, user: DirectoryUser, ids: str
) -> None:
    outcome = told(job, account, conditions, user)
    assert outcome.succeeds
    assert (outcome.code, outcome.opened) == (None, user)
    assert outcome.ids == tuple(ids.split())


@pytest.mark.parametrize(
    ("job", "account", "conditions", "user", "code", "cause", "ids"),
    [
        (ONEDRIVE_BACKUP, HELD, BY_EMAIL_ID, LIA, NOT_FOUND, Cause.UNKNOWN_USER, "R04 R01 R07"),
        (ONEDRIVE_RESTORE, HELD, BY_EMAIL_ID, LIA, NOT_FOUND, Cause.UNKNOWN_USER, "A5 R04 R01"),
        (
            EXCHANGE_RESTORE,
            BY_UPN,
            BY_EMAIL_ID,
            LIA,
            UNREACHED,
            Cause.NOT_PRIMARY_SMTP,
            "A1 R03 R08",
        ),
        (
            EXCHANGE_RESTORE,
            HELD,
            replace(BY_ATTRIBUTE, restore_presents=RestorePresents.SETTING),
            LIA,
            UNREACHED,
            Cause.NOT_PRIMARY_SMTP,
            "A1 R05 R03",
        ),
        (EXCHANGE_BACKUP, BY_NOTHING, BY_ATTRIBUTE, LIA, NOT_FOUND, Cause.NOTHING_PRESENTED, "A4"),
        (
            ONEDRIVE_RESTORE,
            BY_NOTHING,
            BY_ATTRIBUTE,
            LIA,
            NOT_FOUND,
            Cause.NOTHING_PRESENTED,
            "A5 A4",
        ),
        (
            EXCHANGE_RESTORE,
            BY_NOTHING,
            replace(BY_ATTRIBUTE, restore_presents=RestorePresents.SETTING),
            LIA,
            None,
            Cause.NOTHING_PRESENTED,
            "A1 A4 A43",
        ),
        (
            EXCHANGE_BACKUP,
            BY_UPN,
            replace(BY_EMAIL_ID, unlisted_upn=UnlistedUpn.DOES_NOT_OPEN),
            replace(LIA, aliases=()),
            NOT_FOUND,
            Cause.NO_SUCH_MAILBOX,
            "R04 R02 A6",
        ),
        (
            EXCHANGE_BACKUP,
            HELD,
            BY_EMAIL_ID,
            replace(LIA, mailbox=MailboxState.NONE),
            NOT_FOUND,
            Cause.NO_SUCH_MAILBOX,
            "R04 F09",
        ),
        (
            EXCHANGE_BACKUP,
            HELD,
            BY_EMAIL_ID,
            replace(LIA, mailbox=CLOSED),
            NOT_FOUND,
            Cause.NO_SUCH_MAILBOX,
            "R04 A54",
        ),
        (
            EXCHANGE_RESTORE,
            HELD,
            BY_EMAIL_ID,
            replace(LIA, mailbox=CLOSED),
            None,
            Cause.NO_SUCH_MAILBOX,
            "A1 A54",
        ),
        (
            EXCHANGE_BACKUP,
            HELD,
            replace(BY_EMAIL_ID, ews=False),
            LIA,
            None,
            Cause.EWS_CLOSED,
            "F41 A53",
        ),
        (
            EXCHANGE_BACKUP,
            HELD,
            replace(OVER_GRAPH, ews=False),
            replace(LIA, mailbox=CLOSED),
            NOT_FOUND,
            Cause.NO_MAILBOX,
            "R04 A54",
        ),
        (
            EXCHANGE_RESTORE,
            HELD,
            OVER_GRAPH,
            replace(LIA, mail=Address("other@corp.example")),
            NOT_FOUND,
            Cause.UNKNOWN_USER,
            "A1 A53 R02",
        ),
        (
            EXCHANGE_RESTORE,
            HELD,
            replace(BY_EMAIL_ID, ews=False),
            LIA,
            None,
            Cause.EWS_CLOSED,
            "F41 A53",
        ),
        (
            ONEDRIVE_BACKUP,
            BY_UPN,
            BY_EMAIL_ID,
            replace(LIA, drive=DriveState.NOT_PROVISIONED),
            NOT_FOUND,
            Cause.NO_ONEDRIVE,
            "R04 F09",
        ),
        (
            ONEDRIVE_RESTORE,
            BY_UPN,
            BY_EMAIL_ID,
            replace(LIA, drive=DriveState.NOT_PROVISIONED),
            NOT_FOUND,
            Cause.NO_ONEDRIVE,
            "A5 R04 F09 A42",
        ),
        (
            ONEDRIVE_BACKUP,
            BY_UPN,
            replace(BY_EMAIL_ID, sharepoint=False),
            LIA,
            NOT_FOUND,
            Cause.NO_ONEDRIVE,
            "R04 F42",
        ),
        (
            ONEDRIVE_RESTORE,
            BY_UPN,
            BY_EMAIL_ID,
            replace(LIA, drive=DriveState.READ_ONLY),
            None,
            Cause.OTHER,
            "A5 R04 F39",
        ),
    ],
)
def test_a_job_that_fails_names_what_decided(
    job: Job,
    account: Account,
    conditions: Conditions,
    user: DirectoryUser,
    code: ErrorCode | None,
    cause: Cause,
    ids: str,
) -> None:
    outcome = told(job, account, conditions, user)
    assert (outcome.code, outcome.cause, outcome.opened) == (code, cause, None)
    assert outcome.ids == tuple(ids.split())


@pytest.mark.parametrize(
    ("account", "profile", "cause", "ids"),
    [
        (replace(HELD, status=AccountStatus.PRESERVED), BOTH, Cause.PRESERVED, ("F10",)),
        (HELD, BOTH, Cause.NO_LICENSE, ("F54", "A8")),
        (LICENSED, Profile("None", workloads=frozenset()), Cause.NOT_PROTECTED, ("F37", "A8")),
        (LICENSED, None, Cause.NOT_PROTECTED, ("F37", "A8")),
    ],
)
def test_a_backup_that_is_not_started_presents_nothing(
    account: Account, profile: Profile | None, cause: Cause, ids: tuple[str, ...]
) -> None:
    for job in (EXCHANGE_BACKUP, ONEDRIVE_BACKUP):
        outcome = told(job, account, Conditions(license_free=False), profile=profile)
        assert outcome == Outcome(job, None, None, cause, ids, started=False)


@pytest.mark.parametrize("job", [EXCHANGE_RESTORE, ONEDRIVE_RESTORE])
@pytest.mark.parametrize("connected", [True, False])
def test_a_preserved_account_is_activated_before_it_is_restored(job: Job, connected: bool) -> None:
    preserved = replace(HELD, status=AccountStatus.PRESERVED)
    outcome = told(job, preserved, Conditions(connected=connected))
    assert outcome == Outcome(job, None, None, Cause.PRESERVED, ("F57", "A44"), started=False)


@pytest.mark.parametrize("job", Job)
def test_without_access_no_job_is_run(job: Job) -> None:
    outcome = told(job, conditions=Conditions(connected=False))
    ids = ("F68", "A76")
    assert outcome == Outcome(job, None, None, Cause.NOT_CONNECTED, ids, started=job.restores)


def test_an_app_that_is_gone_lets_a_job_start_and_fail() -> None:
    outcome = told(EXCHANGE_BACKUP, conditions=Conditions(registered=False))
    assert (outcome.started, outcome.presented, outcome.code) == (True, SMTP, None)
    assert (outcome.cause, outcome.ids) == (Cause.NOT_CONNECTED, ("F68", "A76"))


def test_an_address_opens_the_mailbox_of_whoever_has_it() -> None:
    other = DirectoryUser("2", Address("new@corp.onmicrosoft.example"), Address(SMTP))
    lia = replace(LIA, mail=Address("lia.new@corp.example"))
    outcome = told(EXCHANGE_BACKUP, HELD, BY_EMAIL_ID, lia, other)
    assert (outcome.succeeds, outcome.opened) == (True, other)


def test_the_alias_of_one_goes_before_the_upn_of_another() -> None:
    lia = replace(LIA, aliases=())
    other = DirectoryUser("2", Address("new@corp.example"), None, (Address(UPN),))
    assert told(EXCHANGE_BACKUP, BY_UPN, BY_EMAIL_ID, lia, other).opened == other
    assert told(ONEDRIVE_BACKUP, BY_UPN, BY_EMAIL_ID, lia, other).opened == lia


def test_a_user_without_an_id_is_found_by_addresses() -> None:
    lia = replace(LIA, id="")
    assert told(EXCHANGE_BACKUP, HELD, BY_EMAIL_ID, lia).opened == lia
