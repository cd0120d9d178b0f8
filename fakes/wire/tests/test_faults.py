from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from fakes.wire import Clock, Fault, NoAnswer, Request, Response, Strikes, Wire

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HOST = "mail.example"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Api:
    """An API that counts what it did."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, _environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Do it once more."""
        self.done += 1
        start_response("201 Created", [])
        return [b"made"]


def wire_to(api: Api) -> Wire:
    clock = Clock()
    clock.freeze(NOON)
    wire = Wire(clock)
    wire.connect(HOST, "mail", api)
    return wire


@pytest.mark.parametrize(
    ("fault", "strikes"),
    [
        (Fault(HOST, None), True),
        (Fault("files.example", None), False),
        (Fault(HOST, None, method="POST", path="/EWS/", holds='Id="42"'), True),
        (Fault(HOST, None, holds='Id="43"'), False),
        (Fault(HOST, None, path="/graph/"), False),
        (Fault(HOST, None, method="GET"), False),
    ],
)
def test_a_fault_strikes_the_requests_that_it_describes(fault: Fault, *, strikes: bool) -> None:
    request = Request("POST", f"https://{HOST}/EWS/Exchange.asmx", (), b'<ItemId Id="42"/>')
    assert fault.strikes(HOST, "/EWS/Exchange.asmx", request) is strikes


def test_what_a_body_holds_is_looked_for_in_requests_without_one() -> None:
    fault = Fault(HOST, Response(500), holds="a word")
    assert not fault.strikes(HOST, "/", Request("GET", f"https://{HOST}/"))


def test_the_work_can_be_done_and_the_answer_lost() -> None:
    api = Api()
    wire = wire_to(api)
    wire.inject_fault(Fault(HOST, None, when=Strikes.AFTERWARDS))
    with pytest.raises(NoAnswer):
        wire.send("client", Request("POST", f"https://{HOST}/"))
    assert api.done == 1
    assert [each.status for each in wire.journal] == [0]


def test_the_work_can_be_done_and_another_answer_arrive() -> None:
    api = Api()
    wire = wire_to(api)
    wire.inject_fault(Fault(HOST, Response(502), when=Strikes.AFTERWARDS))
    assert wire.send("client", Request("POST", f"https://{HOST}/")).status == 502
    assert api.done == 1


def test_a_fault_that_strikes_instead_of_the_api_leaves_the_work_undone() -> None:
    api = Api()
    wire = wire_to(api)
    wire.inject_fault(Fault(HOST, Response(502)))
    wire.send("client", Request("POST", f"https://{HOST}/"))
    assert api.done == 0


def test_an_answer_that_is_late_moves_the_clock_and_arrives_as_it_is() -> None:
    api = Api()
    wire = wire_to(api)
    wire.inject_fault(Fault(HOST, None, when=Strikes.LATE, seconds=90))
    assert wire.send("client", Request("POST", f"https://{HOST}/")).body == b"made"
    assert (wire.clock.now() - NOON).total_seconds() == 90
    assert api.done == 1
