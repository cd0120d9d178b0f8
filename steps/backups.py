"""Steps about backups: what is presented, what is kept, and how they end.

A When step never fails; it leaves a job. A Then step never acts; it reads the job. So a scenario
about an error reads like one about success.
"""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.company.cast import BY_FULL_NAME, Person
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import (
    Backup,
    BackupStatus,
    Cause,
    ErrorCode,
    Restore,
    RestoreStatus,
    Workload,
)
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.wire import Address

from .accounts import account_of, accounts_of
from .microsoft365 import mailbox_of, onedrive_of, snapshots
from .story import Content, Story
from .tables import agree, records
from .terms import TERMS

HOLDINGS = {Workload.EXCHANGE_ONLINE: mailbox_of, Workload.ONEDRIVE: onedrive_of}


@given(parsers.parse("the {workload} of {person} was backed up"), converters=TERMS)
def was_backed_up(
    insync: InSyncAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    workload: Workload,
    person: Person,
) -> None:
    """Back up one app of a person, make sure it worked, and remember what was there."""
    backup = insync.protection.back_up(account_of(insync, person).id, workload)
    assert backup.error is None, told(backup)
    story.backed_up(backup)
    story.kept[(person.name, workload)] = HOLDINGS[workload](microsoft365, person)


@given(parsers.parse("{person} was backed up under the UPN"), converters=TERMS)
def was_backed_up_once(insync: InSyncAdmin, person: Person) -> None:
    """Add an account whose email ID is the UPN and back up both apps, so that there is a copy."""
    account = insync.accounts.add(email_id=Address(person.upn), display_name=person.full_name)
    for workload in Workload:
        backup = insync.protection.back_up(account.id, workload)
        assert backup.error is None, told(backup)


@when(parsers.parse("inSync backs up the {workload} of {person}"), converters=TERMS)
def backs_up(insync: InSyncAdmin, story: Story, workload: Workload, person: Person) -> None:
    """Back up one app of a person."""
    backup = insync.protection.back_up(account_of(insync, person).id, workload)
    story.backed_up(backup)


@when(parsers.parse("inSync backs up the profile {name}"), converters=TERMS)
def backs_up_profile(insync: InSyncAdmin, story: Story, name: str) -> None:
    """Back up what a profile protects of each of its accounts."""
    story.backed_up(*insync.protection.back_up_profile(name))


@when("inSync backs up everyone")
def backs_up_everyone(insync: InSyncAdmin, story: Story) -> None:
    """Back up what the profiles protect of every active account."""
    story.backed_up(*insync.protection.back_up_everyone())


@given(parsers.parse("inSync holds the shared mailbox {address}"), converters=TERMS)
def holds_shared_mailbox(insync: InSyncAdmin, address: Address) -> None:
    """Add an account by hand for a shared mailbox."""
    insync.accounts.add(email_id=address, display_name="Sales desk")


@when(parsers.parse("inSync backs up the shared mailbox {address}"), converters=TERMS)
def backs_up_shared(insync: InSyncAdmin, story: Story, address: Address) -> None:
    """Back up the mailbox of the account that stands for a shared mailbox."""
    account = insync.accounts.find(address)
    assert account is not None
    backup = insync.protection.back_up(account.id, Workload.EXCHANGE_ONLINE)
    story.backed_up(backup)


@then("the backup succeeds")
def backup_succeeds(story: Story) -> None:
    """Check that the last backup succeeded."""
    assert story.backup.status is BackupStatus.SUCCESSFUL, told(story.backup)


@then(parsers.parse("the backup fails with {code}"), converters=TERMS)
def backup_fails(story: Story, code: ErrorCode) -> None:
    """Check that the last backup failed with a code."""
    assert (story.backup.status, story.backup.error) == (BackupStatus.FAILED, code), told(
        story.backup
    )


@then("the backup fails without a code")
def backup_fails_without_code(story: Story) -> None:
    """Check that the last backup failed with a text of Microsoft 365 and no code of Druva."""
    job = story.backup
    assert (job.status, job.error) == (BackupStatus.FAILED, None), told(job)
    assert job.underlying


@then("the backup ends with errors")
def backup_ends_with_errors(story: Story) -> None:
    """Check that the last backup took a snapshot although something could not be read."""
    assert story.backup.status is BackupStatus.WITH_ERRORS, told(story.backup)


@then(parsers.parse("the cause is {cause}"), converters=TERMS)
def cause_is(story: Story, cause: Cause) -> None:
    """Check why the last backup failed, where one code covers several causes."""
    assert story.backup.cause is cause, told(story.backup)


@then(parsers.parse("no backup is started because {cause}"), converters=TERMS)
def not_started(story: Story, cause: Cause) -> None:
    """Check that the last backup never began, and why."""
    assert (story.backup.started, story.backup.cause) == (False, cause), told(story.backup)


@then("every backup succeeds")
def every_backup_succeeds(story: Story) -> None:
    """Check that each of the last backups succeeded, and that there were any."""
    assert story.backups
    for backup in story.backups:
        assert backup.status is BackupStatus.SUCCESSFUL, told(backup)


