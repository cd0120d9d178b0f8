"""Steps about consoles: clicking from page to page, and who is signed in."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import AdminRole

from .story import Story
from .terms import TERMS


@when(parsers.parse("the {opening} admin opens {way}"), converters=TERMS)
def opens(okta: OktaAdmin, insync: InSyncAdmin, story: Story, opening: str, way: str) -> None:
    """Click what the console offers, one label after the other, or keep what it answers."""
    click = okta.console.click if opening == "Okta" else insync.settings.click
    with story.refusal_by(opening):
        for label in way.split(" > "):
            story.offered = click(label)


@then(parsers.parse("the console offers {what}"), converters=TERMS)
def offers(story: Story, what: str) -> None:
    """Check that the page that was opened last offers something."""
    found = ", ".join(story.offered) or "nothing"
    assert what in story.offered, f"expected the console to offer {what!r}, found {found}"


@given(parsers.parse("the Okta admin is {role}"), converters=TERMS)
@when(parsers.parse("the Okta admin is {role}"), converters=TERMS)
def is_signed_in_as(okta: OktaAdmin, story: Story, role: AdminRole) -> None:
    """Go on as an Okta administrator of some role."""
    with story.refusal_by("Okta"):
        okta.session.sign_in(role)
