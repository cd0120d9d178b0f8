"""Steps about what mailboxes, OneDrives and snapshots hold."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from fakes.company.cast import BY_FULL_NAME, Person
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Workload
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.wire import Address

from .accounts import account_of, accounts_of
from .microsoft365 import mailbox_of, onedrive_of, snapshots_of, user_of
from .story import Content, Story
from .terms import TERMS

HOLDINGS = {Workload.EXCHANGE_ONLINE: mailbox_of, Workload.ONEDRIVE: onedrive_of}


@given(parsers.parse("the {holding} of {person} was emptied"), converters=TERMS)
def was_emptied(microsoft365: Microsoft365Admin, holding: Workload, person: Person) -> None:
    """Remove every message or every file of a person."""
    user = user_of(microsoft365, person)
    if holding is Workload.EXCHANGE_ONLINE:
        for message in microsoft365.exchange.list_messages(user.id):
            microsoft365.exchange.remove_message(user.id, message_id=message.id)
    else:
        for item in microsoft365.onedrive.list_files(user.id):
            microsoft365.onedrive.remove(user.id, path=item.path)
    left = HOLDINGS[holding](microsoft365, person)
    assert not left, f"expected nothing left, found {_listed(left)}"


@then(parsers.parse("the {holder} of {person} holds {content}"), converters=TERMS)
def holds(
    insync: InSyncAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    holder: tuple[Workload, bool],
    person: Person,
    content: str,
) -> None:
    """Check a mailbox, a OneDrive or the newest snapshot of it, byte for byte.

    *Before* is when the scenario began with a backup; the new folder is what a restore made.
    """
    workload, in_snapshot = holder
    if in_snapshot:
        found = snapshots_of(insync, account_of(insync, person).id, workload)[-1]
    else:
        found = HOLDINGS[workload](microsoft365, person)
    if content.startswith("a new folder"):
        found = _inside(found, f"{story.restore.folder}/")
    expected = () if content == "nothing" else story.backed_up_before(person.name, workload)
    assert found == expected, f"expected {_listed(expected)}, found {_listed(found)}"


@then(
    parsers.parse("the latest snapshot holds everything in the mailbox of {person}"),
    converters=TERMS,
)
def snapshot_is_whole(insync: InSyncAdmin, microsoft365: Microsoft365Admin, person: Person) -> None:
    """Check that the newest snapshot is the mailbox, message for message and byte for byte."""
    account = insync.accounts.find(Address(person.smtp)) or insync.accounts.find(
        Address(person.upn)
    )
    assert account is not None, f"expected an account of {person.name}, found none"
    found = snapshots_of(insync, account.id)[-1]
    expected = mailbox_of(microsoft365, person)
    assert found == expected, f"expected {_listed(expected)}, found {_listed(found)}"


@then(parsers.parse("the accounts of {person} hold {old} and {new} snapshots"), converters=TERMS)
def hold_snapshots(insync: InSyncAdmin, person: Person, old: int, new: int) -> None:
    """Check how many mail snapshots the two accounts of a person have."""
    counts = [len(snapshots_of(insync, account.id)) for account in accounts_of(insync, person)]
    assert counts == [old, new], f"expected {old} and {new} snapshots, found {counts}"


@then(parsers.parse("the {workload} of {person} has {snapshots}"), converters=TERMS)
def has_snapshots(insync: InSyncAdmin, workload: Workload, person: Person, snapshots: int) -> None:
    """Check how many snapshots there are of one app of a person."""
    found = len(insync.protection.snapshots(account_of(insync, person).id, workload))
    assert found == snapshots, f"expected {snapshots} snapshots, found {found}"


@then(parsers.parse("the {which} snapshot of {person} holds the mail of {owner}"), converters=TERMS)
def holds_mail_of(insync: InSyncAdmin, which: int, person: Person, owner: Person) -> None:
    """Check whose letters the oldest or the newest snapshot of a person's account holds."""
    found = owners(snapshots_of(insync, account_of(insync, person).id)[which])
    assert found == {owner.name}, f"expected the mail of {owner.name}, found that of {found}"


def owners(content: Content) -> set[str]:
    """Return whose letters a snapshot holds; every letter greets its owner by name."""
    names = {person.name for person in BY_FULL_NAME.values()}
    return {name for name in names for _, mime in content if f" {name}".encode() in mime}


def _inside(content: Content, folder: str) -> Content:
    return tuple(
        (place.removeprefix(folder), data) for place, data in content if place.startswith(folder)
    )


def _listed(content: Content) -> str:
    """Say where the pieces are and how long, which tells apart what a reader can tell apart."""
    return ", ".join(f"{place} ({len(data)} bytes)" for place, data in content) or "nothing"
