"""What retention removes: snapshots that are older than the profile of their account keeps."""

from __future__ import annotations

from datetime import datetime

from fakes.insync import rules
from fakes.insync.model import Workload

from .contents import forget
from .state import State


def apply_retention(state: State, now: datetime) -> int:
    """F10, F58: remove what is beyond retention, of nobody on Legal Hold; return how many."""
    beyond = [
        snapshot
        for account in state.accounts
        if not account.legal_hold
        for workload in Workload
        for snapshot in rules.beyond_retention(
            state.snapshots.group("workload", (account.id, workload)),
            state.profiles.get(account.profile),
            now,
        )
    ]
    for snapshot in beyond:
        forget(state, snapshot)
    return len(beyond)
