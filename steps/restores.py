"""Steps about restores: of what, to where, and how much of it is written."""

from __future__ import annotations

from pytest_bdd import parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account, Destination, Workload
from fakes.microsoft365.admin import Microsoft365Admin

from .jobs import ending
from .naming import Named
from .story import Story
from .tables import agree, records
from .terms import TERMS
from .who import account_of


@when(parsers.parse("inSync restores the {workload} of {whom}"), converters=TERMS)
def restores(insync: InSyncAdmin, story: Story, workload: Workload, whom: Named | None) -> None:
    """Restore the latest snapshot of one app of a person, or of every account, in place."""
    accounts = (account_of(insync, story.who, whom),) if whom else insync.accounts.all()
    story.restored(*(insync.protection.restore(account.id, workload) for account in accounts))


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
    restore = insync.protection.restore(
        account.id,
        workload,
        destination=Destination.NEW_FOLDER,
        to_account_id=account_of(insync, story.who, destination).id if destination else None,
    )
    opened = microsoft365.directory.find_user(restore.presented or "")
    if destination and opened:
        story.kept[(opened.id, workload)] = story.backed_up_before(account.id, workload)
    story.restored(restore)


@when(parsers.parse("inSync backs up and restores everything of {owner}"), converters=TERMS)
def does_everything(insync: InSyncAdmin, story: Story, owner: Named) -> None:
    """Back up both apps, then restore the mailbox in each reading of assumption A1."""
    account = account_of(insync, story.who, owner)
    for workload in Workload:
        backup = insync.protection.back_up(account.id, workload)
        story.outcomes[f"{workload.value} backup"] = ending(backup).split(" with ")[0]
    story.outcomes["restore by email ID"] = _restored_by(insync, account, "inSync email ID")
    story.outcomes["restore by setting"] = _restored_by(insync, account, "the setting")


@then("the outcomes are:")
def outcomes_are(story: Story, datatable: list[list[str]]) -> None:
    """Check every outcome of everything that was just done."""
    agree([story.outcomes], records(datatable, *story.outcomes))


@then(parsers.parse("the restore wrote {items}"), converters=TERMS)
def restore_wrote(story: Story, items: int) -> None:
    """Check how many items the last restore had to write."""
    assert story.restore.restored == items, (
        f"expected {items} items written, found {story.restore.restored}"
    )


def _restored_by(insync: InSyncAdmin, account: Account, reading: str) -> str:
    insync.readings.choose("A1", reading)
    return ending(insync.protection.restore(account.id, Workload.EXCHANGE_ONLINE))
