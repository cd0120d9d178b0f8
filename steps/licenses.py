"""Steps about profiles and licenses: what an account is given, and when there is none left."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Profile, ScimMapping, Workload

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import account_of


@given(parsers.parse("inSync has {licenses}"), converters=TERMS)
@when(parsers.parse("the inSync admin raises the total to {licenses}"), converters=TERMS)
def has_licenses(insync: InSyncAdmin, licenses: int) -> None:
    """Set how many Microsoft 365 licenses inSync has."""
    insync.profiles.buy_licenses(licenses)


@when(parsers.parse("the inSync admin brings back {account}"), converters=TERMS)
def brings_back(insync: InSyncAdmin, story: Story, account: Named) -> None:
    """Try to activate a preserved account, and keep what inSync answers."""
    with story.refusal_by("inSync"):
        insync.accounts.activate(account_of(insync, story.who, account).id)


@given(parsers.parse("the profile {name} protects {workload} only"), converters=TERMS)
@when(
    parsers.parse("the inSync admin lets the profile {name} protect {workload} only"),
    converters=TERMS,
)
def protects_only(insync: InSyncAdmin, name: str, workload: Workload) -> None:
    """Save a profile that protects one app."""
    insync.profiles.save(Profile(name, workloads=frozenset({workload})))


@given(parsers.parse("users whose {attribute} is {value} get the profile {name}"), converters=TERMS)
def mappings_give(insync: InSyncAdmin, name: str, attribute: str, value: str) -> None:
    """Put a SCIM mapping with a filter before those there are."""
    first = ScimMapping(value, name, "Default", attribute=attribute, values=(value,))
    insync.provisioning.save_mappings((first, *insync.provisioning.mappings()))


@then(
    parsers.parse("{owner} has the profile {profile} and the storage {storage}"), converters=TERMS
)
def has_profile(
    insync: InSyncAdmin, story: Story, owner: Named, profile: str, storage: str
) -> None:
    """Check which profile and storage a person's account was given."""
    account = account_of(insync, story.who, owner)
    assert (account.profile, account.storage) == (profile, storage), (
        f"expected {profile!r} and {storage!r}, found {account.profile!r} and {account.storage!r}"
    )
