"""Reading a mailbox or a OneDrive into a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fakes.insync.model import Snapshot, SnapshotItem, Workload
from fakes.insync.rules import Path, carried_over

from .connection import AccessRefused, NoAccess
from .contents import store_content
from .graph_client import GraphClient, Resource, segment
from .state import State

_FOLDERS = "$top=250&$select=id,displayName,childFolderCount,totalItemCount"
_MESSAGES = "$top=500&$select=id,changeKey,parentFolderId,subject,internetMessageId"
_CHILDREN = "$top=500&$select=id,name,cTag,size,file,folder"


class SnapshotReader:
    """What one backup reads: the items there are, and the bytes of those that changed.

    ``refusal`` is the first thing that Microsoft 365 refused once the backup was under way.
    """

    def __init__(self, state: State, graph: GraphClient, before: Snapshot | None) -> None:
        self._state = state
        self._graph = graph
        self._before = before
        self._known = {item.item_id: item for item in before.items} if before else {}
        self._items: dict[str, SnapshotItem] = {}
        self._missed_items: set[str] = set()
        self._missed_folders: set[Path] = set()
        self.folders: list[Path] = []
        self.fetched = 0
        self.refusal: AccessRefused | None = None

    @property
    def items(self) -> tuple[SnapshotItem, ...]:
        """The items that were read, and from the snapshot before those that could not be read."""
        carried = carried_over(
            self._before,
            missed_items=self._missed_items,
            missed_folders=self._missed_folders,
            seen=set(self._items),
        )
        return *self._items.values(), *carried

    def take(self, item: SnapshotItem, content_path: str) -> None:
        """Add an item; bytes are fetched only of a version that is not known."""
        known = self._known.get(item.item_id)
        if known and known.version == item.version:
            self._items[item.item_id] = replace(item, digest=known.digest, size=known.size)
            return
        try:
            content = self._graph.content(content_path)
        except AccessRefused as refusal:
            self._missed_items.add(item.item_id)
            self._go_on_after(refusal)
            return
        digest = store_content(self._state, content)
        self._items[item.item_id] = replace(item, digest=digest, size=len(content))
        self.fetched += 1

    @contextmanager
    def folder(self, path: Path) -> Iterator[None]:
        """Read a folder, and go on with others when it cannot be read."""
        self.folders.append(path)
        try:
            yield
        except AccessRefused as refusal:
            self._missed_folders.add(path)
            self._go_on_after(refusal)

    def _go_on_after(self, refusal: AccessRefused) -> None:
        if isinstance(refusal, NoAccess):
            raise refusal
        self.refusal = self.refusal or refusal


def read(workload: Workload, graph: GraphClient, reader: SnapshotReader) -> None:
    """Read everything of a workload; raises AccessRefused when the first request is refused."""
    if workload is Workload.EXCHANGE_ONLINE:
        _read_mailbox(graph, reader)
    else:
        _read_onedrive(graph, reader)


def _read_mailbox(graph: GraphClient, reader: SnapshotReader) -> None:
    pending: list[tuple[Path, Resource]] = [
        ((), folder) for folder in graph.pages(f"mailFolders?{_FOLDERS}")
    ]
    # The list grows by the folders found below those it names.
    for above, folder in pending:
        path = (*above, folder["displayName"])
        with reader.folder(path):
            if folder["childFolderCount"]:
                below = graph.pages(f"mailFolders/{segment(folder['id'])}/childFolders?{_FOLDERS}")
                pending += [(path, child) for child in below]
            if folder["totalItemCount"]:
                _read_messages(graph, reader, folder["id"], path)


def _read_messages(graph: GraphClient, reader: SnapshotReader, folder_id: str, path: Path) -> None:
    for message in graph.pages(f"mailFolders/{segment(folder_id)}/messages?{_MESSAGES}"):
        item = SnapshotItem(
            item_id=message["id"],
            path=path,
            name=message.get("subject") or "",
            version=message["changeKey"],
            digest="",
            size=0,
            internet_message_id=message.get("internetMessageId") or "",
        )
        reader.take(item, f"messages/{segment(item.item_id)}/$value")


def _read_onedrive(graph: GraphClient, reader: SnapshotReader) -> None:
    graph.get("drive")
    pending = _read_children((), graph.pages(f"drive/root/children?{_CHILDREN}"), reader)
    for path, folder in pending:
        with reader.folder(path):
            if folder["folder"].get("childCount", 1):
                at = f"drive/items/{segment(folder['id'])}/children?{_CHILDREN}"
                pending += _read_children(path, graph.pages(at), reader)


def _read_children(
    path: Path, children: list[Resource], reader: SnapshotReader
) -> list[tuple[Path, Resource]]:
    for child in children:
        if "file" in child:
            item = SnapshotItem(
                item_id=child["id"],
                path=path,
                name=child["name"],
                version=child["cTag"],
                digest="",
                size=child["size"],
            )
            reader.take(item, f"drive/items/{segment(item.item_id)}/content")
    return [((*path, child["name"]), child) for child in children if "folder" in child]
