"""Steps about generated tenants: hundreds of people in given shares."""

from __future__ import annotations

from pytest_bdd import given, parsers, then

from crosswalk.runner.phrases import form
from crosswalk.runner.tables import Column, Rows, table
from fakes.company.generated import Kind, Resident, residents
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import License
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .accounts import by_owner
from .story import Story
from .terms import TERMS
from .who import OKTA

_KINDS = {kind.value: kind for kind in Kind}
_KIND = form(
    rf"(?:{'|'.join(_KINDS)})(?::.*)?",
    lambda text: _KINDS[text.partition(":")[0]],
    expected=f"one of {', '.join(_KINDS)}",
    examples=("split", "split: UPN and SMTP address differ"),
)
_PERCENT = form(
    r"\d+ %",
    lambda text: int(text.removesuffix(" %")),
    expected="a whole number of percent",
    examples=("25 %",),
)


@given(parsers.parse("a tenant of {count} people, seed {seed}, of whom:"), converters=TERMS)
@table(
    Column("share", _PERCENT, required=True),
    Column("people are", _KIND, required=True, unique=True),
)
def a_tenant(
    okta: OktaAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    count: int,
    seed: int,
    datatable: Rows,
) -> None:
    """Generate people in shares and add each to Okta and to Microsoft 365."""
    shares: dict[Kind, int] = {row["people are"]: row["share"] for row in datatable}
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
