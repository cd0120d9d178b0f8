"""Steps about Microsoft 365: what people hold there, and what happens to them."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import given, parsers, then, when

from fakes.company.cast import Person
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import SnapshotItem, Workload
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import User
from fakes.wire import Address

from .naming import Named
from .story import Content, Story
from .terms import TERMS
from .who import MICROSOFT365, enters_microsoft365, user_of


@given(parsers.parse("Microsoft 365 has the shared mailbox {address}"), converters=TERMS)
def has_shared_mailbox(microsoft365: Microsoft365Admin, address: Address) -> None:
    """Add a shared mailbox with one message."""
    mailbox = microsoft365.exchange.add_shared_mailbox(address, display_name="Sales desk")
    microsoft365.exchange.compose(
        mailbox.id, subject="An order", sender=Address("buyer@corp.example"), body="Two chairs."
    )


@given(parsers.parse("{microsoft_user} received the message {subject}"), converters=TERMS)
def received(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, subject: str
) -> None:
    """Put a message into the inbox of a person."""
    deliver(microsoft365, user_of(microsoft365, story.who, microsoft_user), subject)


@given(parsers.parse("{microsoft_user} received {count} messages"), converters=TERMS)
def received_many(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, count: int
) -> None:
    """Put many messages into the inbox of a person."""
    user = user_of(microsoft365, story.who, microsoft_user)
    for number in range(1, count + 1):
        deliver(microsoft365, user, f"Letter {number}")


@given(parsers.parse("the file {path} of {microsoft_user} was changed"), converters=TERMS)
def file_was_changed(
    microsoft365: Microsoft365Admin, story: Story, path: str, microsoft_user: Named
) -> None:
    """Write other bytes into a file of a person, which is there."""
    user = user_of(microsoft365, story.who, microsoft_user)
    paths = [item.path for item in microsoft365.onedrive.list_files(user.id)]
    assert path in paths, f"expected a file {path!r}, found {', '.join(paths) or 'none'}"
    microsoft365.onedrive.write_file(user.id, path=path, content=b"Written later.")


@when(parsers.parse("Microsoft 365 deletes {microsoft_user}"), converters=TERMS)
def deletes(microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named) -> None:
    """Delete a user."""
    with story.refusal_by("Microsoft 365"):
        user = user_of(microsoft365, story.who, microsoft_user)
        microsoft365.directory.delete_user(user.id)


@then(parsers.parse("Microsoft 365 can restore {person}: {answer}"), converters=TERMS)
def can_restore(microsoft365: Microsoft365Admin, story: Story, person: str, answer: bool) -> None:
    """Check whether a deleted user is still among those that can be restored."""
    assert story.who.ids(MICROSOFT365, person), f"{person} never was in Microsoft 365"
    found = bool(deleted_users(microsoft365, story, person))
    assert found is answer, f"expected it can be restored: {answer}, found: {found}"


@when(
    parsers.parse("{heir} takes the UPN of {microsoft_user}, renamed {address}"), converters=TERMS
)
def gives_away(
    microsoft365: Microsoft365Admin,
    story: Story,
    microsoft_user: Named,
    address: Address,
    heir: str,
) -> None:
    """Change a UPN, free the old one, and add somebody else under it, with other mail."""
    with story.refusal_by("Microsoft 365"):
        user = user_of(microsoft365, story.who, microsoft_user)
        freed = user.user_principal_name
        microsoft365.directory.change_username(user.id, address)
        microsoft365.directory.remove_alias(user.id, freed)
        enters_microsoft365(microsoft365, story.who, named_alike(story, heir, str(freed)))


@then(
    parsers.parse("Microsoft 365 lists {address} as an alias of {microsoft_user}"), converters=TERMS
)
def lists_alias(
    microsoft365: Microsoft365Admin, story: Story, address: Address, microsoft_user: Named
) -> None:
    """Check that an address is a secondary address of a mailbox."""
    aliases = user_of(microsoft365, story.who, microsoft_user).aliases
    found = ", ".join(map(str, aliases)) or "none"
    assert address in aliases, f"expected the alias {address}, found {found}"


@then(parsers.parse("no message of {microsoft_user} is a draft"), converters=TERMS)
def nothing_is_a_draft(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named
) -> None:
    """Check that a mailbox holds messages, and that each was sent."""
    user = user_of(microsoft365, story.who, microsoft_user)
    messages = microsoft365.exchange.list_messages(user.id)
    assert messages, f"expected messages of {user.user_principal_name}, found none"
    drafts = [message.subject for message in messages if message.is_draft]
    assert not drafts, f"expected no draft, found {', '.join(drafts)}"


@then(parsers.parse("every message of {microsoft_user} is a draft"), converters=TERMS)
def everything_is_a_draft(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named
) -> None:
    """Check that a mailbox holds messages, and that none was sent."""
    user = user_of(microsoft365, story.who, microsoft_user)
    messages = microsoft365.exchange.list_messages(user.id)
    assert messages, f"expected messages of {user.user_principal_name}, found none"
    sent = [message.subject for message in messages if not message.is_draft]
    assert not sent, f"expected drafts only, found {', '.join(sent)}"


def snapshots_of(
    insync: InSyncAdmin, account_id: int, workload: Workload = Workload.EXCHANGE_ONLINE
) -> list[Content]:
    """Return what each snapshot of an app of an account holds, oldest first."""
    return [
        tuple(
            sorted(
                (_place(item, workload), insync.protection.content(item.digest))
                for item in snapshot.items
            )
        )
        for snapshot in insync.protection.snapshots(account_id, workload)
    ]


def _place(item: SnapshotItem, workload: Workload) -> str:
    """Return the folder of a message, the path of a file."""
    named = item.path if workload is Workload.EXCHANGE_ONLINE else (*item.path, item.name)
    return "/".join(named)


def deleted_users(microsoft365: Microsoft365Admin, story: Story, person: str) -> tuple[User, ...]:
    """Return the users of a person who were deleted and can still be restored."""
    deleted = microsoft365.directory.find_deleted_users(story.who.person(person).full_name)
    ids = story.who.ids(MICROSOFT365, person)
    return tuple(user for user in deleted if user.id in ids)


def only_deleted(microsoft365: Microsoft365Admin, story: Story, person: str) -> User:
    """Return the one deleted user of a person; fails in words when there is none, or several."""
    deleted = deleted_users(microsoft365, story, person)
    assert len(deleted) == 1, f"expected 1 deleted user of {person}, found {len(deleted)}"
    return deleted[0]


def named_alike(story: Story, heir: str, upn: str) -> Person:
    """Return somebody under a UPN that was another's, without aliases."""
    return replace(story.who.person(heir), upn=upn, aliases=(), upn_is_alias=True)


def deliver(microsoft365: Microsoft365Admin, user: User, subject: str) -> None:
    """Put a message into the inbox of a user."""
    microsoft365.exchange.compose(
        user.id,
        subject=subject,
        sender=Address("desk@corp.example"),
        body=f"About: {subject}.",
    )


def mailbox_of(microsoft365: Microsoft365Admin, user: User) -> Content:
    """Return the mail of a user: (folder, MIME) sorted."""
    folders = {folder.id: folder.path for folder in microsoft365.exchange.list_folders(user.id)}
    return tuple(
        sorted(
            (
                folders[message.folder_id],
                microsoft365.exchange.read_mime(user.id, message_id=message.id),
            )
            for message in microsoft365.exchange.list_messages(user.id)
        )
    )


def onedrive_of(microsoft365: Microsoft365Admin, user: User) -> Content:
    """Return the files of a user: (path, bytes) sorted."""
    return tuple(
        sorted(
            (item.path, microsoft365.onedrive.read_file(user.id, path=item.path))
            for item in microsoft365.onedrive.list_files(user.id)
        )
    )
