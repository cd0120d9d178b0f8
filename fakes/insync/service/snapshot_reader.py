"""Reading a mailbox or a OneDrive into a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fakes.insync.model import Snapshot, SnapshotItem, Workload
from fakes.insync.rules import Path, carried_over

from .connection import AccessRefused, NoAccess
from .contents import keep
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
        """What was seen, and what was known of that which could not be read."""
        kept = carried_over(
            self._before,
            missed_items=self._missed_items,
            missed_folders=self._missed_folders,
            seen=set(self._items),
        )
        return *self._items.values(), *kept

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
        digest = keep(self._state, content)
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


def read(workload: Workload, graph: GraphClient, harvest: SnapshotReader) -> None:
    """Read everything of a workload; raises AccessRefused when not even the top can be read."""
    if workload is Workload.EXCHANGE_ONLINE:
        _read_mailbox(graph, harvest)
    else:
        _read_onedrive(graph, harvest)


def _read_mailbox(graph: GraphClient, harvest: SnapshotReader) -> None:
    pending: list[tuple[Path, Resource]] = [
        ((), folder) for folder in graph.pages(f"mailFolders?{_FOLDERS}")
    ]
    # The list grows by the folders found below those it names.
    for above, folder in pending:
        path = (*above, folder["displayName"])
        with harvest.folder(path):
            if folder["childFolderCount"]:
                below = graph.pages(f"mailFolders/{segment(folder['id'])}/childFolders?{_FOLDERS}")
                pending += [(path, child) for child in below]
            if folder["totalItemCount"]:
                _read_messages(graph, harvest, folder["id"], path)


def _read_messages(graph: GraphClient, harvest: SnapshotReader, folder_id: str, path: Path) -> None:
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
        harvest.take(item, f"messages/{segment(item.item_id)}/$value")


def _read_onedrive(graph: GraphClient, harvest: SnapshotReader) -> None:
    graph.get("drive")
    pending = _read_children((), graph.pages(f"drive/root/children?{_CHILDREN}"), harvest)
    for path, folder in pending:
        with harvest.folder(path):
            if folder["folder"].get("childCount", 1):
                at = f"drive/items/{segment(folder['id'])}/children?{_CHILDREN}"
                pending += _read_children(path, graph.pages(at), harvest)


def _read_children(
    path: Path, children: list[Resource], harvest: SnapshotReader
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
            harvest.take(item, f"drive/items/{segment(item.item_id)}/content")
    return [((*path, child["name"]), child) for child in children if "folder" in child]
