"""What is wrong with a state that no tenant can be in."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from itertools import chain
from typing import Any

from fakes.insync.model import Account, ScimMapping, Snapshot
from fakes.wire import fits_everywhere

Named = Container[str]


def problems(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is impossible about the fields of a state, each with its place."""
    profiles, storages = values["profiles"], values["storages"]
    for account in values["accounts"]:
        yield from _of_account(account, profiles)
    for mapping in values["mappings"]:
        yield from _of_mapping(mapping, profiles, storages)
    for snapshot in values["snapshots"]:
        yield from _of_snapshot(snapshot, values["contents"])


def _of_account(account: Account, profiles: Named) -> Iterator[str]:
    if account.profile not in profiles:
        yield f"accounts: {account.id} has no profile {account.profile!r}: expected one of profiles"


def _of_mapping(mapping: ScimMapping, profiles: Named, storages: Named) -> Iterator[str]:
    if mapping.profile not in profiles:
        yield f"mappings: {mapping.name} gives {mapping.profile!r}: expected one of profiles"
    if mapping.storage not in storages:
        yield f"storages: expected a number for {mapping.storage!r}, which {mapping.name} gives"


def _of_snapshot(snapshot: Snapshot, contents: Named) -> Iterator[str]:
    folders = (*snapshot.folders, *(item.path for item in snapshot.items))
    if not all(map(fits_everywhere, chain(*folders))):
        yield f"snapshots: {snapshot.id} has folders with control characters: expected none"
    for item in snapshot.items:
        if item.digest not in contents:
            yield f"contents: expected that of {item.name!r}, with the digest {item.digest}"
