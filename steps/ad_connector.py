"""Steps about accounts that came by the AD connector, before Okta sent anybody."""

from __future__ import annotations

from pytest_bdd import given, parsers, when

from fakes.insync.admin import InSyncAdmin
from fakes.wire import Address

from .story import Story
from .terms import TERMS
from .who import adds_from_ad


@given(
    parsers.parse("the AD connector added {person} as {address} with the AD user name {value}"),
    converters=TERMS,
)
def was_added(insync: InSyncAdmin, story: Story, person: str, address: Address, value: str) -> None:
    """Add an account as the AD connector does; the AD user name is the AD attribute."""
    adds_from_ad(insync, story.who, story.who.person(person), address, value)


@given("inSync was changed from AD/LDAP to SCIM")
@when("the inSync admin changes user provisioning from AD/LDAP to SCIM")
def changes_to_scim(insync: InSyncAdmin, story: Story) -> None:
    """Exchange AD/LDAP for SCIM as the way in which users come."""
    with story.refusal_by("inSync"):
        insync.provisioning.change_to_scim()
