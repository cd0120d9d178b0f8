"""Licenses and profile limits: how many accounts there may be, and what takes a license."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fakes.insync import rules
from fakes.insync.licenses import ComingBack, Licenses, LicenseTaken, PreservingNeeds
from fakes.insync.model import Account, AccountStatus, PreservedBy, Profile, Refusal
from fakes.store import in_force

from .state import State


def licenses_of(state: State) -> Licenses:
    """Return how many licenses there are, and how many accounts hold one."""
    held = state.accounts.count
    return Licenses(
        active=state.licenses,
        active_consumed=held("license", (AccountStatus.ACTIVE, True)),
        preserved=rules.preserved_licenses(state.licenses, state.preserved_licenses),
        preserved_consumed=held("license", (AccountStatus.PRESERVED, True)),
    )


def taken(state: State) -> LicenseTaken:
    """A25: return when an account takes its license."""
    return in_force(state, "A25", LicenseTaken)


def is_given_when_created(state: State) -> bool:
    """A25: tell whether an account that is created now holds a license at once."""
    created = taken(state) is not LicenseTaken.BY_FIRST_BACKUP
    return created and rules.active_license_is_free(licenses_of(state))


def is_free_for_backup(state: State) -> bool:
    """F54: tell whether a first backup finds a license that it can take."""
    return rules.backup_takes_license(licenses_of(state), taken(state))


def hand_out(state: State) -> None:
    """A35: where accounts take licenses when created, give free ones to those that have none."""
    waiting = state.accounts.group("license", (AccountStatus.ACTIVE, False))
    for account in waiting if taken(state) is not LicenseTaken.BY_FIRST_BACKUP else ():
        if not rules.active_license_is_free(licenses_of(state)):
            break
        state.accounts.put(replace(account, licensed=True))


def profile_is_full(state: State, profile: Profile) -> bool:
    """A31: tell whether a profile takes no further active account."""
    return rules.is_full(profile, active_users(state, profile.name))


def active_users(state: State, profile: str) -> int:
    """A31: return how many accounts of a profile are active."""
    return state.accounts.count("profile and status", (profile, AccountStatus.ACTIVE))


def preserved(state: State, account: Account, by: PreservedBy, now: datetime) -> Account | Refusal:
    """F32: return an account as it is once preserved, or why it cannot be."""
    needs = in_force(state, "A29", PreservingNeeds)
    if not rules.may_be_preserved(account, licenses_of(state), needs):
        of_active = needs is PreservingNeeds.ACTIVE_USER
        return Refusal.NO_LICENSE if of_active else Refusal.NO_PRESERVED_LICENSE
    return replace(account, status=AccountStatus.PRESERVED, preserved_by=by, changed_on=now)


def activated(state: State, account: Account, now: datetime) -> Account | Refusal:
    """F33, A82: return an account as it is once active again, or why it cannot be."""
    profile, users = state.profiles.get(account.profile), active_users(state, account.profile)
    if not rules.has_place_for(profile, users, in_force(state, "A82", ComingBack)):
        return Refusal.PROFILE_FULL
    if not rules.may_be_activated(account, licenses_of(state)):
        return Refusal.NO_LICENSE
    return replace(account, status=AccountStatus.ACTIVE, preserved_by=None, changed_on=now)
