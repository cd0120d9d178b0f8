"""Bytes kept once, however many snapshots hold them."""

from __future__ import annotations

import hashlib

from fakes.insync.model import Snapshot

from .state import State


def digest_of(content: bytes) -> str:
    """Return the SHA-256 digest of bytes in hex."""
    return hashlib.sha256(content).hexdigest()


def keep(state: State, content: bytes) -> str:
    """Keep bytes and return the digest they are found under."""
    digest = digest_of(content)
    state.contents.setdefault(digest, content)
    return digest


def forget(state: State, snapshot: Snapshot) -> None:
    """Remove a snapshot, and the bytes that no other snapshot names."""
    state.snapshots.remove(str(snapshot.id))
    for item in snapshot.items:
        if not state.snapshots.count("digest", item.digest):
            state.contents.pop(item.digest, None)
