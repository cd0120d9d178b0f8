"""What was asked for and kept from starting: no job of inSync's, remembered for who asks why."""

from __future__ import annotations

from fakes.insync.model import Account, Cause, NotStarted, Workload

from .state import State, key_of


def keep_from_starting(
    state: State, account: Account, workload: Workload, cause: Cause | None, *, restoring: bool
) -> None:
    """Remember why a job does not start; one that starts is remembered as a job instead."""
    key = key_of(account.id, workload, restoring=restoring)
    if cause:
        state.not_started.put(NotStarted(account.id, workload, restoring, cause))
    elif key in state.not_started:
        state.not_started.remove(key)


def forget_not_started(state: State, account_id: int) -> None:
    """Forget what was kept from starting for an account."""
    for job in state.not_started.group("account", account_id):
        state.not_started.remove(key_of(account_id, job.workload, restoring=job.restoring))
