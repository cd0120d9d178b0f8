"""Steps about people: who is in which system when a scenario begins."""

from __future__ import annotations

from pytest_bdd import given, parsers

from fakes.company.cast import Person
from fakes.company.setting_up import enter_microsoft365, enter_okta
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import OktaUser

from .terms import TERMS


@given(parsers.parse("{people} is in Okta"), converters=TERMS)
@given(parsers.parse("{people} are in Okta"), converters=TERMS)
def is_in_okta(okta: OktaAdmin, people: tuple[Person, ...]) -> None:
    """Add people to Okta: the UPN is the login, the SMTP address the email."""
    for person in people:
        enter_okta(okta, person)


@given(parsers.parse("{people} is in Okta and in Microsoft 365"), converters=TERMS)
@given(parsers.parse("{people} are in Okta and in Microsoft 365"), converters=TERMS)
def is_in_both(
    okta: OktaAdmin, microsoft365: Microsoft365Admin, people: tuple[Person, ...]
) -> None:
    """Add people to Okta and, with mail and files, to Microsoft 365."""
    for person in people:
        enter_okta(okta, person)
        enter_microsoft365(microsoft365, person)


@given(parsers.parse("{person} of the department {department} is in Okta"), converters=TERMS)
def is_in_department(okta: OktaAdmin, person: Person, department: str) -> None:
    """Add a person to Okta whose profile names a department."""
    enter_okta(okta, person, ("department", department))


@given(parsers.parse("{person} is in Microsoft 365"), converters=TERMS)
def is_there(microsoft365: Microsoft365Admin, person: Person) -> None:
    """Add a person to Microsoft 365, with mail and files."""
    enter_microsoft365(microsoft365, person)


@given(parsers.parse("{person} is in Microsoft 365 without a OneDrive"), converters=TERMS)
def is_there_without_onedrive(microsoft365: Microsoft365Admin, person: Person) -> None:
    """Add a licensed person who never opened OneDrive."""
    enter_microsoft365(microsoft365, person, onedrive=False)


@given(parsers.parse("{person} is in Microsoft 365 without a mailbox"), converters=TERMS)
def is_there_without_mailbox(microsoft365: Microsoft365Admin, person: Person) -> None:
    """Add a person who has no Exchange Online license."""
    enter_microsoft365(microsoft365, person, mailbox=False)


def okta_user(okta: OktaAdmin, person: Person) -> OktaUser:
    """Return the Okta user of a person, whose name does not change."""
    (user,) = okta.directory.named(person.name, person.surname)
    return user
