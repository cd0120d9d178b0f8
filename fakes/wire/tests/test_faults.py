from __future__ import annotations

import pytest

from fakes.wire import Fault, Request, Response

HOST = "mail.example"


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
