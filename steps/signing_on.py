"""Steps about single sign-on: whether somebody who is signed in to Okta gets into inSync."""

from __future__ import annotations

from pytest_bdd import parsers, then

from fakes.company.cast import Person
from fakes.insync.admin import InSyncAdmin
from fakes.okta.admin import OktaAdmin

from .people import okta_user
from .terms import TERMS


@then(parsers.parse("{person} can sign on to inSync through Okta: {answer}"), converters=TERMS)
def can_sign_on(okta: OktaAdmin, insync: InSyncAdmin, person: Person, answer: bool) -> None:
    """Check whether inSync has an account for what Okta sends as Name ID: the app's username."""
    assignment = okta.assignments.of(okta_user(okta, person).id)
    assert assignment is not None, f"expected that {person.name} has the Druva app, found none"
    refusal = ""
    try:
        insync.accounts.sign_on(assignment.user_name)
    except ValueError as refused:
        refusal = str(refused)
    assert (not refusal) is answer, f"expected: {answer}, found: {refusal or 'signed on'}"
