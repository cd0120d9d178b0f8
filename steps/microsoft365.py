"""Steps about Microsoft 365: what people hold there, and what happens to them."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.company.cast import Person
from fakes.company.setting_up import enter_microsoft365
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import SnapshotItem, Workload
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import User
from fakes.wire import Address

from .story import Content
from .terms import TERMS


@given(parsers.parse("Microsoft 365 has the shared mailbox {address}"), converters=TERMS)
def has_shared_mailbox(microsoft365: Microsoft365Admin, address: Address) -> None:
    """Add a shared mailbox with one message."""
    mailbox = microsoft365.exchange.add_shared_mailbox(address, display_name="Sales desk")
    microsoft365.exchange.compose(
        mailbox.id, subject="An order", sender=Address("buyer@corp.example"), body="Two chairs."
    )


@given(parsers.parse("{person} received the message {subject}"), converters=TERMS)
def received(microsoft365: Microsoft365Admin, person: Person, subject: str) -> None:
    """Put a message into the inbox of a person."""
    deliver(microsoft365, person, subject)


@given(parsers.parse("{person} received {count} messages"), converters=TERMS)
def received_many(microsoft365: Microsoft365Admin, person: Person, count: int) -> None:
    """Put many messages into the inbox of a person."""
    for number in range(1, count + 1):
        deliver(microsoft365, person, f"Letter {number}")


@given(parsers.parse("the file {path} of {person} was changed"), converters=TERMS)
def file_was_changed(microsoft365: Microsoft365Admin, path: str, person: Person) -> None:
    """Write other bytes into a file of a person."""
    user = user_of(microsoft365, person)
    microsoft365.onedrive.write_file(user.id, path=path, content=b"Written later.")


@when(parsers.parse("Microsoft 365 deletes {person}"), converters=TERMS)
def deletes(microsoft365: Microsoft365Admin, person: Person) -> None:
    """Delete a user."""
    microsoft365.directory.delete_user(user_of(microsoft365, person).id)


@then(parsers.parse("Microsoft 365 can restore {person}: {answer}"), converters=TERMS)
def can_restore(microsoft365: Microsoft365Admin, person: Person, answer: bool) -> None:
    """Check whether a deleted user is still among those that can be restored."""
    found = bool(microsoft365.directory.find_deleted_users(person.full_name))
    assert found is answer, f"expected it can be restored: {answer}, found: {found}"


@when(parsers.parse("{heir} takes the UPN of {person}, renamed {address}"), converters=TERMS)
def gives_away(
    microsoft365: Microsoft365Admin, person: Person, address: Address, heir: Person
) -> None:
    """Change a UPN, free the old one, and add somebody else under it, with other mail."""
    user = user_of(microsoft365, person)
    microsoft365.directory.change_username(user.id, address)
    microsoft365.directory.remove_alias(user.id, Address(person.upn))
    named_alike = Person(heir.name, heir.surname, upn=person.upn, smtp=heir.smtp)
    enter_microsoft365(microsoft365, named_alike)


@then(parsers.parse("Microsoft 365 lists {address} as an alias of {person}"), converters=TERMS)
def lists_alias(microsoft365: Microsoft365Admin, address: Address, person: Person) -> None:
    """Check that an address is a secondary address of a mailbox."""
    aliases = user_of(microsoft365, person).aliases
    found = ", ".join(map(str, aliases)) or "none"
    assert address in aliases, f"expected the alias {address}, found {found}"


@then(parsers.parse("no message of {person} is a draft"), converters=TERMS)
def nothing_is_a_draft(microsoft365: Microsoft365Admin, person: Person) -> None:
    """Check that a mailbox holds messages, and that each was sent."""
    messages = microsoft365.exchange.list_messages(user_of(microsoft365, person).id)
    assert messages, f"expected messages of {person.name}, found none"
    drafts = [message.subject for message in messages if message.is_draft]
    assert not drafts, f"expected no draft, found {', '.join(drafts)}"


@then(parsers.parse("every message of {person} is a draft"), converters=TERMS)
def everything_is_a_draft(microsoft365: Microsoft365Admin, person: Person) -> None:
    """Check that a mailbox holds messages, and that none was sent."""
    messages = microsoft365.exchange.list_messages(user_of(microsoft365, person).id)
    assert messages, f"expected messages of {person.name}, found none"
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


def user_of(microsoft365: Microsoft365Admin, person: Person) -> User:
    """Return the Microsoft 365 user of a person; fails in words when there is none."""
    user = microsoft365.directory.find_user(person.smtp)
    assert user is not None, f"{person.name} is not in Microsoft 365"
    return user


def deliver(microsoft365: Microsoft365Admin, person: Person, subject: str) -> None:
    """Put a message into the inbox of a person."""
    microsoft365.exchange.compose(
        user_of(microsoft365, person).id,
        subject=subject,
        sender=Address("desk@corp.example"),
        body=f"About: {subject}.",
    )


def mailbox_of(microsoft365: Microsoft365Admin, person: Person) -> Content:
    """Return the mail of a person: (folder, MIME) sorted."""
    user = user_of(microsoft365, person)
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


def onedrive_of(microsoft365: Microsoft365Admin, person: Person) -> Content:
    """Return the files of a person: (path, bytes) sorted."""
    user = user_of(microsoft365, person)
    return tuple(
        sorted(
            (item.path, microsoft365.onedrive.read_file(user.id, path=item.path))
            for item in microsoft365.onedrive.list_files(user.id)
        )
    )
