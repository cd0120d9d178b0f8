"""Drives as API clients use them: found by id or UPN, read and written by ids and paths."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fakes.microsoft365 import rules
from fakes.microsoft365.model import (
    Change,
    ConflictBehavior,
    Drive,
    DriveItem,
    Problem,
    User,
)
from fakes.microsoft365.quickxor import quick_xor_hash

from .places import item_path
from .refusal import RequestRefused
from .removal import drop_item
from .sealing import sealed, unsealed
from .state import State

_DOWNLOAD = "download"


class Drives:
    """SharePoint Online behind the drives of Graph."""

    def __init__(self, state: State) -> None:
        self._state = state

    def drive_of(self, user: User, *, writing: bool = False) -> Drive:
        """Return the drive of a user for reading or writing; raises RequestRefused."""
        drive = self._state.drives.find("owner", user.id)
        now = self._state.clock.now()
        state = rules.drive_state(user, now, provisioned=drive is not None)
        sharepoint = self._state.tenant.sharepoint
        problem = rules.why_no_drive(state, sharepoint=sharepoint, writing=writing)
        if drive is None or problem:
            raise RequestRefused(problem or Problem.NO_DRIVE)
        return drive

    def create(self, user: User) -> Drive:
        """Give a user an empty drive."""
        ids = self._state.ids
        drive_id = f"b!{ids.word('drive', 40)}"
        drive = Drive(id=drive_id, owner_id=user.id, root_id=self._item_id())
        self._state.drives.put(drive)
        self._put_new(drive.root_id, drive.id, None, "root", None)
        return drive

    def root(self, drive: Drive) -> DriveItem:
        """Return the folder that holds everything."""
        return self.item(drive, drive.root_id)

    def item(self, drive: Drive, item_id: str) -> DriveItem:
        """Return an item of a drive by id; raises RequestRefused."""
        item = self._state.items.get(drive.root_id if item_id == "root" else item_id)
        if item is None or item.drive_id != drive.id:
            raise RequestRefused(Problem.NO_SUCH_ITEM, item_id)
        return item

    def item_at(self, folder: DriveItem, path: str) -> DriveItem:
        """Return an item by its path below a folder; raises RequestRefused."""
        item = self.find_at(folder, path)
        if item is None:
            raise RequestRefused(Problem.NO_SUCH_ITEM, path)
        return item

    def find_at(self, folder: DriveItem, path: str) -> DriveItem | None:
        """Return the item at a path below a folder, or None."""
        item: DriveItem | None = folder
        for name in filter(None, path.split("/")):
            item = item and self.child(item, name)
        return item

    def child(self, folder: DriveItem, name: str) -> DriveItem | None:
        """Return the item of a name directly in a folder."""
        return self._state.items.find("name", (folder.id, name.casefold()))

    def children(self, folder: DriveItem) -> tuple[DriveItem, ...]:
        """Return what is directly in a folder."""
        return self._state.items.group("parent", folder.id)

    def content(self, item: DriveItem) -> bytes:
        """Return the content of a file; raises RequestRefused for a folder."""
        if item.is_folder:
            raise RequestRefused(Problem.NOT_A_FILE, item.name)
        return self._state.contents[item.id]

    def add_folder(
        self, parent: DriveItem, name: str, conflict: ConflictBehavior, *, by: str = ""
    ) -> DriveItem:
        """Add a folder, as the owner or by an app; raises RequestRefused for its name."""
        existing = self._expect_folder(parent, name)
        if existing and conflict is ConflictBehavior.REPLACE and existing.is_folder:
            return existing
        name = self._settled(parent, name, conflict)
        return self._put_new(self._item_id(), parent.drive_id, parent, name, None, by)

    def write_at(
        self,
        folder: DriveItem,
        path: str,
        content: bytes,
        conflict: ConflictBehavior,
        *,
        by: str = "",
    ) -> tuple[DriveItem, bool]:
        """Write a file by path; return it and whether it is new; raises RequestRefused.

        Folders above it that are missing are added. An app writes under its client id.
        """
        *above, name = path.split("/")
        for each in above:
            folder = self.child(folder, each) or self.add_folder(
                folder, each, ConflictBehavior.FAIL, by=by
            )
        existing = self._expect_folder(folder, name)
        if existing and conflict is ConflictBehavior.REPLACE and not existing.is_folder:
            return self.overwrite(existing, content, by=by), False
        name = self._settled(folder, name, conflict)
        item = self._put_new(self._item_id(), folder.drive_id, folder, name, content, by)
        return item, True

    def overwrite(self, item: DriveItem, content: bytes, *, by: str = "") -> DriveItem:
        """Replace the content of a file; raises RequestRefused for a folder."""
        if item.is_folder:
            raise RequestRefused(Problem.NOT_A_FILE, item.name)
        written = replace(
            item,
            size=len(content),
            version=item.version + 1,
            modified_at=self._state.clock.now(),
            modified_by=by,
            quick_xor_hash=quick_xor_hash(content),
        )
        self._put(written)
        self._state.contents[item.id] = content
        self._grow(item.parent_id, len(content) - item.size)
        return written

    def remove(self, item: DriveItem) -> None:
        """Remove a file, or a folder with what it holds."""
        self._grow(item.parent_id, -item.size)
        drop_item(self._state, item.id)

    def drive(self, drive_id: str, *, writing: bool = False) -> tuple[User, Drive]:
        """Return a drive by its id, and its owner; raises RequestRefused."""
        drive = self._state.drives.get(drive_id)
        owner = self._state.users.get(drive.owner_id) if drive else None
        if owner is None:
            raise RequestRefused(Problem.NO_SUCH_ITEM, drive_id)
        return owner, self.drive_of(owner, writing=writing)

    def app_name(self, client_id: str) -> str:
        """Return the name of an app, or nothing once it is deleted."""
        app = self._state.apps.get(client_id)
        return app.name if app else ""

    def changed_items(
        self, changes: tuple[Change, ...]
    ) -> tuple[tuple[Change, DriveItem | None], ...]:
        """Return the items that changes are about, or None for those that are gone."""
        return tuple((each, self._state.items.get(each.id)) for each in changes)

    def download(self, item: DriveItem) -> str:
        """Return a token that allows the download of a file for some minutes."""
        self.content(item)
        ends = self._state.clock.now() + rules.DOWNLOAD_LIFE
        return sealed(self._state.signing_key, _DOWNLOAD, (item.id, ends.isoformat()))

    def downloaded(self, word: str) -> tuple[DriveItem, bytes] | None:
        """Return the file that a download word stands for, until it is over."""
        parts = unsealed(self._state.signing_key, _DOWNLOAD, word)
        if parts is None:
            return None
        item_id, ends = map(str, parts)
        if self._state.clock.now() >= datetime.fromisoformat(ends):
            return None
        item = self._state.items.get(item_id)
        return (item, self.content(item)) if item else None

    def _expect_folder(self, parent: DriveItem, name: str) -> DriveItem | None:
        if not parent.is_folder:
            raise RequestRefused(Problem.NO_SUCH_ITEM, parent.name)
        if not rules.allows_name(name):
            raise RequestRefused(Problem.BAD_NAME, name)
        return self.child(parent, name)

    def _settled(self, parent: DriveItem, name: str, conflict: ConflictBehavior) -> str:
        if self.child(parent, name) is None:
            return name
        if conflict is not ConflictBehavior.RENAME:
            raise RequestRefused(Problem.NAME_TAKEN, name)
        stem, dot, ending = name.rpartition(".")
        number = 1
        while self.child(
            parent, candidate := f"{stem or ending} {number}{dot}{ending * bool(dot)}"
        ):
            number += 1
        return candidate

    def _put_new(
        self,
        item_id: str,
        drive_id: str,
        parent: DriveItem | None,
        name: str,
        content: bytes | None,
        by: str = "",
    ) -> DriveItem:
        now = self._state.clock.now()
        item = DriveItem(
            id=item_id,
            drive_id=drive_id,
            parent_id=parent.id if parent else "",
            name=name,
            path=item_path(parent, name),
            is_folder=content is None,
            size=len(content or b""),
            version=1,
            created_at=now,
            modified_at=now,
            quick_xor_hash="" if content is None else quick_xor_hash(content),
            created_by=by,
            modified_by=by,
        )
        self._put(item)
        if content is not None:
            self._state.contents[item.id] = content
        self._grow(item.parent_id, item.size)
        return item

    def _grow(self, folder_id: str, by: int) -> None:
        while by and (folder := self._state.items.get(folder_id)):
            self._put(replace(folder, size=folder.size + by))
            folder_id = folder.parent_id

    def _put(self, item: DriveItem) -> None:
        self._state.items.put(item)
        self._state.note(item.drive_id, item.id)

    def _item_id(self) -> str:
        return f"01{self._state.ids.word('drive item', 32).upper()}"
