"""Steps about how systems are connected: the Druva app, and inSync with Microsoft 365."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import given, parsers, when

from fakes.insync.admin import InSyncAdmin
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import UsernameFormat

from .story import Story
from .terms import TERMS, Switch


@given("inSync has no access to Microsoft 365")
def has_no_access(insync: InSyncAdmin) -> None:
    """Take back what an admin authorized inSync to reach Microsoft 365 by."""
    insync.protection.revoke()


@when(parsers.parse("the Okta admin enters the token {token}"), converters=TERMS)
def enters_token(okta: OktaAdmin, story: Story, token: str) -> None:
    """Try to save the connection with some token, and keep what Okta answers."""
    with story.refusal_by("Okta"):
        okta.app.connect(base_url=okta.app.provisioning().base_url, token=token)


@given(parsers.parse("{switch} is switched off"), converters=TERMS)
def switches_off(okta: OktaAdmin, switch: Switch) -> None:
    """Switch off something that Okta may do in inSync."""
    _turn(okta, switch, on=False)


@when(parsers.parse("the Okta admin switches {switch} on"), converters=TERMS)
def switches_on(okta: OktaAdmin, story: Story, switch: Switch) -> None:
    """Switch on something that Okta may do in inSync, and send whatever that sends."""
    with story.refusal_by("Okta"):
        _turn(okta, switch, on=True)
        story.runs_jobs(okta)


@when(parsers.parse("the Okta admin sets the username format to {chosen}"), converters=TERMS)
def sets_format(okta: OktaAdmin, story: Story, chosen: UsernameFormat) -> None:
    """Save the application username format, sending nothing."""
    with story.refusal_by("Okta"):
        okta.app.save_sign_on(replace(okta.app.sign_on(), format=chosen))


@when("the Okta admin updates the application usernames now")
def updates_usernames(okta: OktaAdmin, story: Story) -> None:
    """Recompute the application usernames of everyone who is assigned, and send."""
    with story.refusal_by("Okta"):
        okta.assignments.update_usernames_now()
        story.runs_jobs(okta)


def _turn(okta: OktaAdmin, switch: Switch, *, on: bool) -> None:
    before = okta.app.provisioning()
    after = switch(before, on)
    assert after != before, f"expected something to switch, and it is {'on' if on else 'off'}"
    okta.app.configure(after)
