"""Steps about what Microsoft 365 does not give or take when inSync asks: faults on the wire.

A fault strikes what is asked for a person under the UPN.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from pytest_bdd import given, parsers

from crosswalk.labs import Lab
from fakes.company.cast import Person
from fakes.insync.model import Hosts
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.wire import Fault, Response

from .microsoft365 import user_of
from .terms import TERMS

USERS = "/v1.0/users/"


@given(parsers.parse("Microsoft 365 answers {status} {times}"), converters=TERMS)
def answers_instead(lab: Lab, status: int, times: int) -> None:
    """Let the next requests of a backup, whatever they ask, be answered with a status."""
    answer = Response(status, HTTPStatus(status).phrase)
    lab.inject_fault(Fault(Hosts().graph, answer, times=times, path=USERS))


@given(parsers.parse("the message {subject} of {person} cannot be read once"), converters=TERMS)
def message_cannot_be_read(
    lab: Lab, microsoft365: Microsoft365Admin, subject: str, person: Person
) -> None:
    """Let the next attempt to read a message fail; it is listed all the same."""
    messages = microsoft365.exchange.list_messages(user_of(microsoft365, person).id)
    message = next(each for each in messages if each.subject == subject)
    _strike(lab, "GET", person, f"messages/{_segment(message.id)}/$value")


@given(parsers.parse("the file {path} of {person} cannot be read once"), converters=TERMS)
def file_cannot_be_read(
    lab: Lab, microsoft365: Microsoft365Admin, path: str, person: Person
) -> None:
    """Let the next attempt to read a file fail; it is listed all the same."""
    files = microsoft365.onedrive.list_files(user_of(microsoft365, person).id)
    item = next(each for each in files if each.path == path)
    _strike(lab, "GET", person, f"drive/items/{_segment(item.id)}/content")


@given(parsers.parse("the file {path} of {person} cannot be written once"), converters=TERMS)
def file_cannot_be_written(lab: Lab, path: str, person: Person) -> None:
    """Let the next attempt to write a file fail."""
    _strike(lab, "PUT", person, f"drive/root:/{quote(path)}:/content")


def _strike(lab: Lab, method: str, person: Person, path: str) -> None:
    answer = Response(500, HTTPStatus(500).phrase)
    place = f"{USERS}{_segment(person.upn)}/{path}"
    lab.inject_fault(Fault(Hosts().graph, answer, method=method, path=place))


def _segment(text: str) -> str:
    return quote(text, safe="@!=")
