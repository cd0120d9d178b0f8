"""Reading a mailbox or a OneDrive into a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial

from fakes.insync.model import Snapshot, SnapshotItem
from fakes.insync.rules import Path, carried_over

from .connection import AccessRefused, NoAccess
from .contents import store_content
from .graph_answers import DriveItem
from .graph_client import GraphClient, segment
from .mailbox import TOP, FolderEntry, Mailbox
from .state import State

_CHILDREN = "$top=500&$select=id,name,cTag,size,file,folder"


class SnapshotReader:
    """What one backup reads: the items there are, and the bytes of those that changed.

    ``refusal`` is the first thing that Microsoft 365 refused once the backup was under way.
    """

    def __init__(self, state: State, before: Snapshot | None) -> None:
        self._state = state
        self._before = before
        self._known = {item.item_id: item for item in before.items} if before else {}
        self._items: dict[str, SnapshotItem] = {}
        self._missed_items: set[str] = set()
        self._missed_folders: set[Path] = set()
        self._opened: set[str] = set()
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

    def take(self, item: SnapshotItem, fetch: Callable[[], bytes]) -> None:
        """Add an item; bytes are fetched only of a version that is not known."""
        known = self._known.get(item.item_id)
        if known and known.version == item.version:
            now = replace(item, digest=known.digest, size=known.size)
            # Snapshots share what did not change.
            self._items[item.item_id] = known if now == known else now
            return
        try:
            content = fetch()
        except AccessRefused as refusal:
            self._missed_items.add(item.item_id)
            self._go_on_after(refusal)
            return
        digest = store_content(self._state, content)
        self._items[item.item_id] = replace(item, digest=digest, size=len(content))
        self.fetched += 1

    @contextmanager
    def folder(self, path: Path, folder_id: str) -> Iterator[None]:
        """Read a folder, and go on with others when it cannot be read.

        One that is listed again, so that it would be below itself, is not read again.
        """
        self.folders.append(path)
        try:
            self._open(path, folder_id)
            yield
        except AccessRefused as refusal:
            self._missed_folders.add(path)
            self._go_on_after(refusal)

    def _open(self, path: Path, folder_id: str) -> None:
        if folder_id in self._opened:
            text = f"a folder is listed twice: {'/'.join(path)}"
            raise AccessRefused(status=200, code="", text=text)
        self._opened.add(folder_id)

    def _go_on_after(self, refusal: AccessRefused) -> None:
        if isinstance(refusal, NoAccess):
            raise refusal
        self.refusal = self.refusal or refusal


def read_mailbox(mailbox: Mailbox, reader: SnapshotReader) -> None:
    """Read a whole mailbox; raises AccessRefused when the first request is refused."""
    pending: list[tuple[Path, FolderEntry]] = [((), each) for each in mailbox.folders(TOP)]
    # The list grows by the folders found below those it names.
    for above, folder in pending:
        path = _below(above, folder.name)
        with reader.folder(path, folder.id):
            if folder.has_folders:
                pending += [(path, below) for below in mailbox.folders(folder.id)]
            if folder.has_messages:
                _read_messages(mailbox, reader, folder.id, path)


@lru_cache
def _below(above: Path, name: str) -> Path:
    """Return the path of a folder, which is one and the same for all mailboxes that have it."""
    return (*above, name)


def _read_messages(mailbox: Mailbox, reader: SnapshotReader, folder_id: str, path: Path) -> None:
    for message in mailbox.messages(folder_id):
        item = SnapshotItem(
            item_id=message.id,
            path=path,
            name=message.subject,
            version=message.version,
            digest="",
            size=0,
            internet_message_id=message.internet_message_id,
        )
        reader.take(item, partial(mailbox.mime, message.id))


def read_onedrive(graph: GraphClient, reader: SnapshotReader) -> None:
    """Read a whole OneDrive; raises AccessRefused when the first request is refused."""
    graph.get("drive")
    children = graph.pages(f"drive/root/children?{_CHILDREN}", DriveItem)
    pending = _read_children(graph, (), children, reader)
    for path, folder, count in pending:
        with reader.folder(path, folder.id):
            if count:
                at = f"drive/items/{segment(folder.id)}/children?{_CHILDREN}"
                pending += _read_children(graph, path, graph.pages(at, DriveItem), reader)


def _read_children(
    graph: GraphClient, path: Path, children: list[DriveItem], reader: SnapshotReader
) -> list[tuple[Path, DriveItem, int]]:
    for child in children:
        if child.file is not None:
            item = SnapshotItem(
                item_id=child.id,
                path=path,
                name=child.name,
                version=child.c_tag,
                digest="",
                size=0,
            )
            at = f"drive/items/{segment(item.item_id)}/content"
            reader.take(item, partial(graph.content, at))
    return [
        ((*path, child.name), child, child.folder.child_count) for child in children if child.folder
    ]
