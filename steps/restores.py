"""Steps about restores: of what, to where, and how much of it is written."""

from __future__ import annotations

from pytest_bdd import parsers, then, when

from crosswalk.runner.tables import Column, Rows, table
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account, Destination, Restore, Workload
from fakes.microsoft365.admin import Microsoft365Admin

from .job_log import Job, ending
from .naming import Named
from .story import Story
from .tables import ENDS, agree
from .terms import TERMS
from .who import account_of

_READINGS = {"restore by email ID": "inSync email ID", "restore by setting": "the setting"}
_OUTCOMES = (*(f"{workload.value} backup" for workload in Workload), *_READINGS)


@when(parsers.parse("inSync restores the {workload} of {whom}"), converters=TERMS)
def restores(insync: InSyncAdmin, story: Story, workload: Workload, whom: Named | None) -> None:
    """Restore the latest snapshot of one app of a person, or of every account, in place."""
    accounts = (account_of(insync, story.who, whom),) if whom else insync.accounts.all()
    for account in accounts:
        with story.refusal_by("inSync"):
            story.jobs.add(insync.protection.restore(account.id, workload))


@when(parsers.parse("inSync restores the {workload} of {owner} to {destination}"), converters=TERMS)
def restores_to(
    insync: InSyncAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    workload: Workload,
    owner: Named,
    destination: Named | None,
) -> None:
    """Restore the latest snapshot of one app of a person to a new folder, or somebody else's."""
    account = account_of(insync, story.who, owner)
    receiver = account_of(insync, story.who, destination) if destination else None
    with story.refusal_by("inSync"):
        restore = insync.protection.restore(
            account.id,
            workload,
            destination=Destination.NEW_FOLDER,
            to_account_id=receiver.id if receiver else None,
        )
        story.jobs.add(restore)
        opened = microsoft365.directory.find_user(restore.presented or "")
        if receiver and opened:
            story.kept[(opened.id, workload)] = story.backed_up_before(account.id, workload)


@when(parsers.parse("inSync backs up and restores everything of {owner}"), converters=TERMS)
def does_everything(insync: InSyncAdmin, story: Story, owner: Named) -> None:
    """Back up both apps, then restore the mailbox in each reading of assumption A1."""
    account = account_of(insync, story.who, owner)
    outcomes: dict[str, Job] = {
        f"{workload.value} backup": insync.protection.back_up(account.id, workload)
        for workload in Workload
    }
    with story.refusal_by("inSync"):
        for outcome, reading in _READINGS.items():
            outcomes[outcome] = _restored_by(insync, account, reading)
    story.jobs.add(*outcomes.values())
    story.outcomes = outcomes


@then("the outcomes are:")
@table(*(Column(each, ENDS, required=True) for each in _OUTCOMES))
def outcomes_are(story: Story, datatable: Rows) -> None:
    """Check every outcome of everything that was just done."""
    assert story.outcomes, "nobody backed up and restored everything in this scenario"
    story.jobs.ask(*story.outcomes.values())
    found = {name: ending(job) for name, job in story.outcomes.items()}
    agree([found], datatable)


@then(parsers.parse("the restore wrote {items}"), converters=TERMS)
def restore_wrote(story: Story, items: int) -> None:
    """Check how many items the last restore had to write."""
    found = story.jobs.one(Restore).restored
    assert found == items, f"expected {items} items written, found {found}"


def _restored_by(insync: InSyncAdmin, account: Account, reading: str) -> Restore:
    insync.readings.choose("A1", reading)
    return insync.protection.restore(account.id, Workload.EXCHANGE_ONLINE)
