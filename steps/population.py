"""Steps about generated tenants: hundreds of people in given shares."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then

from fakes.company.generated import Kind, Resident, residents
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import License
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .accounts import by_owner
from .story import Story
from .tables import choice, records
from .terms import TERMS
from .who import OKTA

_KINDS = {kind.value: kind for kind in Kind}


@given(parsers.parse("a tenant of {count} people, seed {seed}, of whom:"), converters=TERMS)
def a_tenant(
    okta: OktaAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    count: int,
    seed: int,
    datatable: list[list[str]],
) -> None:
    """Generate people in shares and add each to Okta and to Microsoft 365."""
    shares = {
        choice("people are", row["people are"].partition(":")[0], _KINDS): _percent(row["share"])
        for row in records(datatable, "share", "people are", whole=True)
    }
    for resident in residents(count, shares, seed=seed):
        user = okta.directory.add(
            login=resident.upn,
            email=resident.okta_email,
            first_name=resident.first_name,
            last_name=resident.last_name,
        )
        story.who.note(OKTA, user.id, resident.upn)
        _enter_microsoft365(microsoft365, resident)


@then(parsers.parse("{count} people have more than one account"), converters=TERMS)
def people_twice(insync: InSyncAdmin, story: Story, count: int) -> None:
    """Count the people who have several accounts."""
    found = sum(1 for accounts in by_owner(insync, story).values() if len(accounts) > 1)
    assert found == count, f"expected {count} people, found {found}"


def _percent(share: str) -> int:
    number = share.removesuffix(" %")
    if not number.isdecimal():
        pytest.fail(
            f"share: {share!r} is not a whole number of percent, as in '25 %'", pytrace=False
        )
    return int(number)


def _enter_microsoft365(microsoft365: Microsoft365Admin, resident: Resident) -> None:
    licensed = resident.kind is not Kind.UNLICENSED
    user = microsoft365.directory.add_user(
        Address(resident.upn),
        mail=Address(resident.smtp),
        display_name=f"{resident.first_name} {resident.last_name}",
        licenses=(License.OFFICE_365_E3,) if licensed else (),
    )
    if resident.okta_email != resident.smtp:
        microsoft365.directory.add_alias(user.id, Address(resident.okta_email))
    if licensed:
        microsoft365.onedrive.provision(user.id)
