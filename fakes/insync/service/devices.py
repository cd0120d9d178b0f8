"""Devices: inSync's term for one protected app of one account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fakes.insync.model import Account, AccountStatus, Backup, BackupStatus, Snapshot, Workload

from .state import State

_WORKLOADS = tuple(Workload)
_COMPLETED = (BackupStatus.SUCCESSFUL, BackupStatus.WITH_ERRORS)


@dataclass(frozen=True, slots=True)
class Device:
    """One app of one account, and how its backups went; None where there was none."""

    id: int
    account: Account
    workload: Workload
    last_backup: Backup | None
    last_success: Backup | None

    @property
    def status(self) -> BackupStatus:
        """Return how the last backup ended."""
        return self.last_backup.status if self.last_backup else BackupStatus.NEVER

    @property
    def disabled(self) -> bool:
        """Tell whether nothing is backed up any more."""
        return self.account.status is AccountStatus.PRESERVED


class Devices:
    """The devices of the accounts: one for each app that a profile protects, or ever did."""

    def __init__(self, state: State) -> None:
        self._state = state

    def all(self) -> Iterator[Device]:
        """Iterate over every device, by account and app."""
        for account in self._state.accounts:
            yield from self.of(account)

    def of(self, account: Account) -> Iterator[Device]:
        """Iterate over the devices of an account."""
        profile = self._state.profiles.get(account.profile)
        protected = profile.workloads if profile else frozenset[Workload]()
        jobs = self._state.backups.group("account", account.id)
        for workload in _WORKLOADS:
            ran = [job for job in jobs if job.workload is workload]
            if ran or workload in protected:
                yield _device(account, workload, ran)

    def find(self, device_id: int) -> Device | None:
        """Return the device of a number, or None."""
        account_id = 1 + (device_id - 1) // len(_WORKLOADS)
        account = self._state.accounts.get(str(account_id))
        devices = self.of(account) if account else ()
        return next((device for device in devices if device.id == device_id), None)

    def snapshots(self, device: Device) -> tuple[Snapshot, ...]:
        """Return the snapshots of a device, oldest first."""
        return self._state.snapshots.group("workload", (device.account.id, device.workload))

    def fetched(self, snapshot: Snapshot) -> int:
        """Return how many items the backup that took a snapshot fetched."""
        jobs = self._state.backups.group("account", snapshot.account_id)
        return next((job.fetched for job in jobs if job.snapshot_id == snapshot.id), 0)


def device_id(account_id: int, workload: Workload) -> int:
    """Return the number of the device of an account and an app."""
    return (account_id - 1) * len(_WORKLOADS) + _WORKLOADS.index(workload) + 1


def _device(account: Account, workload: Workload, ran: list[Backup]) -> Device:
    completed = [job for job in ran if job.status in _COMPLETED]
    return Device(
        id=device_id(account.id, workload),
        account=account,
        workload=workload,
        last_backup=ran[-1] if ran else None,
        last_success=completed[-1] if completed else None,
    )
