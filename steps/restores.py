"""Steps about restores: to where, and how they end."""

from __future__ import annotations

from pytest_bdd import parsers, then, when

from fakes.company.cast import BY_FULL_NAME, Person
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account, Destination, ErrorCode, RestoreStatus, Workload
from fakes.microsoft365.admin import Microsoft365Admin

from .accounts import account_of
from .backups import ending, told
from .microsoft365 import mailbox_of, onedrive_of
from .story import Story
from .tables import agree, records
from .terms import TERMS


@when(parsers.parse("inSync restores the {workload} of {person}"), converters=TERMS)
def restores(insync: InSyncAdmin, story: Story, workload: Workload, person: Person) -> None:
    """Restore the latest snapshot of one app of a person in place."""
    restore = insync.protection.restore(account_of(insync, person).id, workload)
    story.restored(restore)


@when(parsers.parse("inSync restores the {workload} of {person} to a new folder"), converters=TERMS)
def restores_to_folder(
    insync: InSyncAdmin, story: Story, workload: Workload, person: Person
) -> None:
    """Restore the latest snapshot of one app of a person to a folder of its own."""
    restore = insync.protection.restore(
        account_of(insync, person).id, workload, destination=Destination.NEW_FOLDER
    )
    story.restored(restore)


@when(parsers.parse("inSync restores the {workload} of {person} to {other}"), converters=TERMS)
def restores_to_other(
    insync: InSyncAdmin, story: Story, workload: Workload, person: Person, other: Person
) -> None:
    """Restore the latest snapshot of one app of a person to a new folder of somebody else."""
    restore = insync.protection.restore(
        account_of(insync, person).id,
        workload,
        destination=Destination.NEW_FOLDER,
        to_account_id=account_of(insync, other).id,
    )
    story.kept[(other.name, workload)] = story.kept[(person.name, workload)]
    story.restored(restore)


@when(parsers.parse("inSync restores the {workload} of everyone"), converters=TERMS)
def restores_everyone(insync: InSyncAdmin, story: Story, workload: Workload) -> None:
    """Restore the latest snapshot of one app of every account in place."""
    accounts = insync.accounts.all()
    story.restored(*(insync.protection.restore(account.id, workload) for account in accounts))


@when(parsers.parse("inSync backs up and restores everything of {person}"), converters=TERMS)
def does_everything(insync: InSyncAdmin, story: Story, person: Person) -> None:
    """Back up both apps, then restore the mailbox in each reading of assumption A1."""
    account = account_of(insync, person)
    for workload in Workload:
        backup = insync.protection.back_up(account.id, workload)
        story.outcomes[f"{workload.value} backup"] = ending(backup).split(" with ")[0]
    story.outcomes["restore by email ID"] = _restored_by(insync, account, "inSync email ID")
    story.outcomes["restore by setting"] = _restored_by(insync, account, "the setting")


@then("the outcomes are:")
def outcomes_are(story: Story, datatable: list[list[str]]) -> None:
    """Check every outcome of everything that was just done."""
    agree([story.outcomes], records(datatable, *story.outcomes))


@then("the restore succeeds")
def restore_succeeds(story: Story) -> None:
    """Check that the last restore succeeded."""
    assert story.restore.status is RestoreStatus.SUCCESS, told(story.restore)


@then("the restore fails")
def restore_fails(story: Story) -> None:
    """Check that the last restore failed."""
    assert story.restore.status is RestoreStatus.FAILED, told(story.restore)


@then(parsers.parse("the restore fails with {code}"), converters=TERMS)
def restore_fails_with(story: Story, code: ErrorCode) -> None:
    """Check that the last restore failed with a code."""
    job = story.restore
    assert (job.status, job.error) == (RestoreStatus.FAILED, code), told(job)


@then("the restore fails without a code")
def restore_fails_without_code(story: Story) -> None:
    """Check that the last restore failed, and that the console shows no code for it."""
    job = story.restore
    assert (job.status, job.error, job.message) == (RestoreStatus.FAILED, None, ""), told(job)


@then("every restore succeeds")
def every_restore_succeeds(story: Story) -> None:
    """Check that each of the last restores succeeded, and that there were any."""
    assert story.restores
    for restore in story.restores:
        assert restore.status is RestoreStatus.SUCCESS, told(restore)


@then("the restores end like this:")
def restores_end(insync: InSyncAdmin, story: Story, datatable: list[list[str]]) -> None:
    """Check how the last restores of an app ended, person by person."""
    ends = [
        {
            "person": BY_FULL_NAME[insync.accounts.account(job.account_id).display_name].name,
            job.workload.value: ending(job),
        }
        for job in story.restores
    ]
    agree(ends, records(datatable, "person", *(workload.value for workload in Workload)))


@then(parsers.parse("the restore wrote {count} item"), converters=TERMS)
@then(parsers.parse("the restore wrote {count} items"), converters=TERMS)
def restore_wrote(story: Story, count: int) -> None:
    """Check how many items the last restore had to write."""
    assert story.restore.restored == count


@then(parsers.parse("the mailbox of {person} holds what was backed up"), converters=TERMS)
def mailbox_holds(microsoft365: Microsoft365Admin, story: Story, person: Person) -> None:
    """Check that a mailbox is what it was when it was backed up, byte for byte."""
    assert mailbox_of(microsoft365, person) == story.kept[(person.name, Workload.EXCHANGE_ONLINE)]


@then(parsers.parse("the OneDrive of {person} holds what was backed up"), converters=TERMS)
def onedrive_holds(microsoft365: Microsoft365Admin, story: Story, person: Person) -> None:
    """Check that a OneDrive is what it was when it was backed up, byte for byte."""
    assert onedrive_of(microsoft365, person) == story.kept[(person.name, Workload.ONEDRIVE)]


@then(
    parsers.parse("the mailbox of {person} holds a new folder with what was backed up"),
    converters=TERMS,
)
def new_folder_holds(microsoft365: Microsoft365Admin, story: Story, person: Person) -> None:
    """Check that the folder a restore made holds what was backed up, byte for byte."""
    top = f"{story.restore.folder}/"
    inside = tuple(
        (folder.removeprefix(top), mime)
        for folder, mime in mailbox_of(microsoft365, person)
        if folder.startswith(top)
    )
    assert inside == story.kept[(person.name, Workload.EXCHANGE_ONLINE)]


def _restored_by(insync: InSyncAdmin, account: Account, reading: str) -> str:
    insync.readings.choose("A1", reading)
    return ending(insync.protection.restore(account.id, Workload.EXCHANGE_ONLINE))
