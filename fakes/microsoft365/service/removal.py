"""Permanent removal of mailboxes, messages, drives and items."""

from __future__ import annotations

from .state import State


def drop_mailbox(state: State, mailbox_id: str) -> None:
    """Remove every folder and message of a mailbox."""
    for folder in state.folders.group("mailbox", mailbox_id):
        for message in state.messages.group("folder", folder.id):
            drop_message(state, message.id)
        state.folders.remove(folder.id)
    if mailbox_id in state.mailboxes:
        state.mailboxes.remove(mailbox_id)


def drop_message(state: State, message_id: str) -> None:
    """Remove a message and its content."""
    message = state.messages.get(message_id)
    state.messages.remove(message_id)
    if message:
        state.note(message.folder_id, message_id, "deleted")
    del state.mime[message_id]


def drop_drive(state: State, owner_id: str) -> None:
    """Remove the drive of a user with all it holds."""
    drive = state.drives.find("owner", owner_id)
    if drive is not None:
        drop_item(state, drive.root_id)
        state.drives.remove(drive.id)


def drop_item(state: State, item_id: str) -> None:
    """Remove a file, or a folder with what it holds."""
    waiting = [item_id]
    while waiting:
        each = waiting.pop()
        waiting.extend(child.id for child in state.items.group("parent", each))
        item = state.items.get(each)
        if item:
            state.note(item.drive_id, each, "deleted")
        state.items.remove(each)
        state.contents.pop(each, None)
