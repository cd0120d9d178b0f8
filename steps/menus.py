"""Steps about consoles: clicking from page to page, and who is signed in."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import AdminRole

from .story import Story
from .terms import TERMS


@when(parsers.parse("the {clicking} admin clicks {way}"), converters=TERMS)
def clicks(okta: OktaAdmin, insync: InSyncAdmin, story: Story, clicking: str, way: str) -> None:
    """Click what the page offers, one label after the other, or keep what the console answers."""
    click = okta.console.click if clicking == "Okta" else insync.settings.click
    with story.refusal_by(clicking):
        for label in way.split(" > "):
            story.offered = click(label)


@then(parsers.parse("the page offers {what}"), converters=TERMS)
def offers(story: Story, what: str) -> None:
    """Check that the page reached by the last click offers something."""
    found = ", ".join(story.offered) or "nothing"
    assert what in story.offered, f"expected the page to offer {what!r}, found {found}"


@given(parsers.parse("the Okta admin is {role}"), converters=TERMS)
@when(parsers.parse("the Okta admin is {role}"), converters=TERMS)
def is_signed_in_as(okta: OktaAdmin, role: AdminRole) -> None:
    """Go on as an Okta administrator of some role."""
    okta.session.sign_in(role)
