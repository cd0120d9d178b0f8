"""Which administrator may do what, at the console and with an API token."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import AdminRole, OktaUser, Updates
from fakes.wire import Wire

from .api import Client

REFUSED = "You do not have permission to perform the requested action"


def _add(okta: FakeOkta) -> None:
    okta.directory.add(
        login="lia@corp.example", email="lia@corp.example", first_name="Lia", last_name="Lund"
    )


def _add_attribute(okta: FakeOkta) -> None:
    okta.app.add_attribute(display_name="UPN", variable_name="upn", external_name="upn")


def _save(okta: FakeOkta) -> None:
    okta.mapping.show()
    okta.mapping.save(Updates.DO_NOT_APPLY)


def _first(okta: FakeOkta) -> str:
    return okta.directory.users()[0].id


ALL = "super organization app"
DEEDS: dict[str, tuple[Callable[[FakeOkta], object], str]] = {
    "add": (_add, "super organization"),
    "change": (
        lambda okta: okta.directory.update(_first(okta), ("title", "x")),
        "super organization",
    ),
    "deactivate": (lambda okta: okta.directory.deactivate(_first(okta)), "super organization"),
    "suspend": (lambda okta: okta.directory.suspend(_first(okta)), "super organization"),
    "attribute": (_add_attribute, ALL),
    "mapping": (_save, "super app"),
    "assign": (lambda okta: okta.assignments.assign(_first(okta)), f"{ALL} read-only"),
}


@pytest.mark.parametrize("role", AdminRole)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_role_is_enough_or_not(okta: FakeOkta, ada: OktaUser, deed: str, role: AdminRole) -> None:
    act, roles = DEEDS[deed]
    okta.session.sign_in(role)
    assert okta.session.role() is role
    if role.value.split()[0] in roles.split():
        act(okta)
        return
    with pytest.raises(ValueError, match=REFUSED):
        act(okta)
    assert okta.directory.user(ada.id) == ada


@pytest.mark.parametrize("role", AdminRole)
def test_only_a_super_administrator_retries(okta: FakeOkta, role: AdminRole) -> None:
    okta.session.sign_in(role)
    expected = "no task" if role is AdminRole.SUPER else REFUSED
    with pytest.raises(ValueError, match=expected):
        okta.jobs.retry("1")


@pytest.mark.parametrize("deed", ["activate", "unsuspend", "delete"])
def test_an_app_administrator_does_nothing_to_people(
    okta: FakeOkta, ada: OktaUser, deed: str
) -> None:
    okta.session.sign_in(AdminRole.APP)
    with pytest.raises(ValueError, match=REFUSED):
        getattr(okta.directory, deed)(ada.id)


def test_a_token_has_the_role_of_its_creator_for_good(
    wire: Wire, okta: FakeOkta, ada: OktaUser
) -> None:
    okta.session.sign_in(AdminRole.APP)
    limited = Client(wire, f"SSWS {okta.tokens.create('limited')}")
    okta.session.sign_in(AdminRole.SUPER)
    answer = limited("POST", f"/users/{ada.id}/lifecycle/deactivate", {})
    assert answer.status == 403
    assert answer.json()["errorCode"] == "E0000006"
    okta.directory.deactivate(ada.id)
    okta.session.sign_in(AdminRole.READ_ONLY)
    assert limited("POST", f"/users/{ada.id}/lifecycle/activate", {}).status == 403
    okta.session.sign_in(AdminRole.SUPER)
    whole = Client(wire, f"SSWS {okta.tokens.create('whole')}")
    okta.session.sign_in(AdminRole.READ_ONLY)
    assert whole("POST", f"/users/{ada.id}/lifecycle/activate", {}).status == 200
    with pytest.raises(ValueError, match=REFUSED):
        okta.directory.deactivate(ada.id)


def test_the_mappings_api_wants_the_role_as_well(wire: Wire, okta: FakeOkta) -> None:
    okta.session.sign_in(AdminRole.ORGANIZATION)
    client = Client(wire, f"SSWS {okta.tokens.create('limited')}")
    row = {"properties": {"email": {"expression": "user.login", "pushStatus": "PUSH"}}}
    assert client("POST", f"/mappings/{okta.state.to_app_id}", row).status == 403
