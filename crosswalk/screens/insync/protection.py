"""What is protected of a user: backups, restores, snapshots, and the bytes in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crosswalk.screens.window import Window
from fakes.insync.model import (
    Account,
    Backup,
    Destination,
    NotStarted,
    Restore,
    Snapshot,
    SnapshotItem,
    Workload,
)

from .navigation import go, open_user


@dataclass(frozen=True, slots=True)
class SnapshotHead:
    """What the page of a snapshot shows above the list of items."""

    id: int
    account_id: int
    workload: Workload
    taken_on: datetime
    folders: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What the page of a content shows."""

    content: bytes


class UserProtectionScreen:
    """The tabs *Backups*, *Jobs* and *Restores* of a user, and *Restore*."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def back_up(self, account_id: int, workload: Workload) -> Backup:
        """Open the page of a user, and click *Back Up Now* beside the app."""
        open_user(self._window, account_id)
        self._window.press(f"Back Up Now {workload.value}")
        return self._window.read(Backup)

    def restore(
        self,
        account_id: int,
        workload: Workload,
        *,
        snapshot_id: int | None = None,
        destination: Destination = Destination.ORIGINAL,
        to_account_id: int | None = None,
    ) -> Restore:
        """Click *Restore* beside an app of a user, choose from what and where to, and restore."""
        window = self._window
        to = None if to_account_id is None else self._email_id(to_account_id)
        open_user(window, account_id)
        window.follow(f"Restore {workload.value}")
        if snapshot_id is not None:
            self._choose_snapshot(snapshot_id)
        window.tick(destination.value, True)
        window.fill("Another user", to or "")
        window.press("Restore")
        return window.read(Restore)

    def backups(self, account_id: int) -> tuple[Backup, ...]:
        """Read the tab *Jobs* of a user."""
        self._open_tab(account_id, "Jobs")
        return self._window.read_pages(Backup)

    def restores(self, account_id: int) -> tuple[Restore, ...]:
        """Read the tab *Restores* of a user."""
        self._open_tab(account_id, "Restores")
        return self._window.read_pages(Restore)

    def not_started(self, account_id: int) -> tuple[NotStarted, ...]:
        """Read what is above the jobs of a user."""
        self._open_tab(account_id, "Jobs")
        return self._window.read_all(NotStarted)

    def snapshots(self, account_id: int, workload: Workload) -> tuple[Snapshot, ...]:
        """Open each snapshot of an app of a user, and read what is in it."""
        self._open_app(account_id, workload)
        numbers = self._window.page.locator("main tbody a").all_text_contents()
        return tuple(self._snapshot(workload, each) for each in numbers)

    def content(self, digest: str) -> bytes:
        """Enter a digest on the lab's page of contents."""
        window = self._window
        go(window, "Lab > Content")
        window.fill("SHA-256", digest)
        window.press("Show")
        notices = window.page.locator("main .notice.bad").all_text_contents()
        if notices:
            raise ValueError(notices[0])
        return window.read(Content).content

    def _snapshot(self, workload: Workload, number: str) -> Snapshot:
        """Open a snapshot from the page of its app, read it, and go back there."""
        window = self._window
        window.follow(number, within=window.page.locator("main tbody"))
        head = window.read(SnapshotHead)
        items = window.read_pages(SnapshotItem)
        window.follow(workload.value, within=window.page.locator("main .path"))
        return Snapshot(head.id, head.account_id, head.workload, head.taken_on, head.folders, items)

    def _choose_snapshot(self, snapshot_id: int) -> None:
        options = self._window.page.get_by_label("Snapshot", exact=True).locator("option")
        for text in options.all_text_contents():
            if text.startswith(f"{snapshot_id} of "):
                return self._window.choose("Snapshot", text)
        raise ValueError(f"the list of snapshots has no {snapshot_id}")

    def _email_id(self, account_id: int) -> str:
        open_user(self._window, account_id)
        return self._window.read(Account).email_id.text

    def _open_app(self, account_id: int, workload: Workload) -> None:
        open_user(self._window, account_id)
        self._window.follow(workload.value, within=self._window.page.locator("main"))

    def _open_tab(self, account_id: int, tab: str) -> None:
        open_user(self._window, account_id)
        self._window.follow(tab, within=self._window.page.locator("main"))
