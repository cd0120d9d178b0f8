"""What the mappings make of a person, when an assignment is created and later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fakes.okta.model import (
    AppAttribute,
    Apply,
    AppUser,
    AppUserStatus,
    AttributeMapping,
    Direction,
    Group,
    OktaUser,
    Scope,
    SignOn,
    SyncState,
    UsernameFormat,
    UserStatus,
)
from fakes.okta.service.app.app_profiles import AppProfiles
from fakes.okta.service.app.schema import AppSchema
from fakes.okta.service.state import State
from fakes.store import Ids

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LIA = OktaUser(
    "00u1",
    UserStatus.ACTIVE,
    (
        ("login", "lia@corp.example"),
        ("email", "lia.lund@corp.example"),
        ("firstName", "Lia"),
        ("lastName", "Lund"),
    ),
    NOW,
    NOW,
)
DEFAULTS = {
    "givenName": "Lia",
    "familyName": "Lund",
    "displayName": "Lia Lund",
    "email": "lia.lund@corp.example",
    "emailType": "work",
}
GROUPS = (Group("00g1", "Staff", ("00u1", "00u2")), Group("00g2", "Guests", ("00u2",)))
ASSIGNED = AppUser(
    id="0ua1",
    user_id=LIA.id,
    scope=Scope.USER,
    status=AppUserStatus.PROVISIONED,
    sync_state=SyncState.SYNCHRONIZED,
    user_name="old@corp.example",
    profile=(("givenName", "Old"), ("userPrincipalName", "old upn")),
)


@pytest.fixture
def state() -> State:
    state = State(Ids("test"))
    AppSchema(state).take_template()
    for name in ("userPrincipalName", "note"):
        state.attributes[name] = AppAttribute(name, name, external_name=name)
    for group in GROUPS:
        state.groups.put(group)
    return state


def profiles(state: State) -> AppProfiles:
    return AppProfiles(state, lambda: NOW)


def save(state: State, target: str, expression: str, apply: Apply) -> None:
    row = AttributeMapping(target, expression, apply)
    state.mappings[Direction.TO_APP][target] = row


def test_the_default_mappings_fill_the_profile(state: State) -> None:
    computed = profiles(state).compute(LIA, None)
    assert computed.user_name == "lia@corp.example"
    assert dict(computed.profile) == DEFAULTS
    assert [name for name, _ in computed.profile] == list(DEFAULTS)


@pytest.mark.parametrize(
    ("apply", "current", "value"),
    [
        (Apply.CREATE_AND_UPDATE, None, "lia@corp.example"),
        (Apply.CREATE_ONLY, None, "lia@corp.example"),
        (Apply.CREATE_AND_UPDATE, ASSIGNED, "lia@corp.example"),
        (Apply.CREATE_ONLY, ASSIGNED, "old upn"),
        (Apply.CREATE_ONLY, replace(ASSIGNED, profile=()), None),
    ],
)
def test_a_row_applies_at_creation_or_always(
    state: State, apply: Apply, current: AppUser | None, value: str | None
) -> None:
    save(state, "userPrincipalName", "user.login", apply)
    computed = profiles(state).compute(LIA, current)
    assert dict(computed.profile).get("userPrincipalName") == value


@pytest.mark.parametrize(
    ("sign_on", "override", "current", "name"),
    [
        (SignOn(), None, None, "lia@corp.example"),
        (SignOn(), None, ASSIGNED, "lia@corp.example"),
        (SignOn(update_on=Apply.CREATE_ONLY), None, None, "lia@corp.example"),
        (SignOn(update_on=Apply.CREATE_ONLY), None, ASSIGNED, "old@corp.example"),
        (SignOn(UsernameFormat.EMAIL), None, ASSIGNED, "lia.lund@corp.example"),
        (SignOn(UsernameFormat.EMAIL_PREFIX), None, None, "lia.lund"),
        (SignOn(UsernameFormat.CUSTOM, "user.lastName"), None, None, "Lund"),
        (SignOn(UsernameFormat.CUSTOM, "user.title"), None, None, ""),
        (SignOn(UsernameFormat.CUSTOM, "user.title"), None, ASSIGNED, "old@corp.example"),
        (SignOn(), Apply.CREATE_AND_UPDATE, None, "lia.lund@corp.example"),
        (SignOn(), Apply.CREATE_AND_UPDATE, ASSIGNED, "lia.lund@corp.example"),
        (SignOn(), Apply.CREATE_ONLY, None, "lia.lund@corp.example"),
        (SignOn(), Apply.CREATE_ONLY, ASSIGNED, "old@corp.example"),
        (
            SignOn(update_on=Apply.CREATE_ONLY),
            Apply.CREATE_AND_UPDATE,
            ASSIGNED,
            "lia.lund@corp.example",
        ),
    ],
)
def test_an_override_wins_over_the_sign_on_tab(
    state: State, sign_on: SignOn, override: Apply | None, current: AppUser | None, name: str
) -> None:
    state.sign_on = sign_on
    if override:
        save(state, "userName", "user.email", override)
    assert profiles(state).compute(LIA, current).user_name == name


def test_an_override_that_yields_nothing_keeps_the_name(state: State) -> None:
    save(state, "userName", "user.title", Apply.CREATE_AND_UPDATE)
    assert profiles(state).compute(LIA, ASSIGNED).user_name == "old@corp.example"
    assert profiles(state).compute(LIA, None).user_name == ""


def test_a_value_that_is_gone_is_taken_from_the_profile(state: State) -> None:
    save(state, "userPrincipalName", "user.title", Apply.CREATE_AND_UPDATE)
    assert "userPrincipalName" not in dict(profiles(state).compute(LIA, ASSIGNED).profile)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("user.title", None),
        ("''", None),
        ("String.substring(user.firstName, 1, 99)", None),
        ("user.firstName ? 'a' : 'b'", None),
        ("1 == 1", "true"),
        ("{'a', 'b'}", "a,b"),
        ("org.name + '/' + app.label", "corp/Druva 2.0"),
        ("source.email", "lia.lund@corp.example"),
        ("druva_v2.userName", "old@corp.example"),
        ("druva_v2_app.name + ' of ' + org.subdomain", "druva_v2 of corp"),
        ("Time.now()", "2026-01-01T00:00:00.000Z"),
        ("isMemberOfGroupName('Staff')", "true"),
        ("isMemberOfGroupName('Guests')", "false"),
        ("druva_v2.givenName", "Old"),
        ("user.getInternalProperty('id')", "00u1"),
    ],
)
def test_an_expression_fills_a_variable_or_leaves_it_unset(
    state: State, expression: str, value: str | None
) -> None:
    save(state, "note", expression, Apply.CREATE_AND_UPDATE)
    assert dict(profiles(state).compute(LIA, ASSIGNED).profile).get("note") == value


def test_an_unmapped_variable_keeps_its_value(state: State) -> None:
    computed = profiles(state).compute(LIA, ASSIGNED)
    assert dict(computed.profile) == {**DEFAULTS, "userPrincipalName": "old upn"}
