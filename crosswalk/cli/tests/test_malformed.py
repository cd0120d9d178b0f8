"""Whatever bytes are sent to a served system, its errors are in the format of its vendor."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import pytest

from crosswalk.load.malformed import AIMS, KINDS, Malformed, Target, problem_of
from crosswalk.remote.process import ServedLab
from fakes.serving.unreadable import refused
from fakes.wire import Response

NO_PATH = Malformed("nonsense")


@pytest.fixture(scope="module")
def served() -> Iterator[ServedLab]:
    lab = ServedLab("--seed", "demo")
    yield lab
    said = lab.log
    assert lab.stop() == 0
    assert "Traceback" not in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("interface", AIMS)
def test_what_is_malformed_is_refused_as_the_vendor_does(
    served: ServedLab, interface: str, kind: str
) -> None:
    target = Target(served.interfaces, interface)
    answer = target.refused(KINDS[kind])
    assert problem_of(interface, KINDS[kind], answer) == ""


@pytest.mark.parametrize("interface", AIMS)
def test_who_hangs_up_in_the_middle_leaves_nothing(served: ServedLab, interface: str) -> None:
    target = Target(served.interfaces, interface)
    for kind in KINDS.values():
        target.abandon(kind)
    assert problem_of(interface, NO_PATH, target.refused(NO_PATH)) == ""


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Response(200, body=b"{}"), "200 {}"),
        (Response(500, body=b'{"errorCode": "E0000009"}'), '500 {"errorCode": "E0000009"}'),
        (Response(400, body=b"Bad Request"), "400 in no format: Bad Request"),
        (Response(400, body=b'{"error": "x"}'), '400 in another format: {"error": "x"}'),
        (Response(404), "404 in no format: "),
    ],
)
def test_another_answer_is_a_problem(answer: Response, problem: str) -> None:
    assert problem_of("okta", KINDS["half a body"], answer) == problem


@pytest.mark.parametrize(
    ("name", "path", "said"),
    [
        ("okta", "", b"E0000009"),
        ("insync", "/insync/scim/Users", b"urn:ietf:params:scim"),
        ("microsoft365", "/EWS/Exchange.asmx", b"ErrorInternalServerError"),
        ("control", "", b'{"error": "a bug"}'),
    ],
)
def test_a_bug_is_told_as_an_internal_error(name: str, path: str, said: bytes) -> None:
    answer = refused(name, path, HTTPStatus.INTERNAL_SERVER_ERROR, "a bug")
    assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert said in answer.body
