"""Writing the items of a snapshot into a mailbox or a OneDrive."""

from __future__ import annotations

from typing import Protocol

from fakes.insync.model import SnapshotItem
from fakes.insync.rules import Path

from .contents import digest_of
from .graph_answers import DriveItem
from .graph_client import GraphClient, Resource, segment
from .mailbox import TOP, Mailbox


class RestoreTarget(Protocol):
    """Where a restore puts folders and items."""

    def make_folder(self, path: Path) -> None:
        """Make a folder unless it is there; the ones above it were made before."""

    def holds(self, path: Path, item: SnapshotItem) -> bool:
        """Tell whether an item is in a folder already."""

    def put(self, path: Path, item: SnapshotItem, content: bytes, /) -> None:
        """Put an item into a folder."""


class MailboxTarget:
    """A mailbox; raises AccessRefused when the presented address does not open one."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._ids: dict[Path, str] = {(): TOP}
        self._listed: set[Path] = set()
        self._messages: dict[Path, set[str]] = {}
        self._list(())

    def make_folder(self, path: Path) -> None:
        """Make a folder unless one of its name is there, in whatever case."""
        folder, above = _folded(path), _folded(path[:-1])
        self._list(above)
        if folder not in self._ids:
            self._ids[folder] = self._mailbox.create_folder(self._ids[above], path[-1])
            self._listed.add(folder)
            self._messages[folder] = set()

    def holds(self, path: Path, item: SnapshotItem) -> bool:
        """Tell whether a message of the same internet message id is in a folder already."""
        folder = _folded(path)
        if folder not in self._messages:
            there = self._mailbox.messages(self._ids[folder])
            self._messages[folder] = {each.internet_message_id for each in there}
        return item.internet_message_id != "" and item.internet_message_id in self._messages[folder]

    def put(self, path: Path, _item: SnapshotItem, content: bytes) -> None:
        """Save a message into a folder."""
        self._mailbox.create_message(self._ids[_folded(path)], content)

    def _list(self, above: Path) -> None:
        if above in self._listed:
            return
        for each in self._mailbox.folders(self._ids[above]):
            self._ids[*above, each.name.casefold()] = each.id
        self._listed.add(above)


class DriveTarget:
    """A OneDrive; raises AccessRefused when the presented address does not open one."""

    def __init__(self, graph: GraphClient) -> None:
        self._graph = graph
        self._there: dict[Path, DriveItem] = {}
        self._list(())

    def make_folder(self, path: Path) -> None:
        """Make a folder unless one of its name is there, in whatever case."""
        if not path:
            return
        folder = _folded(path)
        found = self._there.get(folder)
        if found is None:
            children = self._children_of(_folded(path[:-1]))
            self._there[folder] = self._graph.post(children, _new_folder(path[-1]), DriveItem)
        elif found.folder:
            self._list(folder)

    def holds(self, path: Path, item: SnapshotItem) -> bool:
        """Tell whether a file of the same name and bytes is in a folder already."""
        found = self._there.get(_folded((*path, item.name)))
        if found is None or found.size != item.size:
            return False
        if (found.id, found.c_tag) == (item.item_id, item.version):
            return True
        content = self._graph.content(f"drive/items/{segment(found.id)}/content")
        return digest_of(content) == item.digest

    def put(self, path: Path, item: SnapshotItem, content: bytes) -> None:
        """Write a file into a folder, in place of another of its name."""
        self._graph.put(f"drive/root:{_spelled((*path, item.name))}:/content", content)

    def _list(self, folder: Path) -> None:
        for child in self._graph.pages(self._children_of(folder), DriveItem):
            self._there[*folder, child.name.casefold()] = child

    def _children_of(self, folder: Path) -> str:
        if not folder:
            return "drive/root/children"
        return f"drive/items/{segment(self._there[folder].id)}/children"


def _folded(path: Path) -> Path:
    return tuple(name.casefold() for name in path)


def _spelled(path: Path) -> str:
    return "".join(f"/{segment(name)}" for name in path)


def _new_folder(name: str) -> Resource:
    return {"name": name, "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
