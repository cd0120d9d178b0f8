"""Steps about what any identity provider may send to inSync, besides what Okta happens to send."""

from __future__ import annotations

from pytest_bdd import parsers, then, when

from crosswalk.labs import Lab
from fakes.company.cast import Person
from fakes.insync.admin import InSyncAdmin
from fakes.wire import Request, Response

from .accounts import account_of
from .story import Story
from .terms import TERMS

SENDER = "an identity provider"


@when("an identity provider posts this user:")
def posts(lab: Lab, story: Story, docstring: str) -> None:
    """Send a user to inSync with POST, under a token of its own, which ends that of Okta."""
    story.answer = _send(lab, "POST", "/Users", docstring)


@when(parsers.parse("an identity provider replaces {person} with this user:"), converters=TERMS)
def replaces(lab: Lab, insync: InSyncAdmin, story: Story, person: Person, docstring: str) -> None:
    """Send a user to inSync with PUT, for the account of a person."""
    scim_id = account_of(insync, person).scim_id
    story.answer = _send(lab, "PUT", f"/Users/{scim_id}", docstring)


@when(parsers.parse("an identity provider deletes {person}"), converters=TERMS)
def deletes(lab: Lab, insync: InSyncAdmin, story: Story, person: Person) -> None:
    """Send DELETE to inSync for the account of a person."""
    story.answer = _send(lab, "DELETE", f"/Users/{account_of(insync, person).scim_id}")


@then(parsers.parse("inSync answers {status}"), converters=TERMS)
def answers(story: Story, status: int) -> None:
    """Check the HTTP status of the last answer to an identity provider or a script."""
    assert story.answer is not None, "nobody but Okta sent anything in this scenario"
    assert story.answer.status == status, (
        f"expected {status}, found {story.answer.status}: {story.answer.body.decode()}"
    )


def _send(lab: Lab, method: str, path: str, body: str = "") -> Response:
    headers = (
        ("Authorization", f"Bearer {lab.insync.provisioning.new_token()}"),
        ("Content-Type", "application/scim+json"),
    )
    url = lab.insync.provisioning.base_url() + path
    return lab.send(SENDER, Request(method, url, headers, body.encode()))
