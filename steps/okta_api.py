"""Steps about what a script is answered by Okta's Management API."""

from __future__ import annotations

import json
from typing import Any

from pytest_bdd import given, parsers, then, when

from crosswalk.lab_interface import Lab
from fakes.okta import Hosts
from fakes.okta.admin import OktaAdmin
from fakes.wire import Request, Response

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
    story.was_answered(_send(lab, story, method, path.replace(" ", "+"), body), OKTA)


@when(parsers.parse("the script adds the app {name} to Okta"), converters=TERMS)
def adds_app(lab: Lab, story: Story, name: str) -> None:
    """Add a bookmark to the apps of the org."""
    app = {
        "label": name,
        "name": "bookmark",
        "signOnMode": "BOOKMARK",
        "settings": {"app": {"url": "https://intranet.corp.example"}},
    }
    story.was_answered(_send(lab, story, "POST", "/apps", json.dumps(app)), OKTA)


@when(parsers.parse("the script assigns the app {name} to {okta_user}"), converters=TERMS)
def assigns_app(lab: Lab, okta: OktaAdmin, story: Story, name: str, okta_user: Named) -> None:
    """Assign an app to a person, and let Okta send what that sends."""
    body = json.dumps({"id": okta_user_of(okta, story.who, okta_user).id})
    path = f"{_app(lab, story, name)}/users"
    story.was_answered(_send(lab, story, "POST", path, body), OKTA)
    story.runs_jobs(okta)


@when(parsers.parse("the script deactivates the app {name}"), converters=TERMS)
def deactivates_app(lab: Lab, story: Story, name: str) -> None:
    """Deactivate an app."""
    path = f"{_app(lab, story, name)}/lifecycle/deactivate"
    story.was_answered(_send(lab, story, "POST", path), OKTA)


@when(parsers.parse("the script deletes the app {name}"), converters=TERMS)
def deletes_app(lab: Lab, story: Story, name: str) -> None:
    """Delete an app, if Okta lets it be deleted."""
    story.was_answered(_send(lab, story, "DELETE", _app(lab, story, name)), OKTA)


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


def _send(lab: Lab, story: Story, method: str, path: str, body: str = "") -> Response:
    headers = (
        ("Authorization", f"SSWS {story.token}"),
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body.encode()))),
    )
    url = f"https://{Hosts().org}/api/v1{path}"
    return lab.send(SENDER, Request(method, url, headers, body.encode()))


def _app(lab: Lab, story: Story, label: str) -> str:
    """Return the path of the one app that has a label."""
    listed: Any = _send(lab, story, "GET", "/apps").json()
    paths = [f"/apps/{each['id']}" for each in listed if each["label"] == label]
    assert len(paths) == 1, f"expected one app {label!r}, found {len(paths)}"
    return paths[0]
