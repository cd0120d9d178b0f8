"""Steps about backups: what is backed up, and how much of it is fetched."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Backup, Workload
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.wire import Address

from .contents import HOLDINGS
from .job_log import ending, told
from .naming import Named
from .story import Story
from .terms import TERMS
from .who import account_of, adds_account


@given(parsers.parse("the {workload} of {owner} was backed up"), converters=TERMS)
def was_backed_up(
    insync: InSyncAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    workload: Workload,
    owner: Named,
) -> None:
    """Back up one app of a person, make sure it worked, and remember what was there."""
    account = account_of(insync, story.who, owner)
    backup = insync.protection.back_up(account.id, workload)
    _make_sure_of(backup)
    story.jobs.add(backup)
    opened = microsoft365.directory.find_user(backup.presented or "")
    assert opened is not None, f"expected a user {backup.presented}, found none"
    content = HOLDINGS[workload](microsoft365, opened)
    assert content, f"expected something to back up of {backup.presented}, found nothing"
    story.kept[(account.id, workload)] = story.kept[(opened.id, workload)] = content


@given(parsers.parse("{person} was backed up under the UPN"), converters=TERMS)
def was_backed_up_once(insync: InSyncAdmin, story: Story, person: str) -> None:
    """Add an account whose email ID is the UPN and back up both apps, so that there is a copy."""
    someone = story.who.person(person)
    account = adds_account(insync, story.who, someone, Address(someone.upn))
    for workload in Workload:
        backup = insync.protection.back_up(account.id, workload)
        _make_sure_of(backup)


@when(parsers.parse("inSync backs up the {workload} of {owner}"), converters=TERMS)
def backs_up(insync: InSyncAdmin, story: Story, workload: Workload, owner: Named) -> None:
    """Back up one app of a person."""
    account = account_of(insync, story.who, owner)
    with story.refusal_by("inSync"):
        story.jobs.add(insync.protection.back_up(account.id, workload))


@when(parsers.parse("inSync backs up {scope}"), converters=TERMS)
def backs_up_scope(insync: InSyncAdmin, story: Story, scope: tuple[str, str]) -> None:
    """Back up what the profiles, or one, protect of active accounts; or a shared mailbox alone."""
    kind, name = scope
    if kind == "the shared mailbox":
        account = insync.accounts.find(Address(name))
        assert account is not None, f"expected an account {name}, found none"
        story.jobs.add(insync.protection.back_up(account.id, Workload.EXCHANGE_ONLINE))
    elif kind == "the profile":
        with story.refusal_by("inSync"):
            story.jobs.add(*insync.protection.back_up_profile(name))
    else:
        story.jobs.add(*insync.protection.back_up_everyone())


@given(parsers.parse("inSync holds the shared mailbox {address}"), converters=TERMS)
def holds_shared_mailbox(insync: InSyncAdmin, address: Address) -> None:
    """Add an account by hand for a shared mailbox."""
    insync.accounts.add(email_id=address, display_name="Sales desk")


@then(parsers.parse("the backup fetched {items}"), converters=TERMS)
def backup_fetched(story: Story, items: int) -> None:
    """Check how many items the last backup had to fetch."""
    fetched = story.jobs.one(Backup).fetched
    assert fetched == items, f"expected {items} items fetched, found {fetched}"


def _make_sure_of(backup: Backup) -> None:
    assert ending(backup) == "succeeds", f"expected a backup that succeeds, found {told(backup)}"
