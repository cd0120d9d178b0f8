"""What the clients of Microsoft 365 see of a mailbox and a drive, and how they are turned away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fakes.microsoft365.tests.contract.clients import part
from fakes.microsoft365.tests.contract.transports import run

from .reach import Reach


def people_by_graph(reach: Reach) -> list[tuple[str, str]]:
    """Return UPN and SMTP address of everybody."""

    async def ask() -> list[tuple[str, str]]:
        listed = await reach.graph.users.get()
        return [(user.user_principal_name, user.mail) for user in listed.value]

    found: list[tuple[str, str]] = run(ask)
    return found


def people_by_o365(reach: Reach, address: str) -> list[tuple[str, str]]:
    """Return the same."""
    users = reach.o365(address).directory().get_users(limit=None)
    return [(user.user_principal_name, user.mail) for user in users]


def letters_by_graph(reach: Reach, address: str) -> list[str]:
    """Return the subjects in an inbox."""

    async def ask() -> list[str]:
        listed = await _inbox(reach, address).messages.get()
        return [message.subject for message in listed.value]

    found: list[str] = run(ask)
    return found


def letters_by_o365(reach: Reach, address: str) -> list[str]:
    """Return the same."""
    inbox = reach.o365(address).mailbox().inbox_folder()
    return [message.subject for message in inbox.get_messages()]


def letters_by_exchangelib(reach: Reach, address: str) -> list[str]:
    """Return the same, acting for the owner of the address."""
    return [item.subject for item in reach.mailbox(address).inbox.all()]


def lose_letters_by_graph(reach: Reach, address: str) -> None:
    """Delete what is in an inbox."""

    async def delete() -> None:
        listed = await _inbox(reach, address).messages.get()
        for message in listed.value:
            user = reach.graph.users.by_user_id(address)
            await user.messages.by_message_id(message.id).delete()

    run(delete)


def files_by_graph(reach: Reach, address: str) -> dict[str, bytes]:
    """Return the files at the top of a drive."""

    async def ask() -> dict[str, bytes]:
        drive = await reach.graph.users.by_user_id(address).drive.get()
        items = reach.graph.drives.by_drive_id(drive.id).items
        listed = await items.by_drive_item_id("root").children.get()
        files = [item for item in listed.value if item.file]
        return {each.name: await items.by_drive_item_id(each.id).content.get() for each in files}

    found: dict[str, bytes] = run(ask)
    return found


def files_by_o365(reach: Reach, address: str, directory: Path) -> dict[str, bytes]:
    """Return the same, by way of a directory."""
    root = reach.o365(address).storage().get_default_drive().get_root_folder()
    files = [item for item in root.get_items() if item.is_file]
    for file in files:
        assert file.download(directory)
    return {file.name: (directory / file.name).read_bytes() for file in files}


def lose_files_by_o365(reach: Reach, address: str) -> None:
    """Delete what is in a drive."""
    root = reach.o365(address).storage().get_default_drive().get_root_folder()
    for item in root.get_items():
        assert item.delete()


def drive_refused_by_graph(reach: Reach, address: str) -> str:
    """Return the code with which the drive of an address is refused."""
    refused = part("msgraph.generated.models.o_data_errors.o_data_error", "ODataError")
    with pytest.raises(refused) as caught:
        files_by_graph(reach, address)
    error = caught.value.error
    return str(error.code)


def mailbox_refused_by_exchange(reach: Reach, address: str) -> str:
    """Return the code with which Exchange refuses to act for an address."""
    with pytest.raises(part("exchangelib.errors", "EWSError")) as caught:
        letters_by_exchangelib(reach, address)
    return type(caught.value).__name__


def _inbox(reach: Reach, address: str) -> Any:
    return reach.graph.users.by_user_id(address).mail_folders.by_mail_folder_id("inbox")
