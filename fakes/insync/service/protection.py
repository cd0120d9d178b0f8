"""Backups, restores and snapshots."""

from __future__ import annotations

from fakes.insync.model import (
    Account,
    AccountStatus,
    Backup,
    Destination,
    GraphApp,
    NotStarted,
    Restore,
    Snapshot,
    Workload,
)
from fakes.wire import Wire

from .access import Access
from .backup import Backups
from .restore import Restores
from .retention import apply_retention
from .state import State


class ProtectionService:
    """Backs up what the profiles protect and restores snapshots.

    ``login``, ``graph`` and ``outlook`` are the origins at which Microsoft 365 is found.
    """

    def __init__(
        self,
        state: State,
        wire: Wire,
        *,
        login: str = "https://login.microsoftonline.example",
        graph: str = "https://graph.microsoft.example",
        outlook: str = "https://outlook.office365.example",
    ) -> None:
        self._state = state
        self._clock = wire.clock
        self._access = Access(state, wire, login=login, graph=graph, outlook=outlook)
        self._backups = Backups(state, wire.clock, self._access)
        self._restores = Restores(state, wire.clock, self._access)

    def connect(self, app: GraphApp) -> None:
        """Authorize inSync to call Microsoft 365."""
        self._access.grant(app)

    def revoke(self) -> None:
        """Take the authorization back."""
        self._access.revoke()

    def connected_as(self) -> str:
        """Return the client id with which inSync calls Microsoft 365, empty without access."""
        app = self._state.graph_app
        return app.client_id if app else ""

    def back_up(self, account_id: int, workload: Workload) -> Backup:
        """Back up one workload of one account and return the finished job."""
        return self._backups.run(self._account(account_id), workload)

    def back_up_profile(self, profile: str) -> tuple[Backup, ...]:
        """Back up what a profile protects of each of its accounts."""
        if profile not in self._state.profiles:
            known = ", ".join(each.name for each in self._state.profiles)
            raise ValueError(f"there is no profile {profile!r}: expected one of {known}")
        return self._back_up_all(self._state.accounts.group("profile", profile))

    def back_up_everyone(self) -> tuple[Backup, ...]:
        """Back up what the profiles protect of every active account."""
        return self._back_up_all(self._state.accounts.group("status", AccountStatus.ACTIVE))

    def restore(
        self,
        account_id: int,
        workload: Workload,
        *,
        snapshot_id: int | None = None,
        destination: Destination = Destination.ORIGINAL,
        to_account_id: int | None = None,
        folder: str = "",
    ) -> Restore:
        """Restore a snapshot, the latest unless named; raises ValueError when there is none.

        A new folder has the name that is given, or one that says when it was restored.
        """
        account = self._account(account_id)
        target = account if to_account_id is None else self._account(to_account_id)
        snapshot = self._snapshot(account, workload, snapshot_id)
        return self._restores.run(snapshot, account, target, destination, folder)

    def apply_retention(self) -> int:
        """Remove the snapshots that the profiles no longer keep; return how many."""
        return apply_retention(self._state, self._clock.now())

    def backups(self, account_id: int) -> tuple[Backup, ...]:
        """Return the backups of an account, oldest first."""
        return self._state.backups.group("account", account_id)

    def restores(self, account_id: int) -> tuple[Restore, ...]:
        """Return the restores of an account, oldest first."""
        return self._state.restores.group("account", account_id)

    def not_started(self, account_id: int) -> tuple[NotStarted, ...]:
        """Return what was asked for last and kept from starting, of each kind and app."""
        return self._state.not_started.group("account", account_id)

    def snapshots(self, account_id: int, workload: Workload) -> tuple[Snapshot, ...]:
        """Return the snapshots of a workload of an account, oldest first."""
        return self._state.snapshots.group("workload", (account_id, workload))

    def content(self, digest: str) -> bytes:
        """Return the bytes with a SHA-256 digest; raises ValueError when there are none."""
        content = self._state.contents.get(digest)
        if content is None:
            raise ValueError(f"nothing is kept under {digest!r}: expected a digest of a snapshot")
        return content

    def _account(self, account_id: int) -> Account:
        account = self._state.accounts.get(str(account_id))
        if account is None:
            raise ValueError(f"there is no account {account_id}: expected the id of one")
        return account

    def _snapshot(self, account: Account, workload: Workload, snapshot_id: int | None) -> Snapshot:
        there = {snapshot.id: snapshot for snapshot in self.snapshots(account.id, workload)}
        wanted = max(there, default=None) if snapshot_id is None else snapshot_id
        if wanted is None:
            raise ValueError(
                f"nothing to restore: {account.email_id} has no {workload.value} snapshot"
            )
        if wanted not in there:
            known = ", ".join(str(each) for each in there) or "none"
            raise ValueError(
                f"{account.email_id} has no {workload.value} snapshot {wanted}: there are {known}"
            )
        return there[wanted]

    def _back_up_all(self, accounts: tuple[Account, ...]) -> tuple[Backup, ...]:
        return tuple(
            self.back_up(account.id, workload)
            for account in sorted(accounts, key=lambda account: account.id)
            for workload in self._workloads(account)
        )

    def _workloads(self, account: Account) -> list[Workload]:
        profile = self._state.profiles.get(account.profile)
        protected = profile.workloads if profile else frozenset[Workload]()
        return [workload for workload in Workload if workload in protected]
