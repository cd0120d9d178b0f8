"""Steps about jobs, which are backups and restores: what they present and how they end.

A When step never fails; it leaves a job. A Then step never acts; it reads the job. So a scenario
about an error reads like one about success. A job that failed and that no Then step asks about
fails the scenario.
"""

from __future__ import annotations

from pytest_bdd import parsers, then

from crosswalk.runner.tables import Column, Rows, table
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Backup, Cause, Restore, Workload

from .job_log import WELL, Job, ending, told
from .story import Story, has_said
from .tables import EMAIL_ID, ENDS, PERSON, agree
from .terms import TERMS

_KINDS: dict[str, type[Backup] | type[Restore]] = {"backup": Backup, "restore": Restore}


@then(parsers.parse("the backup {ends}"), converters=TERMS)
def backup_ends(story: Story, ends: str) -> None:
    """Check how the last backup ended; without a code it shows what Microsoft 365 said."""
    _agree_on_the_end(story, story.jobs.one(Backup), ends)


@then(parsers.parse("the restore {restore_ends}"), converters=TERMS)
def restore_ends(story: Story, restore_ends: str) -> None:
    """Check how the last restore ended; without a code the console shows none for it."""
    _agree_on_the_end(story, story.jobs.one(Restore), restore_ends)


@then(parsers.parse("every {job} succeeds"), converters=TERMS)
def every_job_succeeds(story: Story, job: str) -> None:
    """Check that each of the last backups or restores succeeded, and that there were any."""
    for each in story.jobs.latest(_KINDS[job]):
        _agree_on_the_end(story, each, WELL)


@then(parsers.parse("it does not matter how the {job} ends"), converters=TERMS)
def does_not_matter(story: Story, job: str) -> None:
    """Say that a backup or a restore is there for something else than how it ends."""
    story.jobs.ask(*story.jobs.latest(_KINDS[job]))


@then(parsers.parse("the {jobs} end like this:"), converters=TERMS)
@table(PERSON, EMAIL_ID, *(Column(each.value, ENDS, empty=True) for each in Workload))
def jobs_end(insync: InSyncAdmin, story: Story, jobs: str, datatable: Rows) -> None:
    """Check how each app of each person's account ended; an app that is left out is not asked."""
    ends: dict[int, dict[str, str]] = {}
    for each in story.jobs.latest(_KINDS[jobs]):
        account = insync.accounts.account(each.account_id)
        row = ends.setdefault(
            account.id,
            {
                "person": story.who.owner_of(account) or "(nobody known)",
                "inSync email ID": account.email_id.text,
            },
        )
        app = each.workload.value
        assert app not in row, f"{app} of {account.email_id} ran twice: ask before the second"
        row[app] = ending(each)
        if any(app in expected for expected in datatable):
            story.jobs.ask(each)
    agree(list(ends.values()), datatable)


@then(
    parsers.parse("{mailboxes} Exchange Online, {drives} OneDrive backups {end}"),
    converters=TERMS,
)
def count_end(story: Story, mailboxes: int, drives: int, end: str) -> None:
    """Count the last backups that ended in one way, by app; the others have to be asked about."""
    backups = [each for each in story.jobs.latest(Backup) if ending(each) == end]
    story.jobs.ask(*backups)
    apps = [backup.workload for backup in backups]
    found = apps.count(Workload.EXCHANGE_ONLINE), apps.count(Workload.ONEDRIVE)
    assert found == (mailboxes, drives), (
        f"expected {mailboxes} and {drives}, found {found[0]} and {found[1]}"
    )


@then(parsers.parse("the cause is {cause}"), converters=TERMS)
def cause_is(story: Story, cause: Cause) -> None:
    """Check why a job failed, where one code covers several causes, or none is documented."""
    job = story.jobs.about
    story.jobs.ask(job)
    assert job.cause is cause, f"expected {cause.value!r}, found {told(job)}"


@then(parsers.parse("no backup is started because {cause}"), converters=TERMS)
def not_started(story: Story, cause: Cause) -> None:
    """Check that the last backup never began, and why."""
    job = story.jobs.one(Backup)
    story.jobs.ask(job)
    assert (job.started, job.cause) == (False, cause), (
        f"expected no start because {cause.value!r}, found {told(job)}"
    )


@then(parsers.parse("no restore is started because {cause}"), converters=TERMS)
def restore_not_started(story: Story, cause: Cause) -> None:
    """Check that the last restore never began, and why."""
    job = story.jobs.one(Restore)
    story.jobs.ask(job)
    assert (job.started, job.cause) == (False, cause), (
        f"expected no start because {cause.value!r}, found {told(job)}"
    )


@then(parsers.parse("inSync has presented {presented} to Microsoft 365"), converters=TERMS)
def has_presented(story: Story, presented: str | None) -> None:
    """Check the address that a job presented, as it was spelled, or that it had none."""
    job = story.jobs.about
    assert ending(job) != "is not started", f"expected a job that presents, found {told(job)}"
    assert job.presented == presented, (
        f"expected inSync to present {presented or 'nothing'}, found {told(job)}"
    )


@then(parsers.parse("Microsoft 365 said {text}"), converters=TERMS)
def said_underneath(story: Story, text: str) -> None:
    """Check the message of Microsoft 365 that a failed job carries."""
    job = story.jobs.about
    story.jobs.ask(job)
    assert has_said(text, job.underlying), f"expected {text!r}, found {told(job)}"


@then(parsers.parse("the job says {text}"), converters=TERMS)
def job_says(story: Story, text: str) -> None:
    """Check the message that the console shows for a failed job."""
    job = story.jobs.about
    story.jobs.ask(job)
    assert text, "expected words, found none in the sentence"
    assert job.message == text, f"expected {text!r}, found {job.message!r}"


def _agree_on_the_end(story: Story, job: Job, expected: str) -> None:
    story.jobs.ask(job)
    assert ending(job) == expected, f"expected that it {expected}, found: {told(job)}"