@then("the backups end like this:")
def backups_end(insync: InSyncAdmin, story: Story, datatable: list[list[str]]) -> None:
    """Check how both apps of each person ended."""
    expected = records(datatable, "person", *(workload.value for workload in Workload))
    ends: dict[str, dict[str, str]] = {}
    for backup in story.backups:
        name = BY_FULL_NAME[insync.accounts.account(backup.account_id).display_name].name
        ends.setdefault(name, {"person": name})[backup.workload.value] = ending(backup)
    agree(list(ends.values()), expected)


@then(
    parsers.parse("{mailboxes} Exchange Online, {drives} OneDrive backups succeed"),
    converters=TERMS,
)
def count_succeed(story: Story, mailboxes: int, drives: int) -> None:
    """Count the last backups that succeeded, by app."""
    assert _counted(story, "succeeds") == (mailboxes, drives)


@then(
    parsers.parse("{mailboxes} Exchange Online, {drives} OneDrive backups fail with {code}"),
    converters=TERMS,
)
def count_fail(story: Story, mailboxes: int, drives: int, code: ErrorCode) -> None:
    """Count the last backups that failed with a code, by app."""
    assert _counted(story, f"fails with {code.value}") == (mailboxes, drives)


@then(parsers.parse("inSync has presented {value} to Microsoft 365"), converters=TERMS)
def has_presented(story: Story, value: str) -> None:
    """Check the address that the last job presented, as it was spelled."""
    assert story.job.presented == value, told(story.job)


@then("inSync has presented nothing to Microsoft 365")
def has_presented_nothing(story: Story) -> None:
    """Check that the last job had no address to present."""
    assert story.job.presented is None, told(story.job)


@then(parsers.parse("the last backup has presented {value}"), converters=TERMS)
def last_presented(story: Story, value: str) -> None:
    """Check the address that the last backup presented."""
    assert story.backup.presented == value


@then(parsers.parse("Microsoft 365 said {text}"), converters=TERMS)
def said_underneath(story: Story, text: str) -> None:
    """Check the message of Microsoft 365 that a failed job carries."""
    assert text in story.job.underlying, told(story.job)


@then(parsers.parse("the job says {text}"), converters=TERMS)
def job_says(story: Story, text: str) -> None:
    """Check the message that the console shows for a failed job."""
    assert story.job.message == text


@then(parsers.parse("the backup fetched {count} item"), converters=TERMS)
def backup_fetched(story: Story, count: int) -> None:
    """Check how many items the last backup had to fetch."""
    assert story.backup.fetched == count


@then(parsers.parse("the accounts of {person} hold {old} and {new} snapshots"), converters=TERMS)
def hold_snapshots(insync: InSyncAdmin, person: Person, old: int, new: int) -> None:
    """Check how many mail snapshots the two accounts of a person have."""
    counts = [len(snapshots(insync, account.id)) for account in accounts_of(insync, person)]
    assert counts == [old, new]


@then(parsers.parse("the {workload} of {person} has {count} snapshot"), converters=TERMS)
def has_snapshots(insync: InSyncAdmin, workload: Workload, person: Person, count: int) -> None:
    """Check how many snapshots there are of one app of a person."""
    assert len(insync.protection.snapshots(account_of(insync, person).id, workload)) == count


@then(
    parsers.parse("the latest snapshot holds the {workload} of {person} as it was before"),
    converters=TERMS,
)
def latest_is_as_before(
    insync: InSyncAdmin, story: Story, workload: Workload, person: Person
) -> None:
    """Check that the newest snapshot is what was there when it was first backed up."""
    newest = snapshots(insync, account_of(insync, person).id, workload)[-1]
    assert newest == story.kept[(person.name, workload)]


@then(parsers.parse("the latest snapshot of {person} holds the mail of {owner}"), converters=TERMS)
def latest_holds(insync: InSyncAdmin, person: Person, owner: Person) -> None:
    """Check whose letters the newest snapshot of a person's account holds."""
    assert owners(snapshots(insync, account_of(insync, person).id)[-1]) == {owner.name}


@then(parsers.parse("the first snapshot of {person} holds the mail of {owner}"), converters=TERMS)
def first_holds(insync: InSyncAdmin, person: Person, owner: Person) -> None:
    """Check whose letters the oldest snapshot of a person's account holds."""
    assert owners(snapshots(insync, account_of(insync, person).id)[0]) == {owner.name}


def ending(job: Backup | Restore) -> str:
    """Say how a job ended, as a table cell says it."""
    if job.status in (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS):
        return "succeeds"
    if job.status is BackupStatus.WITH_ERRORS:
        return "ends with errors"
    if isinstance(job, Backup) and job.error:
        return f"fails with {job.error.value}"
    return "fails"


def told(job: Backup | Restore) -> str:
    """Say in one line what support would want to know first."""
    parts = [
        f"inSync presented {job.presented or 'nothing'} for {job.workload.value}",
        f"it ended as {job.status.value!r}",
        job.error.value if job.error else "",
        job.cause.value if job.cause else "",
        job.underlying,
    ]
    return "; ".join(part for part in parts if part)


def owners(content: Content) -> set[str]:
    """Return whose letters a snapshot holds; every letter greets its owner by name."""
    names = {person.name for person in BY_FULL_NAME.values()}
    return {name for name in names for _, mime in content if f" {name}".encode() in mime}


def _counted(story: Story, end: str) -> tuple[int, int]:
    ends = [backup.workload for backup in story.backups if ending(backup) == end]
    return ends.count(Workload.EXCHANGE_ONLINE), ends.count(Workload.ONEDRIVE)
