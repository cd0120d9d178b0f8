"""The page on routes says what the APIs do: each route is answered, and the rest refused."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest

from crosswalk.cli.routes import Interface, Route, ask, interfaces, said
from fakes.lab import Lab

LAB = Lab()
INTERFACES = interfaces(LAB)
REFUSED = (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
UNKNOWN = "is not implemented|not modeled|Method Not implemented|E0000008"


def answered(interface: Interface, route: Route) -> tuple[int, str]:
    method, template = route
    path = re.sub(r"{\w+}", "1", template)
    answer = ask(LAB, interface.host, (method, path), interface.authorization)
    return answer.status, answer.body.decode()


@pytest.mark.parametrize(
    ("interface", "route"),
    [
        pytest.param(each, route, id=" ".join(route))
        for each in INTERFACES
        for route in each.routes
        if "/features" not in route[1]
    ],
)
def test_a_route_on_the_page_is_known_to_its_api(interface: Interface, route: Route) -> None:
    status, text = answered(interface, route)

    assert status not in REFUSED
    assert not re.search(UNKNOWN, text)


@pytest.mark.parametrize(
    ("interface", "route"),
    [pytest.param(each, route, id=" ".join(route)) for each in INTERFACES for route in each.beyond],
)
def test_what_is_beyond_is_refused_in_the_vendors_shape_by_name(
    interface: Interface, route: Route
) -> None:
    assert route not in interface.routes
    words = said(ask(LAB, interface.host, route, interface.authorization))

    assert re.match("404|405|500|501", words)
    named = route[1].removeprefix("/insync/scim"), route[0]
    assert "SCIM" in interface.title or any(each in words for each in named)


def test_no_interface_is_left_out() -> None:
    assert {each.host for each in INTERFACES} == set(LAB.wire.all_hosts())
    assert all(each.routes and each.beyond for each in INTERFACES)
