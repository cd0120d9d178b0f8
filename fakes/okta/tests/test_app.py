"""The Druva app: its connection, Sign On tab, attributes and mappings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fakes.okta import FakeOkta
from fakes.okta.expressions import ExpressionError
from fakes.okta.model import (
    CORE_USER_NAMESPACE,
    Apply,
    AttributeMapping,
    DataType,
    Direction,
    SignOn,
    UsernameFormat,
)
from fakes.wire import Fault, Wire

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

URL = "https://provider.example/scim"
EMPTY = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 0}
CHANGED = "application.provision.field_mapping_rule.change"


class Provider:
    """A service provider that always answers the same."""

    def __init__(self, status: str, body: str) -> None:
        self.status = status
        self.body = body
        self.asked: list[str] = []

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['RAW_URI']}")
        start(self.status, [("Content-Type", "application/scim+json")])
        return [self.body.encode()]


@pytest.fixture
def provider(wire: Wire) -> Provider:
    provider = Provider("200 OK", json.dumps(EMPTY))
    wire.connect("provider.example", "provider", provider)
    return provider


def test_connecting_asks_for_the_first_users(okta: FakeOkta, provider: Provider) -> None:
    okta.app.connect(base_url=URL, token="t0ken")
    assert provider.asked == [f"GET {URL}/Users?startIndex=1&count=2"]
    page = okta.app.provisioning()
    assert (page.base_url, page.token, page.enabled) == (URL, "t0ken", True)
    assert "t0ken" not in repr(page)


@pytest.mark.parametrize(
    ("status", "body", "text"),
    [
        (
            "401 Unauthorized",
            '{"detail": "no such token"}',
            "Unauthorized. Errors reported by remote server: no such token",
        ),
        ("200 OK", "[]", "the answer is not a SCIM list of users"),
        ("200 OK", "error", "Invalid JSON: Unrecognized token 'error'"),
    ],
)
def test_a_connection_that_fails_its_test_is_not_saved(
    okta: FakeOkta, provider: Provider, status: str, body: str, text: str
) -> None:
    before = okta.app.provisioning()
    provider.status, provider.body = status, body
    with pytest.raises(ValueError, match=text):
        okta.app.connect(base_url=URL, token="t0ken")
    assert okta.app.provisioning() == before


def test_nobody_at_the_address_is_said(okta: FakeOkta, wire: Wire, provider: Provider) -> None:
    with pytest.raises(ValueError, match="no API at 'nowhere"):
        okta.app.connect(base_url="https://nowhere.example/scim", token="t0ken")
    wire.inject_fault(Fault("provider.example", None))
    with pytest.raises(ValueError, match="refused the connection"):
        okta.app.connect(base_url=URL, token="t0ken")
    assert okta.app.test_connection() == "no base URL is entered"
    assert provider.asked == []


def test_saving_the_page_tests_the_connection(okta: FakeOkta, provider: Provider) -> None:
    okta.app.connect(base_url=URL, token="t0ken")
    okta.app.configure(replace(okta.app.provisioning(), deactivate_users=False))
    assert len(provider.asked) == 2
    assert okta.app.provisioning().deactivate_users is False
    assert okta.app.test_connection() == ""


def test_the_app_comes_with_its_attributes_and_mappings(okta: FakeOkta) -> None:
    assert [attribute.variable for attribute in okta.app.attributes()] == [
        "userName",
        "givenName",
        "familyName",
        "displayName",
        "email",
        "emailType",
    ]
    assert okta.app.mappings() == (
        AttributeMapping("givenName", "user.firstName"),
        AttributeMapping("familyName", "user.lastName"),
        AttributeMapping("displayName", 'user.firstName + " " + user.lastName'),
        AttributeMapping("email", "user.email"),
        AttributeMapping("emailType", "(user.email != null && user.email != '') ? 'work' : ''"),
    )
    to_okta = {row.target: row.expression for row in okta.app.mappings(Direction.TO_OKTA)}
    assert to_okta["login"] == "appuser.userName"


def test_the_attribute_of_the_article(okta: FakeOkta) -> None:
    """R12: what the form takes, and the variable it becomes."""
    attribute = okta.app.add_attribute(
        data_type=DataType.STRING,
        display_name="UPN",
        variable_name="userPrincipalName",
        external_name="userPrincipalName",
        external_namespace=CORE_USER_NAMESPACE,
    )
    assert attribute.variable == "druva_v2.userPrincipalName"
    assert okta.app.attributes()[-1] == attribute
    with pytest.raises(ValueError, match="Variable name: 'userprincipalname' is taken by"):
        okta.app.add_attribute(
            display_name="UPN", variable_name="userprincipalname", external_name="upn"
        )
    assert okta.app.attributes()[-1] == attribute


def test_a_row_is_saved_and_nothing_is_sent(okta: FakeOkta, wire: Wire, provider: Provider) -> None:
    """R13: Override with mapping is a row for userName; the display name stays as it was."""
    okta.app.connect(base_url=URL, token="t0ken")
    before = okta.app.mappings()
    okta.app.save_mapping(AttributeMapping("userName", "user.email", Apply.CREATE_ONLY))
    assert okta.app.mappings() == (
        *before,
        AttributeMapping("userName", "user.email", Apply.CREATE_ONLY),
    )
    assert len(wire.journal) == len(provider.asked) == 1
    assert okta.jobs.pending() == 0
    okta.app.remove_mapping("userName")
    assert okta.app.mappings() == before
    assert len(okta.log.events(CHANGED)) == 2


@pytest.mark.parametrize(
    ("target", "expression", "text"),
    [
        ("upn", "user.login", "no attribute 'upn': expected one of userName, givenName"),
        ("userPrincipalName", "user.login", "no attribute 'userPrincipalName'"),
        ("email", "user.upn", "position 0: user has no attribute 'upn': it has login, email"),
        ("email", "login", "position 0: 'login' is not an attribute"),
        ("email", "toLowerCase(user.email", r"position 22: expected ',' or '\)' but found"),
        ("email", "druva_v2.upn", "position 0: druva_v2 has no attribute 'upn': it has userName"),
        (
            "email",
            "appuser.email",
            "appuser can only be used in the mapping Druva 2.0 to Okta User",
        ),
        (
            "email",
            "Groups.contains('a', 'b', 1)",
            "You can't use these functions with property mappings",
        ),
    ],
)
def test_a_wrong_row_is_refused(okta: FakeOkta, target: str, expression: str, text: str) -> None:
    before = okta.app.mappings()
    with pytest.raises(ValueError, match=text):
        okta.app.save_mapping(AttributeMapping(target, expression))
    assert okta.app.mappings() == before
    assert okta.log.events(CHANGED) == ()


def test_the_other_direction_maps_to_people(okta: FakeOkta) -> None:
    okta.app.save_mapping(AttributeMapping("login", "appuser.email"), Direction.TO_OKTA)
    assert okta.app.mappings(Direction.TO_OKTA)[0].expression == "appuser.email"
    with pytest.raises(ValueError, match="no attribute 'userName': expected one of login, email"):
        okta.app.save_mapping(AttributeMapping("userName", "appuser.email"), Direction.TO_OKTA)


def test_only_a_mapped_attribute_can_be_unmapped(okta: FakeOkta) -> None:
    with pytest.raises(ValueError, match="'userName' is not mapped: expected one of givenName"):
        okta.app.remove_mapping("userName")


def test_the_sign_on_tab_takes_an_expression_with_custom_alone(okta: FakeOkta) -> None:
    custom = SignOn(UsernameFormat.CUSTOM, "toLowerCase(user.email)", Apply.CREATE_ONLY)
    okta.app.save_sign_on(custom)
    assert okta.app.sign_on() == custom
    with pytest.raises(ValueError, match="'Email' takes no expression: expected 'Custom'"):
        okta.app.save_sign_on(SignOn(UsernameFormat.EMAIL, "user.email"))
    with pytest.raises(ExpressionError, match="user has no attribute 'mail'"):
        okta.app.save_sign_on(SignOn(UsernameFormat.CUSTOM, "user.mail"))
    assert okta.app.sign_on() == custom


def test_a_reset_org_is_as_new(okta: FakeOkta, provider: Provider) -> None:
    okta.reset()
    fresh = okta.app.mappings(), okta.app.attributes(), okta.app.provisioning()
    okta.app.connect(base_url=URL, token="t0ken")
    okta.app.save_mapping(AttributeMapping("userName", "user.email"))
    okta.app.add_attribute(display_name="UPN", variable_name="upn", external_name="upn")
    okta.readings.choose("A2", "update in place")
    okta.reset()
    assert fresh == (okta.app.mappings(), okta.app.attributes(), okta.app.provisioning())
    assert okta.log.events() == ()
    assert len(provider.asked) == 1


def test_a_reading_is_chosen_among_those_there_are(okta: FakeOkta) -> None:
    readings = ("look up again", "deactivate, then look up", "update in place")
    assert okta.readings.options()[0] == ("A2", readings)
    with pytest.raises(ValueError, match="no assumption 'A99': expected one of A2, A12"):
        okta.readings.choose("A99", "update in place")
    with pytest.raises(ValueError, match="A2 cannot be read as 'x': expected 'look up again' or"):
        okta.readings.choose("A2", "x")
