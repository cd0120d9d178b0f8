"""Messages, statuses and codes stand with the examples of the run that show them."""

from __future__ import annotations

import pytest

from crosswalk.evidence.model import EXCHANGES_FILE, EXCHANGES_TYPE, Exchange, Exchanges, Scene
from crosswalk.evidence.model import written as as_json
from crosswalk.living_doc import error_texts
from crosswalk.living_doc.error_texts import Told
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.reading import read

from .envelopes import envelopes

FEATURE = """
Feature: Chapter
  Example: Quiet
    Given something else
  Example: Told
    Then an Okta task says "Forbidden"
    And an Okta task says "Matching user not found"
"""
REFUSED = Exchange(
    *(0, "okta", "insync", "GET", "/Users", 403, ""),
    response='{"code": "noSuchThing", "detail": "The SCIM service has no license: zq"}',
)
WELL = Exchange(0, "insync", "microsoft365", "POST", "/EWS", 200, "", "<ResponseCode>NoError<")
EWS = '<m:R ResponseClass="Error"><m:ResponseCode>ErrorItemNotFound</m:ResponseCode>'
WRONG = Exchange(1, "insync", "microsoft365", "POST", "/EWS", 200, "", EWS)


@pytest.fixture(scope="module")
def told() -> dict[str, list[Told]]:
    """What stands on the page of a run, by system."""
    exchanges = Exchanges((Scene("it", True, "", (REFUSED, WELL, WRONG)),), 3)
    attached = {
        "body": as_json(exchanges),
        "mediaType": EXCHANGES_TYPE,
        "fileName": EXCHANGES_FILE,
    }
    (page,) = error_texts.pages(read(envelopes({"a.feature": FEATURE}, attachments=[attached])))
    return dict(page.context["systems"])


def test_a_status_stands_once_for_each_system_that_answered_it(told: dict[str, list[Told]]) -> None:
    statuses = {
        system: [(each.code, each.title) for each in listed if each.kind == "status"]
        for system, listed in told.items()
    }

    assert statuses == {"Okta": [], "inSync": [("403", "Forbidden")], "Microsoft 365": []}


def test_an_example_that_says_the_reason_comes_first(told: dict[str, list[Told]]) -> None:
    (status,) = (each for each in told["inSync"] if each.kind == "status")

    assert [title for _, title in status.shown] == ["Told", "Quiet"]


def test_a_code_is_read_from_what_was_refused_and_from_nothing_else(
    told: dict[str, list[Told]],
) -> None:
    codes = {
        system: [each.code for each in listed if each.kind == "code"]
        for system, listed in told.items()
    }

    assert codes == {
        "Okta": [],
        "inSync": ["noSuchThing"],
        "Microsoft 365": ["ErrorItemNotFound"],
    }


def test_a_message_leads_to_the_example_whose_step_says_it(told: dict[str, list[Told]]) -> None:
    (message,) = (each for each in told["Okta"] if each.title == "Matching user not found")

    assert message.shown == (("a.html#told", "Told"),)


def test_the_place_of_each_is_its_own(told: dict[str, list[Told]], document: Book) -> None:
    (page,) = error_texts.pages(document)
    for listed in (told, dict(page.context["systems"])):
        anchors = [each.anchor for found in listed.values() for each in found]

        assert len(anchors) == len(set(anchors))
        assert len(anchors) > 150
