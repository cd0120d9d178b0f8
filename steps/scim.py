"""Steps about what any identity provider may send to inSync, besides what Okta happens to send."""

from __future__ import annotations

from pytest_bdd import parsers, then, when

from fakes.insync.admin import InSyncAdmin
from fakes.lab import Lab
from fakes.wire import Request
from fixtures.cast import Person

from .accounts import account_of
from .terms import TERMS

SENDER = "an identity provider"


@when("an identity provider posts this user:")
def posts(lab: Lab, docstring: str) -> None:
    """Send a user to inSync with POST, under a token of its own, which ends that of Okta."""
    _send(lab, "POST", "/Users", docstring)


@when(parsers.parse("an identity provider replaces {person} with this user:"), converters=TERMS)
def replaces(lab: Lab, insync: InSyncAdmin, person: Person, docstring: str) -> None:
    """Send a user to inSync with PUT, for the account of a person."""
    _send(lab, "PUT", f"/Users/{account_of(insync, person).scim_id}", docstring)


@when(parsers.parse("an identity provider deletes {person}"), converters=TERMS)
def deletes(lab: Lab, insync: InSyncAdmin, person: Person) -> None:
    """Send DELETE to inSync for the account of a person."""
    _send(lab, "DELETE", f"/Users/{account_of(insync, person).scim_id}")


@then(parsers.parse("inSync answers {status}"), converters=TERMS)
def answers(lab: Lab, status: int) -> None:
    """Check the HTTP status of the last answer to an identity provider."""
    answered = [each for each in lab.wire.journal.latest() if each.sender == SENDER]
    assert [each.status for each in answered[-1:]] == [status], answered


def _send(lab: Lab, method: str, path: str, body: str = "") -> None:
    headers = (
        ("Authorization", f"Bearer {lab.insync.provisioning.new_token()}"),
        ("Content-Type", "application/scim+json"),
    )
    url = lab.insync.provisioning.base_url() + path
    lab.wire.send(SENDER, Request(method, url, headers, body.encode()))
