"""Steps about single sign-on: whether somebody who is signed in to Okta gets into inSync."""

from __future__ import annotations

from pytest_bdd import parsers, then

from fakes.insync.admin import InSyncAdmin
from fakes.okta.admin import OktaAdmin

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import okta_user_of


@then(parsers.parse("{okta_user} can sign on to inSync through Okta: {answer}"), converters=TERMS)
def can_sign_on(
    okta: OktaAdmin, insync: InSyncAdmin, story: Story, okta_user: Named, answer: bool
) -> None:
    """Check whether inSync has an account for what Okta sends as Name ID: the app's username."""
    assignment = okta.assignments.of(okta_user_of(okta, story.who, okta_user).id)
    assert assignment is not None, "expected that the Druva app is assigned, found no assignment"
    refusal = ""
    try:
        insync.accounts.sign_on(assignment.user_name)
    except ValueError as refused:
        refusal = str(refused)
    assert (not refusal) is answer, f"expected: {answer}, found: {refusal or 'signed on'}"
