"""Steps about people: who is in which system, and what it holds of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytest_bdd import given, parsers, then, when

from crosswalk.runner.tables import Rows, columns, table
from fakes.company.cast import Person
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import License
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .naming import Named
from .own_people import COLUMNS, Holding, Newcomer, fits, newcomer_of
from .story import Story
from .tables import agree
from .terms import TERMS
from .who import (
    Register,
    account_of,
    adds_account,
    adds_from_ad,
    enters_microsoft365,
    enters_okta,
)


@given(parsers.parse("{people_are} in {systems}"), converters=TERMS)
def are_in(
    request: pytest.FixtureRequest,
    microsoft365: Microsoft365Admin,
    story: Story,
    people_are: tuple[str, ...],
    systems: tuple[str, ...],
) -> None:
    """Add people: to Okta by UPN and SMTP address, to Microsoft 365 with mail and files."""
    # A scenario without Okta does without the connection of the Druva app, and without SCIM.
    okta = request.getfixturevalue("okta") if "Okta" in systems else None
    for person in people_are:
        if okta:
            enters_okta(okta, story.who, story.who.person(person))
        if "Microsoft 365" in systems:
            enters_microsoft365(microsoft365, story.who, story.who.person(person))


@given("these people:")
@table(*COLUMNS, check=fits)
def these_people(
    request: pytest.FixtureRequest,
    insync: InSyncAdmin,
    microsoft365: Microsoft365Admin,
    story: Story,
    datatable: Rows,
) -> None:
    """Bring people of your own, whom later sentences name; one of the cast gets other addresses.

    A system has a person if a cell of it is filled in. In Okta: `login`, `email`, `department`. In
    Microsoft 365: `UPN`, `primary SMTP address`, `aliases`, `license`, `mailbox`, `OneDrive`. In
    inSync: `inSync email ID`, and `AD attribute` where the AD connector added the account. An
    address that is left out is the other one of its system.
    """
    assert datatable, "expected a row for each person, found none"
    for number, row in enumerate(datatable, start=1):
        newcomer = newcomer_of(row)
        with _row_of(number, newcomer.person):
            story.who.bring(newcomer.person)
            if newcomer.in_okta:
                okta = request.getfixturevalue("okta")
                enters_okta(okta, story.who, newcomer.person, *newcomer.further)
            if newcomer.holding:
                _moves_in(microsoft365, story.who, newcomer.person, newcomer.holding)
            if newcomer.email_id:
                _is_held(insync, story.who, newcomer, newcomer.email_id)


@given(parsers.parse("{person} of the department {department} is in Okta"), converters=TERMS)
def is_in_department(okta: OktaAdmin, story: Story, person: str, department: str) -> None:
    """Add a person to Okta whose profile names a department."""
    enters_okta(okta, story.who, story.who.person(person), ("department", department))


@given(parsers.parse("{person} is in Microsoft 365 without a {missing}"), converters=TERMS)
def is_there_without(
    microsoft365: Microsoft365Admin, story: Story, person: str, missing: str
) -> None:
    """Add a person who has no Exchange Online license, or who never opened OneDrive."""
    enters_microsoft365(
        microsoft365,
        story.who,
        story.who.person(person),
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
    """Check what inSync holds of a person, including upper and lower case."""
    account = account_of(insync, story.who, owner)
    found = str(account.email_id) if column == "inSync email ID" else account.ad_attribute
    assert found == stored, f"expected {_quoted(stored)}, found {_quoted(found)}"


def _moves_in(
    microsoft365: Microsoft365Admin, who: Register, person: Person, holding: Holding
) -> None:
    """Add a person to Microsoft 365; a mailbox that needs no license outlives it."""
    shared = holding.mailbox == "shared"
    licenses = holding.licenses
    user = enters_microsoft365(
        microsoft365,
        who,
        person,
        mailbox=holding.mailbox != "no",
        onedrive=holding.onedrive == "yes",
        licenses=licenses or ((License.EXCHANGE_ONLINE,) if shared else ()),
    )
    if shared:
        microsoft365.exchange.convert_to_shared(user.id)
        if not licenses:
            microsoft365.directory.remove_license(user.id, License.EXCHANGE_ONLINE)


def _is_held(insync: InSyncAdmin, who: Register, newcomer: Newcomer, email_id: Address) -> None:
    """Add an account: by hand, or by the AD connector where it has an AD attribute."""
    if newcomer.ad_attribute:
        adds_from_ad(insync, who, newcomer.person, email_id, newcomer.ad_attribute)
    else:
        adds_account(insync, who, newcomer.person, email_id)


@contextmanager
def _row_of(number: int, person: Person) -> Iterator[None]:
    """Say whose row it was when a system refuses what a row asks for."""
    refusal = ""
    try:
        yield
    except ValueError as error:
        refusal = str(error)
    if refusal:
        pytest.fail(f"row {number}, {person.name}: {refusal}", pytrace=False)


def _at(domain: str, address: str) -> str:
    return f"{address.partition('@')[0]}@{domain}"


def _quoted(text: str | None) -> str:
    return "empty" if text is None else repr(text)
