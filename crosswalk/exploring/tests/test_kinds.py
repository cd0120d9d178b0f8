"""Which exchange a fault has met, though a journal does not name hosts."""

from __future__ import annotations

from dataclasses import replace

from crosswalk.exploring.kinds import Kind, Trouble, fault_of, kind_of, struck_by, trouble_of
from crosswalk.lab_interface import START
from fakes.wire import Exchange

TOKEN = Exchange(
    1, START, "insync", "microsoft365", "POST", "/t/oauth2/v2.0/token", 503, b"", b"", ""
)
FIND = Exchange(
    0, START, "insync", "microsoft365", "POST", "/EWS/Exchange.asmx", 503, b"FindItem", b"", ""
)


def test_a_fault_of_one_host_has_not_met_what_was_asked_of_another() -> None:
    token = fault_of(Kind.TOKEN, Trouble.BROKEN, odd=b"", wait=1, times=2)
    listed = fault_of(Kind.MAIL_LIST, Trouble.BROKEN, odd=b"", wait=1, times=1)
    before, after = (token, listed), (replace(token, times=1),)
    assert struck_by(before, after, (FIND, TOKEN)) == [(token, TOKEN), (listed, FIND)]


def test_every_trouble_of_the_wire_is_told_by_its_fault() -> None:
    for trouble in Trouble:
        if trouble is not Trouble.KILLED:
            fault = fault_of(Kind.CREATE, trouble, odd=b"[]", wait=1, times=1)
            assert trouble_of(fault) is trouble


def test_kinds_are_told_by_what_is_asked() -> None:
    look_up = replace(FIND, recipient="insync", method="GET", path="/insync/scim/Users?filter=x")
    assert kind_of(look_up) is Kind.LOOK_UP
    assert kind_of(replace(look_up, path="/insync/scim/Users?startIndex=1")) is Kind.LIST
    assert kind_of(replace(look_up, path="/insync/scim/Users/7")) is Kind.READ
    assert kind_of(FIND) is Kind.MAIL_LIST
    assert kind_of(TOKEN) is Kind.TOKEN
    assert kind_of(replace(TOKEN, recipient="okta")) is Kind.OTHER
