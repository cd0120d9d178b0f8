"""OneDrive as its owners and the admin use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fakes.microsoft365 import rules
from fakes.microsoft365.model import ConflictBehavior, Drive, DriveItem

from .drives import Drives
from .refusal import RequestRefused
from .state import State


class OneDriveService:
    """The OneDrive of each user, as its owner sees it."""

    def __init__(self, state: State, drives: Drives) -> None:
        self._state = state
        self._drives = drives

    def switch_sharepoint(self, on: bool) -> None:
        """Say whether the tenant has any SharePoint subscription; it has from the start."""
        self._state.tenant = replace(self._state.tenant, sharepoint=on)

    def provision(self, user_id: str) -> None:
        """Let a user open OneDrive for the first time."""
        user = self._state.user(user_id)
        if not self._state.tenant.sharepoint:
            raise ValueError("the tenant has no SharePoint: expected a subscription")
        if not rules.has_onedrive(user):
            raise ValueError(
                f"{user.user_principal_name} cannot open OneDrive: expected a license with it"
            )
        if not self.is_provisioned(user_id):
            self._drives.create(user)

    def is_provisioned(self, user_id: str) -> bool:
        """Tell whether the user has a OneDrive."""
        return self._state.drives.find("owner", self._state.user(user_id).id) is not None

    def write_file(self, user_id: str, *, path: str, content: bytes) -> DriveItem:
        """Write a file, adding the folders above it that are missing."""
        root = self._drives.root(self._drive(user_id, writing=True))
        try:
            return self._drives.write_at(root, path, content, ConflictBehavior.REPLACE)[0]
        except RequestRefused as refused:
            raise ValueError(f"no file can be {path!r}: {refused.problem.value}") from refused

    def list_files(self, user_id: str) -> tuple[DriveItem, ...]:
        """Return every file, in all folders."""
        return tuple(self._files(self._drives.root(self._drive(user_id))))

    def read_file(self, user_id: str, *, path: str) -> bytes:
        """Return the content of a file."""
        item = self._item(user_id, path)
        if item.is_folder:
            raise ValueError(f"{path!r} is a folder: expected a file")
        return self._drives.content(item)

    def remove(self, user_id: str, *, path: str) -> None:
        """Remove a file, or a folder with what it holds."""
        self._drive(user_id, writing=True)
        self._drives.remove(self._item(user_id, path))

    def _files(self, folder: DriveItem) -> Iterator[DriveItem]:
        for item in self._drives.children(folder):
            if item.is_folder:
                yield from self._files(item)
            else:
                yield item

    def _drive(self, user_id: str, *, writing: bool = False) -> Drive:
        user = self._state.user(user_id)
        try:
            return self._drives.drive_of(user, writing=writing)
        except RequestRefused as refused:
            raise ValueError(
                f"the OneDrive of {user.user_principal_name} is out of reach "
                f"({refused.problem.value}): expected one that was provisioned and is licensed"
            ) from refused

    def _item(self, user_id: str, path: str) -> DriveItem:
        root = self._drives.root(self._drive(user_id))
        try:
            item = self._drives.item_at(root, path)
        except RequestRefused as refused:
            known = ", ".join(each.path for each in self.list_files(user_id)) or "none"
            raise ValueError(f"no file {path!r}: expected one of {known}") from refused
        if not item.path:
            raise ValueError("the root is not a file: expected a path such as Reports/2026.txt")
        return item
