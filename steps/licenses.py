"""Steps about profiles, licenses and what is kept: what an account is given, and for how long."""

from __future__ import annotations

from datetime import timedelta

from pytest_bdd import given, parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import EVERYONE, Profile, ScimMapping, Workload

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import account_of


@given(parsers.parse("inSync has {licenses}"), converters=TERMS)
@when(parsers.parse("the inSync admin raises the total to {licenses}"), converters=TERMS)
def has_licenses(insync: InSyncAdmin, story: Story, licenses: int) -> None:
    """Set how many Microsoft 365 licenses for active users inSync has."""
    with story.refusal_by("inSync"):
        insync.profiles.buy_licenses(licenses)


@when(parsers.parse("the inSync admin buys {licenses} for preserved users"), converters=TERMS)
def buys_for_preserved(insync: InSyncAdmin, story: Story, licenses: int) -> None:
    """Set how many licenses for preserved users there are beyond the tenth that is granted."""
    with story.refusal_by("inSync"):
        insync.profiles.buy_preserved_licenses(licenses)


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
def protects_only(insync: InSyncAdmin, story: Story, name: str, workload: Workload) -> None:
    """Save a profile that protects one app."""
    with story.refusal_by("inSync"):
        insync.profiles.save(Profile(name, workloads=frozenset({workload})))


@given(parsers.parse("the profile {name} keeps snapshots for {duration}"), converters=TERMS)
def keeps_snapshots(insync: InSyncAdmin, name: str, duration: timedelta) -> None:
    """Save a profile that protects both apps and keeps snapshots for a number of days."""
    insync.profiles.save(Profile(name, retention_days=duration.days))


@when("inSync removes what the profiles no longer keep")
def applies_retention(insync: InSyncAdmin, story: Story) -> None:
    """Remove the snapshots that are older than the retention of their profile."""
    with story.refusal_by("inSync"):
        insync.protection.apply_retention()


@when(parsers.parse("the inSync admin places {owner} on Legal Hold"), converters=TERMS)
def places_on_hold(insync: InSyncAdmin, story: Story, owner: Named) -> None:
    """Place an account on Legal Hold."""
    with story.refusal_by("inSync"):
        insync.accounts.legal_hold(account_of(insync, story.who, owner).id, on=True)


@given("inSync has no SCIM mapping")
def has_no_mapping(insync: InSyncAdmin) -> None:
    """Leave inSync without a SCIM mapping, as in a new tenant."""
    insync.provisioning.save_mappings(())


@when("the inSync admin adds a SCIM mapping that allows any user")
def allows_any_user(insync: InSyncAdmin, story: Story) -> None:
    """Add a SCIM mapping without a filter, after those there are."""
    with story.refusal_by("inSync"):
        insync.provisioning.save_mappings((*insync.provisioning.mappings(), EVERYONE))


@given(parsers.parse("users of the profile {name} log in with AD/LDAP"), converters=TERMS)
def logs_in_with_ad(insync: InSyncAdmin, name: str) -> None:
    """Let a profile log its users in with AD/LDAP."""
    insync.profiles.save(Profile(name, ad_ldap_login=True))


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
