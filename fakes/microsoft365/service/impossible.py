"""What is wrong with a state that no tenant can be in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from fakes.microsoft365 import rules, validation
from fakes.microsoft365.model import DriveItem, Folder, Message, User

from .places import ROOT, folder_path, item_path


def problems(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is impossible about the fields of a state, each with its place."""
    yield from _names("users", values["users"])
    yield from _names("deleted", values["deleted"])
    yield from _folders(values["folders"])
    yield from _messages(values["messages"], values["folders"], values["mime"])
    yield from _items(values["items"], values["contents"])


def _names(where: str, users: Iterable[User]) -> Iterator[str]:
    for user in users:
        for name, text, why in validation.objections(user):
            yield f"{where}: {user.id}, {name.value}: {text!r} has {why}"


def _folders(folders: Iterable[Folder]) -> Iterator[str]:
    known = {each.id: each for each in folders}
    for each in known.values():
        if not rules.allows_folder_name(each.name):
            yield f"folders: {each.id} is named {each.name!r}: expected no control characters"
        if not _is_placed(known.get(each.parent_id), each):
            yield f"folders: {each.id} is in no folder: expected its parent_id and path to name one"


def _is_placed(parent: Folder | None, folder: Folder) -> bool:
    """Tell whether a folder is where its path says, which no folder below itself is."""
    if folder.well_known == ROOT or not folder.parent_id:
        return not folder.parent_id and not folder.path and folder.well_known == ROOT
    if parent is None or parent.mailbox_id != folder.mailbox_id:
        return False
    return folder.path == folder_path(parent, folder.name)


def _messages(
    messages: Iterable[Message], folders: Iterable[Folder], mime: Collection[str]
) -> Iterator[str]:
    known = {each.id for each in folders}
    for each in messages:
        if each.folder_id not in known:
            yield f"messages: {each.id} is in no folder: expected its folder_id to name one"
        if each.id not in mime:
            yield f"mime: expected the content of the message {each.id}"


def _items(items: Iterable[DriveItem], contents: Collection[str]) -> Iterator[str]:
    known = {each.id: each for each in items}
    for each in known.values():
        if each.parent_id and not rules.allows_name(each.name):
            yield f"items: {each.id} is named {each.name!r}: expected a name that OneDrive allows"
        if not _is_held(known.get(each.parent_id), each):
            yield f"items: {each.id} is in no folder: expected its parent_id and path to name one"
        if not each.is_folder and each.id not in contents:
            yield f"contents: expected the content of the file {each.id}"


def _is_held(parent: DriveItem | None, item: DriveItem) -> bool:
    if not item.parent_id:
        return not item.path and item.is_folder
    if parent is None or not parent.is_folder or parent.drive_id != item.drive_id:
        return False
    return item.path == item_path(parent, item.name)
