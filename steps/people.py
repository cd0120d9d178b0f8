"""Steps about people: who is in which system, and what it holds of them."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from crosswalk.runner.tables import Rows, columns, table
from fakes.company.cast import Person
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .naming import Named
from .story import Story
from .tables import agree
from .terms import TERMS
from .who import account_of, enters_microsoft365, enters_okta


@given(parsers.parse("{people_are} in {systems}"), converters=TERMS)
def are_in(
    request: pytest.FixtureRequest,
    microsoft365: Microsoft365Admin,
    story: Story,
    people_are: tuple[Person, ...],
    systems: tuple[str, ...],
) -> None:
    """Add people: to Okta by UPN and SMTP address, to Microsoft 365 with mail and files."""
    # A scenario without Okta does without the connection of the Druva app, and without SCIM.
    okta = request.getfixturevalue("okta") if "Okta" in systems else None
    for person in people_are:
        if okta:
            enters_okta(okta, story.who, person)
        if "Microsoft 365" in systems:
            enters_microsoft365(microsoft365, story.who, person)


@given(parsers.parse("{person} of the department {department} is in Okta"), converters=TERMS)
def is_in_department(okta: OktaAdmin, story: Story, person: Person, department: str) -> None:
    """Add a person to Okta whose profile names a department."""
    enters_okta(okta, story.who, person, ("department", department))


@given(parsers.parse("{person} is in Microsoft 365 without a {missing}"), converters=TERMS)
def is_there_without(
    microsoft365: Microsoft365Admin, story: Story, person: Person, missing: str
) -> None:
    """Add a person who has no Exchange Online license, or who never opened OneDrive."""
    enters_microsoft365(
        microsoft365,
        story.who,
        person,
        mailbox=missing != "mailbox",
        onedrive=missing != "OneDrive",
    )


@when(parsers.parse("every address in {systems} moves to the domain {domain}"), converters=TERMS)
def moves_to_domain(
    okta: OktaAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    systems: tuple[str, ...],
    domain: str,
) -> None:
    """Change the domain of everyone's UPN or login and of their primary address, and send."""
    if "Okta" in systems:
        with story.refusal_by("Okta"):
            for person in okta.directory.users():
                moved = (("login", _at(domain, person.login)), ("email", _at(domain, person.email)))
                okta.directory.update(person.id, *moved)
            story.runs_jobs(okta)
    if "Microsoft 365" in systems:
        with story.refusal_by("Microsoft 365"):
            for user in microsoft365.directory.list_users():
                upn, mail = str(user.user_principal_name), str(user.mail)
                microsoft365.directory.change_username(user.id, Address(_at(domain, upn)))
                microsoft365.directory.set_primary_address(user.id, Address(_at(domain, mail)))


@then("Okta holds these people:")
@table(*columns("login", "email"))
def okta_holds(okta: OktaAdmin, datatable: Rows) -> None:
    """Check everyone in the Okta directory, oldest first: these and no others."""
    found = [{"login": user.login, "email": user.email} for user in okta.directory.users()]
    agree(found, datatable)


@then(parsers.parse("the {column} of {owner} is {stored}"), converters=TERMS)
def column_is(
    insync: InSyncAdmin, story: Story, column: str, owner: Named, stored: str | None
) -> None:
    """Check what inSync holds of a person, letter for letter."""
    account = account_of(insync, story.who, owner)
    found = str(account.email_id) if column == "inSync email ID" else account.ad_attribute
    assert found == stored, f"expected {_quoted(stored)}, found {_quoted(found)}"


def _at(domain: str, address: str) -> str:
    return f"{address.partition('@')[0]}@{domain}"


def _quoted(text: str | None) -> str:
    return "empty" if text is None else repr(text)
