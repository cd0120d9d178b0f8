"""Steps about profiles and licenses: what an account is given, and when there is none left."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Profile, ScimMapping, Workload
from fixtures.cast import Person

from .accounts import account_of
from .story import Story
from .terms import TYPES


@given(parsers.parse("inSync has {count:Count} license", extra_types=TYPES))
@given(parsers.parse("inSync has {count:Count} licenses", extra_types=TYPES))
@when(parsers.parse("the inSync admin raises the licenses to {count:Count}", extra_types=TYPES))
def has_licenses(insync: InSyncAdmin, count: int) -> None:
    """Set how many Microsoft 365 licenses inSync has."""
    insync.profiles.buy_licenses(count)


@then(parsers.parse("the account of {person:Person} has a license", extra_types=TYPES))
def is_licensed(insync: InSyncAdmin, person: Person) -> None:
    """Check that a person's account holds a license."""
    assert account_of(insync, person).licensed


@then(parsers.parse("the account of {person:Person} has no license", extra_types=TYPES))
def is_unlicensed(insync: InSyncAdmin, person: Person) -> None:
    """Check that a person's account had to do without a license, or gave it back."""
    assert not account_of(insync, person).licensed


@when(
    parsers.parse("the inSync admin brings back the account of {person:Person}", extra_types=TYPES)
)
def brings_back(insync: InSyncAdmin, story: Story, person: Person) -> None:
    """Try to activate a preserved account, and keep what inSync answers."""
    try:
        insync.accounts.activate(account_of(insync, person).id)
    except ValueError as refusal:
        story.refusal = str(refusal)


@given(
    parsers.parse("the profile {name:Text} protects {workload:Workload} only", extra_types=TYPES)
)
@when(
    parsers.parse(
        "the inSync admin lets the profile {name:Text} protect {workload:Workload} only",
        extra_types=TYPES,
    )
)
def protects_only(insync: InSyncAdmin, name: str, workload: Workload) -> None:
    """Save a profile that protects one app."""
    insync.profiles.save(Profile(name, workloads=frozenset({workload})))


@given(
    parsers.parse(
        "users whose {attribute:Word} is {value:Text} get the profile {name:Text}",
        extra_types=TYPES,
    )
)
def mappings_give(insync: InSyncAdmin, name: str, attribute: str, value: str) -> None:
    """Put a SCIM mapping with a filter before those there are."""
    first = ScimMapping(value, name, "Default", attribute=attribute, values=(value,))
    insync.provisioning.save_mappings((first, *insync.provisioning.mappings()))


@then(
    parsers.parse(
        "{person:Person} has the profile {profile:Text} and the storage {storage:Text}",
        extra_types=TYPES,
    )
)
def has_profile(insync: InSyncAdmin, person: Person, profile: str, storage: str) -> None:
    """Check which profile and storage a person's account was given."""
    account = account_of(insync, person)
    assert (account.profile, account.storage) == (profile, storage)
