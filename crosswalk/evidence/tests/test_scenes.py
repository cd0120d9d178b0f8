"""The journal as scenes: by the sentence that was played, alike exchanges once, all counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crosswalk.evidence import exchange_summary
from crosswalk.evidence.scenes import (
    ALIKE_AT_MOST,
    BODY_AT_MOST,
    IN_A_SCENE_AT_MOST,
    Sentence,
    printable,
    scenes,
)
from fakes.wire import Exchange as Recorded

USERS = "/insync/scim/Users"
GRAPH = "/v1.0/users/sam@corp.example"
ENVELOPE = (
    "<s:Envelope><s:Header><t:ConnectingSID><t:PrimarySmtpAddress>sam@corp.example"
    "</t:PrimarySmtpAddress></t:ConnectingSID></s:Header><s:Body><m:{0}></m:{0}></s:Body>"
    "</s:Envelope>"
)
REFUSED = "<s:Fault><e:ResponseCode>ErrorNonPrimarySmtpAddress</e:ResponseCode></s:Fault>"


def recorded(
    method: str = "GET",
    path: str = USERS,
    status: int = 200,
    *,
    number: int = 0,
    turn: int = 1,
    systems: tuple[str, str] = ("okta", "insync"),
    request: str | bytes = b"",
    response: str | bytes = b"",
) -> Recorded:
    return Recorded(
        number=number,
        at=datetime(2026, 3, 2, 8, tzinfo=UTC),
        sender=systems[0],
        recipient=systems[1],
        method=method,
        path=path,
        status=status,
        request=request.encode() if isinstance(request, str) else request,
        response=response.encode() if isinstance(response, str) else response,
        step="said",
        turn=turn,
    )


def to_microsoft(path: str, status: int = 200, response: str = "", request: str = "") -> Recorded:
    systems = ("insync", "microsoft365")
    method = "POST" if request else "GET"
    return recorded(method, path, status, systems=systems, request=request, response=response)


def test_a_sentence_that_is_said_twice_has_two_scenes() -> None:
    said = Sentence("the users are imported from Okta", acts=True)
    journal = [recorded(turn=1), recorded(turn=3, number=1), recorded(turn=3, number=2)]

    told = scenes([said, Sentence("nothing is asked", acts=False), said], journal)

    assert [len(scene.exchanges) for scene in told.scenes] == [1, 2]
    assert [each.number for scene in told.scenes for each in scene.exchanges] == [0, 1, 2]
    assert told.total == 3


def test_exchanges_of_several_journals_are_numbered_as_one() -> None:
    told = scenes([Sentence("said", acts=True)], [recorded(number=0), recorded(number=0)])

    assert [each.number for each in told.scenes[0].exchanges] == [0, 1]


@pytest.mark.parametrize(
    ("sentence", "at"),
    [
        ("the inSync admin changes every inSync email ID to the Okta email", "insync"),
        ("the Okta admin maps both UPN and email", "okta"),
        ("the admin assigns the Druva app to Sam", "okta"),
        ("Sam is deleted in Microsoft 365", "microsoft365"),
        ("60 seconds pass", ""),
    ],
)
def test_somebody_acts_in_the_system_that_is_named_first(sentence: str, at: str) -> None:
    (scene,) = scenes([Sentence(sentence, acts=True)], []).scenes

    assert (scene.at, scene.acts, scene.exchanges) == (at, True, ())


def test_somebody_acts_in_the_system_that_sends_first() -> None:
    (scene,) = scenes([Sentence("inSync gets its users from Okta", acts=True)], [recorded()]).scenes

    assert scene.at == "okta"


def test_exchanges_that_are_alike_are_shown_a_few_times_and_counted() -> None:
    journal = [recorded(path=f"{USERS}?filter=userName%20eq%20{n}", number=n) for n in range(100)]
    journal.append(recorded(status=429, number=100))

    (scene,) = scenes([Sentence("said", acts=True)], journal).scenes

    assert [each.alike for each in scene.exchanges] == [0, 0, 100 - ALIKE_AT_MOST, 0]
    assert scene.exchanges[-1].status == 429
    assert scene.left_out == 0


def test_exchanges_about_items_of_one_person_are_shown_once() -> None:
    item = "AAMkADOBhZJx5zq5D52rIridel05COtjsbGyc9J9Fg9eTAAAA="
    journal = [to_microsoft(f"{GRAPH}/messages/{n}{item}/$value") for n in range(5)]
    journal += [to_microsoft(f"{GRAPH}/drive")] * 2

    (scene,) = scenes([Sentence("said", acts=True)], journal).scenes

    assert [each.alike for each in scene.exchanges] == [4, 0, 0]


def test_a_scene_of_many_kinds_is_cut_and_the_rest_is_counted() -> None:
    journal = [recorded(path=f"/{'x' * (n % 19)}/{'y' * (n // 19)}") for n in range(50)]

    (scene,) = scenes([Sentence("said", acts=True)], journal).scenes

    assert len(scene.exchanges) == IN_A_SCENE_AT_MOST
    assert scene.left_out == 50 - IN_A_SCENE_AT_MOST


def test_long_bodies_are_cut_and_bytes_are_not_shown() -> None:
    journal = [recorded(request="é" * (BODY_AT_MOST + 7), response=bytes(range(256)))]

    (exchange,) = scenes([Sentence("said", acts=True)], journal).scenes[0].exchanges

    assert exchange.request == "é" * BODY_AT_MOST + "\n... and 7 characters more"
    assert exchange.response == "(256 bytes that are not text)"


def test_control_characters_cannot_be_shown() -> None:
    assert printable("a\x00\x1b[31m\x85\r\n\tb 🙂\u202e") == "a\ufffd\ufffd[31m\ufffd\n\tb 🙂\u202e"


@pytest.mark.parametrize(
    ("exchange", "asked", "answered"),
    [
        (
            recorded(
                path=f"{USERS}?filter=userName%20eq%20%22sam%40corp.example%22&count=1",
                response='{"totalResults": 0, "Resources": []}',
            ),
            'userName eq "sam@corp.example"',
            "totalResults 0",
        ),
        (
            recorded(
                "POST",
                status=201,
                request='{"userName": "a@b.example", "active": true, "urn:x:User": '
                '{"userPrincipalName": "c@d.example"}}',
                response='{"id": "77", "userName": "a@b.example"}',
            ),
            "userName a@b.example, userPrincipalName c@d.example",
            "id 77",
        ),
        (
            recorded(
                "PATCH",
                request='{"Operations": [{"op": "replace", "value": {"active": false}}]}',
                status=404,
                response='{"detail": "not found"}',
            ),
            "active false",
            "not found",
        ),
        (
            recorded("PATCH", request='{"Operations": [{"path": "userName", "value": "e@f.g"}]}'),
            "userName e@f.g",
            "",
        ),
        (recorded(status=0), "", ""),
        (recorded(request="{broken", response="[1]"), "", ""),
        (
            to_microsoft("/EWS/Exchange.asmx", 500, REFUSED, ENVELOPE.format("GetFolder")),
            "GetFolder for sam@corp.example",
            "ErrorNonPrimarySmtpAddress",
        ),
        (
            to_microsoft(
                f"{GRAPH}/drive", 404, '{"error": {"code": "itemNotFound", "message": "Gone."}}'
            ),
            "",
            "itemNotFound: Gone.",
        ),
    ],
)
def test_what_decides_is_read_from_both_bodies(
    exchange: Recorded, asked: str, answered: str
) -> None:
    assert (exchange_summary.asked(exchange), exchange_summary.answered(exchange)) == (
        asked,
        answered,
    )


@pytest.mark.parametrize(
    ("exchange", "means"),
    [
        (
            to_microsoft(
                f"{GRAPH}/drive",
                404,
                '{"error": {"code": "Request_ResourceNotFound", "message": "Resource"}}',
            ),
            "EUSERNOTFOUND",
        ),
        (
            to_microsoft("/EWS/Exchange.asmx", 500, REFUSED, ENVELOPE.format("GetFolder")),
            "#100000011",
        ),
        (to_microsoft(f"{GRAPH}/drive", 429, '{"error": {"code": "tooMany"}}'), ""),
        (to_microsoft(f"{GRAPH}/drive", 401), ""),
        (to_microsoft(f"{GRAPH}/drive", 400, '{"error": "odd"}'), ""),
        (recorded(status=404, response='{"error": {"code": "Request_ResourceNotFound"}}'), ""),
    ],
)
def test_a_refusal_of_microsoft_365_means_what_insync_makes_of_it(
    exchange: Recorded, means: str
) -> None:
    assert exchange_summary.means(exchange) == means
