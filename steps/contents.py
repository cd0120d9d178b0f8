"""Steps about what mailboxes, OneDrives and snapshots hold."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from pytest_bdd import given, parsers, then

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Backup, Restore, Workload
from fakes.microsoft365.admin import Microsoft365Admin

from .microsoft365 import mailbox_of, onedrive_of, snapshots_of
from .naming import Named
from .story import Content, Story
from .terms import TERMS
from .who import account_of, accounts_of, described, user_of

HOLDINGS = {Workload.EXCHANGE_ONLINE: mailbox_of, Workload.ONEDRIVE: onedrive_of}


@given(parsers.parse("the {holding} of {microsoft_user} was emptied"), converters=TERMS)
def was_emptied(
    microsoft365: Microsoft365Admin, story: Story, holding: Workload, microsoft_user: Named
) -> None:
    """Remove every message or every file of a person."""
    user = user_of(microsoft365, story.who, microsoft_user)
    assert HOLDINGS[holding](microsoft365, user), "expected something to remove, found nothing"
    if holding is Workload.EXCHANGE_ONLINE:
        for message in microsoft365.exchange.list_messages(user.id):
            microsoft365.exchange.remove_message(user.id, message_id=message.id)
    else:
        for item in microsoft365.onedrive.list_files(user.id):
            microsoft365.onedrive.remove(user.id, path=item.path)
    left = HOLDINGS[holding](microsoft365, user)
    assert not left, f"expected nothing left, found {_listed(left)}"


@then(parsers.parse("the {holding} of {microsoft_user} holds {content}"), converters=TERMS)
def holds(
    microsoft365: Microsoft365Admin,
    story: Story,
    holding: Workload,
    microsoft_user: Named,
    content: str,
) -> None:
    """Check a mailbox or a OneDrive, byte for byte.

    *Before* is when the scenario began with a backup; the new folder is what a restore made.
    """
    user = user_of(microsoft365, story.who, microsoft_user)
    found = HOLDINGS[holding](microsoft365, user)
    if content.startswith("a new folder"):
        found = _inside(found, f"{story.jobs.one(Restore).folder}/")
    expected = () if content == "nothing" else story.backed_up_before(user.id, holding)
    assert found == expected, f"expected {_listed(expected)}, found {_listed(found)}"


@then(
    parsers.parse("the latest {workload} snapshot of {owner} holds what was backed up before"),
    converters=TERMS,
)
def snapshot_holds(insync: InSyncAdmin, story: Story, workload: Workload, owner: Named) -> None:
    """Check the newest snapshot against what the scenario began by backing up, byte for byte."""
    account = account_of(insync, story.who, owner)
    expected = story.backed_up_before(account.id, workload)
    found = _latest(insync, account.id, workload)
    assert found == expected, f"expected {_listed(expected)}, found {_listed(found)}"


@then(
    parsers.parse("inSync has no message of {microsoft_user} that was backed up before"),
    converters=TERMS,
)
def has_no_message_of(
    insync: InSyncAdmin, microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named
) -> None:
    """Check that no message that the scenario began by backing up is kept any more."""
    user = user_of(microsoft365, story.who, microsoft_user)
    before = story.backed_up_before(user.id, Workload.EXCHANGE_ONLINE)
    left = tuple(piece for piece in before if _is_kept(insync, piece[1]))
    assert not left, f"expected nothing left, found {_listed(left)}"


@then(
    parsers.parse("the latest snapshot holds everything in the mailbox of {microsoft_user}"),
    converters=TERMS,
)
def snapshot_is_whole(
    insync: InSyncAdmin, microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named
) -> None:
    """Check that the snapshot of the last backup is a mailbox, message for message."""
    found = _latest(insync, story.jobs.one(Backup).account_id, Workload.EXCHANGE_ONLINE)
    expected = mailbox_of(microsoft365, user_of(microsoft365, story.who, microsoft_user))
    assert expected, "expected a mailbox that holds something, found it empty"
    assert found == expected, f"expected {_listed(expected)}, found {_listed(found)}"


@then(parsers.parse("the accounts of {person} hold {old} and {new} snapshots"), converters=TERMS)
def hold_snapshots(insync: InSyncAdmin, story: Story, person: str, old: int, new: int) -> None:
    """Check how many mail snapshots the two accounts of a person have."""
    accounts = accounts_of(insync, story.who, person)
    counts = [len(snapshots_of(insync, account.id)) for account in accounts]
    found = ", ".join(
        f"{count} of {described(account)[0]}"
        for count, account in zip(counts, accounts, strict=True)
    )
    assert counts == [old, new], f"expected {old} and {new} snapshots, found {found or 'none'}"


@then(parsers.parse("the {workload} of {owner} has {snapshots}"), converters=TERMS)
def has_snapshots(
    insync: InSyncAdmin, story: Story, workload: Workload, owner: Named, snapshots: int
) -> None:
    """Check how many snapshots there are of one app of a person."""
    account = account_of(insync, story.who, owner)
    found = len(insync.protection.snapshots(account.id, workload))
    assert found == snapshots, f"expected {snapshots} snapshots, found {found}"


@then(parsers.parse("the {which} snapshot of {owner} holds the mail of {sender}"), converters=TERMS)
def holds_mail_of(insync: InSyncAdmin, story: Story, which: int, owner: Named, sender: str) -> None:
    """Check whose letters the oldest or the newest snapshot of a person's account holds."""
    snapshots = snapshots_of(insync, account_of(insync, story.who, owner).id)
    assert snapshots, "expected snapshots, found none"
    found = greeted(snapshots[which], story.who.names())
    assert found == {sender}, f"expected the mail of {sender}, found that of {found}"


def greeted(content: Content, names: Iterable[str]) -> set[str]:
    """Return whose letters a snapshot holds; every letter greets its owner by name."""
    return {name for name in names for _, mime in content if f" {name}".encode() in mime}


def _latest(insync: InSyncAdmin, account_id: int, workload: Workload) -> Content:
    snapshots = snapshots_of(insync, account_id, workload)
    assert snapshots, f"expected a snapshot of {workload.value}, found none"
    return snapshots[-1]


def _is_kept(insync: InSyncAdmin, data: bytes) -> bool:
    try:
        insync.protection.content(sha256(data).hexdigest())
    except ValueError:
        return False
    return True


def _inside(content: Content, folder: str) -> Content:
    return tuple(
        (place.removeprefix(folder), data) for place, data in content if place.startswith(folder)
    )


def _listed(content: Content) -> str:
    """Say where the pieces are and how long, which tells apart what a reader can tell apart."""
    return ", ".join(f"{place} ({len(data)} bytes)" for place, data in content) or "nothing"
