"""Steps about what any identity provider may send to inSync, besides what Okta happens to send."""

from __future__ import annotations

from typing import Any

from pytest_bdd import parsers, then, when

from crosswalk.lab_interface import Lab
from crosswalk.runner.tables import Column, Rows, table
from fakes.insync.admin import InSyncAdmin
from fakes.wire import Address, Request, Response

from .naming import Named
from .story import Story
from .tables import EMAIL_ID, agree
from .terms import TERMS
from .who import INSYNC, account_of

SENDER = "an identity provider"


@when("an identity provider posts this user:")
def posts(lab: Lab, insync: InSyncAdmin, story: Story, docstring: str) -> None:
    """Send a user to inSync with POST, under a token of its own, which ends that of Okta."""
    answer = _send(lab, "POST", "/Users", docstring)
    story.was_answered(answer)
    if answer.ok:
        created = insync.accounts.find(Address(answer.json()["userName"]))
        assert created is not None, "expected the account that was created, found none"
        story.who.note_by_address(INSYNC, created.id, str(created.email_id))


@when(parsers.parse("an identity provider replaces {owner} with this user:"), converters=TERMS)
def replaces(lab: Lab, insync: InSyncAdmin, story: Story, owner: Named, docstring: str) -> None:
    """Send a user to inSync with PUT, for the account of a person."""
    scim_id = account_of(insync, story.who, owner).scim_id
    story.was_answered(_send(lab, "PUT", f"/Users/{scim_id}", docstring))


@when(parsers.parse("an identity provider deletes {owner}"), converters=TERMS)
def deletes(lab: Lab, insync: InSyncAdmin, story: Story, owner: Named) -> None:
    """Send DELETE to inSync for the account of a person."""
    scim_id = account_of(insync, story.who, owner).scim_id
    story.was_answered(_send(lab, "DELETE", f"/Users/{scim_id}"))


@when("an identity provider lists the users")
def lists(lab: Lab, story: Story) -> None:
    """Ask inSync for its users with GET."""
    story.was_answered(_send(lab, "GET", "/Users"))


@then("inSync lists these users:")
@table(EMAIL_ID, *(Column(name, empty=True) for name in ("given name", "family name", "email")))
def listed(story: Story, datatable: Rows) -> None:
    """Check what the last answer says of each user, and that there are no others."""
    agree([_shown(user) for user in story.answered().json()["Resources"]], datatable)


@then(parsers.parse("inSync answers {status}"), converters=TERMS)
def answers(story: Story, status: int) -> None:
    """Check the HTTP status of the last answer to an identity provider or a script."""
    answer = story.answered()
    assert answer.status == status, (
        f"expected {status}, found {answer.status}: {answer.body.decode()}"
    )


def _shown(user: dict[str, Any]) -> dict[str, str]:
    name, emails = user.get("name", {}), user.get("emails", [])
    return {
        "inSync email ID": user["userName"],
        "given name": name.get("givenName", ""),
        "family name": name.get("familyName", ""),
        "email": " ".join(each["value"] for each in emails),
    }


def _send(lab: Lab, method: str, path: str, body: str = "") -> Response:
    headers = (
        ("Authorization", f"Bearer {lab.insync.provisioning.new_token()}"),
        ("Content-Type", "application/scim+json"),
    )
    url = lab.insync.provisioning.base_url() + path
    return lab.send(SENDER, Request(method, url, headers, body.encode()))
