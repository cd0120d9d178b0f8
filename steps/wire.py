"""Steps about what goes over the wire: faults that requests meet, and requests that are not sent.

A fault in Microsoft 365 strikes what is asked for a person under the UPN.
"""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from pytest_bdd import given, parsers, then

from crosswalk.lab_interface import Lab
from fakes.insync.assumed import MailApi
from fakes.insync.model import Hosts
from fakes.insync.rules import uses_ews
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import User
from fakes.wire import Fault, Response

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import user_of

USERS = "/v1.0/users/"
EWS = "/EWS/"


@given(parsers.parse("inSync asks Okta to wait {duration}, {times}"), converters=TERMS)
def asks_to_wait(lab: Lab, story: Story, duration: timedelta, times: int) -> None:
    """Let the next requests to inSync be answered with 429 and Retry-After."""
    seconds = str(int(duration.total_seconds()))
    story.arm(lab, Fault(_insync(lab), _answer(429, ("Retry-After", seconds)), times))


@given(parsers.parse("{answering} answers {status} {times}"), converters=TERMS)
def answers_instead(lab: Lab, story: Story, answering: str, status: int, times: int) -> None:
    """Let the next requests of provisioning, or of a backup of mail, be answered with a status."""
    if answering == "inSync":
        host, path = _insync(lab), ""
    else:
        host, path = (Hosts().exchange, EWS) if _mail_uses_ews(lab) else (Hosts().graph, USERS)
    story.arm(lab, Fault(host, _answer(status), times, path=path))


@given(parsers.parse("inSync answers {status} before it creates anyone"), converters=TERMS)
def answers_creation(lab: Lab, story: Story, status: int) -> None:
    """Let the next request that creates an account be answered with a status."""
    story.arm(lab, Fault(_insync(lab), _answer(status), method="POST"))


@given("inSync answers the next look-up with:")
def answers_look_up(lab: Lab, story: Story, docstring: str) -> None:
    """Let the next request that reads from inSync be answered with a body of JSON."""
    headers = (("Content-Type", "application/scim+json"),)
    answer = Response(200, "OK", headers, docstring.encode())
    story.arm(lab, Fault(_insync(lab), answer, method="GET"))


@given(
    parsers.parse("the message {subject} of {microsoft_user} cannot be read once"), converters=TERMS
)
def message_cannot_be_read(
    lab: Lab, microsoft365: Microsoft365Admin, story: Story, subject: str, microsoft_user: Named
) -> None:
    """Let the next attempt to read a message fail; it is listed all the same."""
    user = user_of(microsoft365, story.who, microsoft_user)
    messages = microsoft365.exchange.list_messages(user.id)
    found = [message.id for message in messages if message.subject == subject]
    assert found, f"expected a message {subject!r} of {user.user_principal_name}, found none"
    if _mail_uses_ews(lab):
        wanted = f'<t:ItemId Id="{found[0]}"/>'
        story.arm(lab, Fault(Hosts().exchange, _answer(500), path=EWS, holds=wanted))
    else:
        _fail(lab, story, "GET", user, f"messages/{_segment(found[0])}/$value")


@given(
    parsers.parse("the file {path} of {microsoft_user} cannot be {accessed} once"), converters=TERMS
)
def file_cannot_be_accessed(
    lab: Lab,
    microsoft365: Microsoft365Admin,
    story: Story,
    path: str,
    microsoft_user: Named,
    accessed: str,
) -> None:
    """Let the next attempt to read or to write a file fail; it is listed all the same."""
    user = user_of(microsoft365, story.who, microsoft_user)
    if accessed == "GET":
        files = microsoft365.onedrive.list_files(user.id)
        found = [item.id for item in files if item.path == path]
        assert found, f"expected a file {path!r} of {user.user_principal_name}, found none"
        _fail(lab, story, accessed, user, f"drive/items/{_segment(found[0])}/content")
    else:
        _fail(lab, story, accessed, user, f"drive/root:/{quote(path)}:/content")


@then("Okta sent nothing to inSync")
def okta_sent_nothing(lab: Lab, story: Story) -> None:
    """Check that no request went from Okta to inSync during the When steps since the last Then."""
    _agree_that_nothing_was_sent(lab, story, "okta", "insync")


@then("inSync sent nothing to Microsoft 365")
def insync_sent_nothing(lab: Lab, story: Story) -> None:
    """Check that no request went from inSync to Microsoft 365 likewise."""
    _agree_that_nothing_was_sent(lab, story, "insync", "microsoft365")


def _agree_that_nothing_was_sent(lab: Lab, story: Story, sender: str, recipient: str) -> None:
    first = story.remarks.block + 1  # The first turn of a scenario is 1.
    assert first, "nobody acted in this scenario"
    sent = [
        each
        for each in lab.journal.since(0)
        if (each.sender, each.recipient) == (sender, recipient) and each.turn >= first
    ]
    found = ", ".join(f"{each.method} {each.path}" for each in sent)
    assert not sent, f"expected no request to {recipient}, found {found}"


def _mail_uses_ews(lab: Lab) -> bool:
    return uses_ews(MailApi(dict(lab.insync.readings.in_force())["A53"]), restoring=False)


def _insync(lab: Lab) -> str:
    return urlsplit(lab.insync.provisioning.base_url()).netloc


def _answer(status: int, *headers: tuple[str, str]) -> Response:
    return Response(status, HTTPStatus(status).phrase, headers)


def _fail(lab: Lab, story: Story, method: str, user: User, path: str) -> None:
    place = f"{USERS}{_segment(str(user.user_principal_name))}/{path}"
    story.arm(lab, Fault(Hosts().graph, _answer(500), method=method, path=place))


def _segment(text: str) -> str:
    return quote(text, safe="@!=")
