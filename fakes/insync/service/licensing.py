"""Licenses and profile limits: how many active accounts there may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fakes.insync import rules
from fakes.insync.model import Account, AccountStatus, PreservedBy, Profile

from .state import State


def license_is_free(state: State) -> bool:
    """Tell whether fewer active accounts hold a license than were bought."""
    return state.accounts.count("license", (AccountStatus.ACTIVE, True)) < state.licenses


def profile_is_full(state: State, profile: Profile) -> bool:
    """A31: tell whether a profile takes no further active account."""
    users = state.accounts.count("profile and status", (profile.name, AccountStatus.ACTIVE))
    return rules.is_full(profile, users)


def preserved(account: Account, by: PreservedBy, now: datetime) -> Account:
    """F32: return an account as it is once preserved, its license freed."""
    return replace(
        account,
        status=AccountStatus.PRESERVED,
        preserved_by=by,
        licensed=False,
        changed_on=now,
    )


def activated(account: Account, now: datetime) -> Account:
    """F33: return an account as it is once active again, holding a license."""
    return replace(
        account, status=AccountStatus.ACTIVE, preserved_by=None, licensed=True, changed_on=now
    )
