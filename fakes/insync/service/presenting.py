"""Which value of an account goes to Microsoft 365, by the setting and the readings in force."""

from __future__ import annotations

from fakes.insync import rules
from fakes.insync.model import Account, RestorePresents, WithoutAttribute, Workload
from fakes.store import in_force

from .state import State


def to_back_up(state: State, account: Account) -> str | None:
    """Return what a backup presents, or None when there is nothing to present."""
    return rules.presented_for_backup(account, state.access, _without(state)).value


def to_restore(state: State, account: Account, workload: Workload) -> str | None:
    """Return what a restore presents, or None when there is nothing to present."""
    presents = in_force(state, "A1", RestorePresents)
    return rules.presented_for_restore(
        account, workload, access=state.access, presents=presents, without=_without(state)
    ).value


def _without(state: State) -> WithoutAttribute:
    return in_force(state, "A4", WithoutAttribute)
