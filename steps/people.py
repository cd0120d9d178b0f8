"""Steps about people: who is in which system, and what it holds of them."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then

from fakes.company.cast import Person
from fakes.company.setting_up import enter_microsoft365, enter_okta
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import OktaUser
from fakes.wire import Address

from .accounts import account_of
from .microsoft365 import user_of
from .tables import agree, records
from .terms import TERMS


@given(parsers.parse("{people_are} in {systems}"), converters=TERMS)
def are_in(
    request: pytest.FixtureRequest,
    microsoft365: Microsoft365Admin,
    people_are: tuple[Person, ...],
    systems: tuple[str, ...],
) -> None:
    """Add people: to Okta by UPN and SMTP address, to Microsoft 365 with mail and files."""
    # A scenario without Okta does without the connection of the Druva app, and without SCIM.
    okta = request.getfixturevalue("okta") if "Okta" in systems else None
    for person in people_are:
        if okta:
            enter_okta(okta, person)
        if "Microsoft 365" in systems:
            enter_microsoft365(microsoft365, person)


@given(parsers.parse("{person} of the department {department} is in Okta"), converters=TERMS)
def is_in_department(okta: OktaAdmin, person: Person, department: str) -> None:
    """Add a person to Okta whose profile names a department."""
    enter_okta(okta, person, ("department", department))


@given(parsers.parse("{person} is in Microsoft 365 without a {missing}"), converters=TERMS)
def is_there_without(microsoft365: Microsoft365Admin, person: Person, missing: str) -> None:
    """Add a person who has no Exchange Online license, or who never opened OneDrive."""
    enter_microsoft365(
        microsoft365, person, mailbox=missing != "mailbox", onedrive=missing != "OneDrive"
    )


@then(parsers.parse("the {column} of {person} is {stored}"), converters=TERMS)
def column_is(
    insync: InSyncAdmin,
    microsoft365: Microsoft365Admin,
    column: str,
    person: Person,
    stored: str | None,
) -> None:
    """Check what a system holds of a person, letter for letter."""
    found: Address | str | None
    if column == "primary SMTP address":
        found = user_of(microsoft365, person).mail
    else:
        account = account_of(insync, person)
        found = account.email_id if column == "inSync email ID" else account.ad_attribute
    text = None if found is None else str(found)
    assert text == stored, f"expected {_quoted(stored)}, found {_quoted(text)}"


@then("Okta holds these people:")
def okta_holds(okta: OktaAdmin, datatable: list[list[str]]) -> None:
    """Check everyone in the Okta directory, oldest first: these and no others."""
    found = [{"login": user.login, "email": user.email} for user in okta.directory.users()]
    agree(found, records(datatable, "login", "email"))


def okta_user(okta: OktaAdmin, person: Person) -> OktaUser:
    """Return the Okta user of a person, whose name does not change."""
    (user,) = okta.directory.named(person.name, person.surname)
    return user


def _quoted(text: str | None) -> str:
    return "empty" if text is None else repr(text)
