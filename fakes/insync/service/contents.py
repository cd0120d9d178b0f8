"""Contents of snapshots: equal bytes are stored once."""

from __future__ import annotations

import hashlib

from fakes.insync.model import Snapshot

from .state import State


def digest_of(content: bytes) -> str:
    """Return the SHA-256 digest of bytes in hex."""
    return hashlib.sha256(content).hexdigest()


def store_content(state: State, content: bytes) -> str:
    """Store bytes and return their digest."""
    digest = digest_of(content)
    state.contents.setdefault(digest, content)
    return digest


def forget(state: State, snapshot: Snapshot) -> None:
    """Remove a snapshot, and the bytes that no other snapshot names."""
    state.snapshots.remove(str(snapshot.id))
    for item in snapshot.items:
        if not state.snapshots.count("digest", item.digest):
            state.contents.pop(item.digest, None)
