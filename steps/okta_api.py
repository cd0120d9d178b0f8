"""Steps about what a script is answered by Okta's Management API."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, parsers, then, when

from crosswalk.labs import Lab
from fakes.okta import Hosts
from fakes.okta.admin import OktaAdmin
from fakes.wire import Request

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import OKTA, okta_user_of

SENDER = "a script"


@given("a script has an API token of Okta")
def has_a_token(okta: OktaAdmin, story: Story) -> None:
    """Create an API token, which has the role of whoever is signed in."""
    story.token = okta.tokens.create(SENDER)


@when("the script asks Okta:")
def asks(lab: Lab, story: Story, docstring: str) -> None:
    """Send a request whose method and path are the first line, and whose body is the rest."""
    line, _, body = docstring.partition("\n")
    method, _, path = line.partition(" ")
    headers = (("Authorization", f"SSWS {story.token}"), ("Content-Type", "application/json"))
    url = f"https://{Hosts().org}/api/v1{path.replace(' ', '+')}"
    answer = lab.send(SENDER, Request(method, url, headers, body.encode()))
    story.was_answered(answer, OKTA)


@then(parsers.parse("Okta answers {status}"), converters=TERMS)
def answers(story: Story, status: int) -> None:
    """Check the HTTP status of the last answer to a script."""
    answer = story.answered(OKTA)
    assert answer.status == status, (
        f"expected {status}, found {answer.status}: {answer.body.decode()}"
    )


@then("Okta's answer lists nobody")
def lists_nobody(story: Story) -> None:
    """Check that the last answer to a script is a list without anything in it."""
    found = _listed(story)
    assert not found, f"expected nobody, found {', '.join(found)}"


@then(parsers.parse("Okta's answer lists {okta_user} alone"), converters=TERMS)
def lists(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Check that the last answer to a script is a list of one user."""
    expected, found = okta_user_of(okta, story.who, okta_user).id, _listed(story)
    assert found == [expected], f"expected {expected}, found {', '.join(found) or 'nobody'}"


def _listed(story: Story) -> list[str]:
    """Return the ids in the last answer, which has to be a list."""
    answer = story.answered(OKTA)
    listed: Any = answer.json()
    assert isinstance(listed, list), f"expected a list, found {answer.body.decode()}"
    return [str(each["id"]) for each in listed]
