"""Steps about jobs, which are backups and restores: what they present and how they end.

A When step never fails; it leaves a job. A Then step never acts; it reads the job. So a scenario
about an error reads like one about success.
"""

from __future__ import annotations

from collections.abc import Sequence

from pytest_bdd import parsers, then

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Backup, BackupStatus, Cause, Restore, RestoreStatus, Workload

from .story import Story
from .tables import agree, records
from .terms import TERMS


@then(parsers.parse("the backup {ends}"), converters=TERMS)
def backup_ends(story: Story, ends: str) -> None:
    """Check how the last backup ended; without a code it shows what Microsoft 365 said."""
    _agree_on_the_end(story.backup, ends)


@then(parsers.parse("the restore {restore_ends}"), converters=TERMS)
def restore_ends(story: Story, restore_ends: str) -> None:
    """Check how the last restore ended; without a code the console shows none for it."""
    _agree_on_the_end(story.restore, restore_ends)


@then(parsers.parse("every {job} succeeds"), converters=TERMS)
def every_job_succeeds(story: Story, job: str) -> None:
    """Check that each of the last backups or restores succeeded, and that there were any."""
    for each in _some(story, job):
        _agree_on_the_end(each, "succeeds")


@then(parsers.parse("the {jobs} end like this:"), converters=TERMS)
def jobs_end(insync: InSyncAdmin, story: Story, jobs: str, datatable: list[list[str]]) -> None:
    """Check how each app of each person's account ended."""
    expected = records(
        datatable, "person", "inSync email ID", *(workload.value for workload in Workload)
    )
    ends: dict[int, dict[str, str]] = {}
    for each in _some(story, jobs):
        account = insync.accounts.account(each.account_id)
        person = story.who.owner_of(account) or "(nobody known)"
        row = ends.setdefault(
            account.id, {"person": person, "inSync email ID": account.email_id.text}
        )
        row[each.workload.value] = ending(each)
    agree(list(ends.values()), expected)


@then(
    parsers.parse("{mailboxes} Exchange Online, {drives} OneDrive backups {end}"),
    converters=TERMS,
)
def count_end(story: Story, mailboxes: int, drives: int, end: str) -> None:
    """Count the last backups that ended in one way, by app."""
    ends = [backup.workload for backup in story.backups if ending(backup) == end]
    found = ends.count(Workload.EXCHANGE_ONLINE), ends.count(Workload.ONEDRIVE)
    assert found == (mailboxes, drives), (
        f"expected {mailboxes} and {drives}, found {found[0]} and {found[1]}"
    )


@then(parsers.parse("the cause is {cause}"), converters=TERMS)
def cause_is(story: Story, cause: Cause) -> None:
    """Check why the last backup failed, where one code covers several causes."""
    assert story.backup.cause is cause, f"expected {cause.value!r}, found {told(story.backup)}"


@then(parsers.parse("no backup is started because {cause}"), converters=TERMS)
def not_started(story: Story, cause: Cause) -> None:
    """Check that the last backup never began, and why."""
    job = story.backup
    assert (job.started, job.cause) == (False, cause), (
        f"expected no start because {cause.value!r}, found {told(job)}"
    )


@then(parsers.parse("no restore is started because {cause}"), converters=TERMS)
def restore_not_started(story: Story, cause: Cause) -> None:
    """Check that the last restore never began, and why."""
    job = story.restore
    assert (job.started, job.cause) == (False, cause), (
        f"expected no start because {cause.value!r}, found {told(job)}"
    )


@then(parsers.parse("inSync has presented {presented} to Microsoft 365"), converters=TERMS)
def has_presented(story: Story, presented: str | None) -> None:
    """Check the address that the last job presented, as it was spelled, or that it had none."""
    assert story.job.presented == presented, (
        f"expected inSync to present {presented or 'nothing'}, found {told(story.job)}"
    )


@then(parsers.parse("Microsoft 365 said {text}"), converters=TERMS)
def said_underneath(story: Story, text: str) -> None:
    """Check the message of Microsoft 365 that a failed job carries."""
    assert text in story.job.underlying, f"expected {text!r}, found {told(story.job)}"


@then(parsers.parse("the job says {text}"), converters=TERMS)
def job_says(story: Story, text: str) -> None:
    """Check the message that the console shows for a failed job."""
    assert story.job.message == text, f"expected {text!r}, found {story.job.message!r}"


def ending(job: Backup | Restore) -> str:
    """Say how a job ended, as a table cell says it."""
    if not job.started:
        return "is not started"
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


def _agree_on_the_end(job: Backup | Restore, expected: str) -> None:
    assert expected in _endings(job), f"expected that it {expected}, found: {told(job)}"


def _endings(job: Backup | Restore) -> tuple[str, ...]:
    """Return every way of saying how a job ended, with its code and without."""
    if job.status not in (BackupStatus.FAILED, RestoreStatus.FAILED) or not job.started:
        return (ending(job),)
    if job.error:
        return "fails", f"fails with {job.error.value}"
    # A backup that fails without a code shows what Microsoft 365 said; a restore shows nothing.
    shown = bool(job.underlying) if isinstance(job, Backup) else not job.message
    return ("fails", "fails without a code") if shown else ("fails",)


def _some(story: Story, kind: str) -> Sequence[Backup | Restore]:
    jobs: Sequence[Backup | Restore] = story.backups if kind == "backup" else story.restores
    assert jobs, f"no {kind} was run in this scenario"
    return jobs
