"""The state of inSync in one place, with the indexes by which it is searched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fakes.insync.credentials import ApiClient, ScimGroup
from fakes.insync.model import (
    AccessSetting,
    AccessToken,
    Account,
    Backup,
    GraphApp,
    NotStarted,
    Profile,
    Restore,
    ScimMapping,
    ScimToken,
    Snapshot,
    Workload,
)
from fakes.store import TRANSIENT, Ids, KeyedStore, Table, Volatile

from .impossible import problems


def words_of(account: Account) -> tuple[str, ...]:
    """Return the words by which the Users page finds an account, without case."""
    email_id = account.email_id.folded
    names = account.display_name.casefold().split()
    sent_as = (account.external_id.casefold(),) if account.external_id else ()
    return (email_id, *names, *sent_as)


def _accounts() -> Table[Account]:
    return Table(
        lambda account: str(account.id),
        unique={
            "inSync email ID": lambda account: (account.email_id,),
            "SCIM id": lambda account: (account.scim_id,) if account.scim_id else (),
        },
        grouped={
            "profile": lambda account: (account.profile,),
            "status": lambda account: (account.status,),
            "profile and status": lambda account: ((account.profile, account.status),),
            "license": lambda account: ((account.status, account.licensed),),
            "gone from SCIM": lambda account: () if account.scim_id else (True,),
            "SCIM externalId": lambda account: (account.external_id,),
        },
        spelled={"words": words_of},
    )


def _api_clients() -> Table[ApiClient]:
    return Table(lambda client: client.client_id)


def _groups() -> Table[ScimGroup]:
    return Table(
        lambda group: group.scim_id,
        grouped={
            "displayName": lambda group: (group.display_name.casefold(),),
            "externalId": lambda group: (group.external_id,),
        },
    )


def _profiles() -> Table[Profile]:
    profiles: Table[Profile] = Table(lambda profile: profile.name)
    profiles.put(Profile("Default"))
    return profiles


def _backups() -> Table[Backup]:
    return Table(
        lambda backup: str(backup.id),
        grouped={"account": lambda backup: (backup.account_id,)},
    )


def _restores() -> Table[Restore]:
    return Table(
        lambda restore: str(restore.id),
        grouped={"account": lambda restore: (restore.account_id,)},
    )


def _not_started() -> Table[NotStarted]:
    return Table(
        lambda job: key_of(job.account_id, job.workload, restoring=job.restoring),
        grouped={"account": lambda job: (job.account_id,)},
    )


def key_of(account_id: int, workload: Workload, *, restoring: bool) -> str:
    """Return the key of what was kept from starting: one of each kind, app and account."""
    return f"{account_id} {workload.value} {'restore' if restoring else 'backup'}"


def _snapshots() -> Table[Snapshot]:
    return Table(
        lambda snapshot: str(snapshot.id),
        grouped={
            "workload": lambda snapshot: ((snapshot.account_id, snapshot.workload),),
            "digest": lambda snapshot: (item.digest for item in snapshot.items),
        },
    )


@dataclass
class State:
    """The whole state of the tenant.

    ``contents`` holds bytes by their SHA-256 digest, ``access_tokens`` what opens each audience
    of Microsoft 365; ``clicked`` is the way to the page that the console shows, ``chosen_access``
    what is chosen and not saved there; ``storages`` holds the numbers by which the REST API names
    storages. ``preserved_licenses`` are those bought beyond the tenth that is granted.
    """

    ids: Ids
    volatile: Volatile = field(default_factory=Volatile, metadata=TRANSIENT)
    accounts: Table[Account] = field(default_factory=_accounts)
    profiles: Table[Profile] = field(default_factory=_profiles)
    mappings: tuple[ScimMapping, ...] = ()
    token: ScimToken | None = None
    api_clients: Table[ApiClient] = field(default_factory=_api_clients)
    storages: dict[str, int] = field(default_factory=lambda: {"Default": 1})
    groups: Table[ScimGroup] = field(default_factory=_groups)
    access: AccessSetting = AccessSetting.EMAIL_ID
    chosen_access: AccessSetting | None = None
    clicked: tuple[str, ...] = ()
    licenses: int = 1_000_000
    preserved_licenses: int = 0
    graph_app: GraphApp | None = None
    access_tokens: dict[str, AccessToken] = field(default_factory=dict)
    backups: Table[Backup] = field(default_factory=_backups)
    restores: Table[Restore] = field(default_factory=_restores)
    not_started: Table[NotStarted] = field(default_factory=_not_started)
    snapshots: Table[Snapshot] = field(default_factory=_snapshots)
    contents: KeyedStore[bytes] = field(default_factory=KeyedStore)
    readings: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def problems(values: Mapping[str, Any]) -> Iterator[str]:
        """Yield what is impossible about values of the fields, each with its place."""
        return problems(values)
