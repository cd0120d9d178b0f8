"""What the expressions of each mapping may read is what they are given, and nothing besides."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.okta.apps import AppStatus, OtherApp, SignOnMode
from fakes.okta.expressions import INTERNAL, ExpressionError
from fakes.okta.model import AttributeMapping, Direction, OktaUser, UserStatus
from fakes.okta.service.app.mapping_rows import MappingRows
from fakes.okta.service.app.profiles_to_read import of_account, of_user, readable
from fakes.okta.service.app.schema import AppSchema
from fakes.okta.service.provisioning.import_matching import ImportMatching
from fakes.okta.service.state import State
from fakes.store import Ids

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LIA = OktaUser("00u1", UserStatus.ACTIVE, (("login", "lia@corp.example"),), NOW, NOW)
ACCOUNT = (("email", "lia.lund@corp.example"), ("givenName", "Lia"))


@pytest.fixture
def state() -> State:
    state = State(Ids("test"))
    AppSchema(state).take_template()
    return state


def test_what_may_be_read_has_a_value_from_okta_to_the_app(state: State) -> None:
    given = of_user(state, LIA, {})
    assert given.keys() - {INTERNAL} == readable(state, Direction.TO_APP).keys()
    assert given["source"] is given["user"]


def test_what_may_be_read_has_a_value_from_the_app_to_okta(state: State) -> None:
    given = of_account(state, {})
    assert given.keys() == readable(state, Direction.TO_OKTA).keys()


@pytest.mark.parametrize(
    ("expression", "login"),
    [
        ("source.email", "lia.lund@corp.example"),
        ("appuser.email", "lia.lund@corp.example"),
        ("appUser.email", "lia.lund@corp.example"),
        ("druva_v2.email", "lia.lund@corp.example"),
        ("source.userName + '.' + org.subdomain", "lia@corp.example.corp"),
        ("isMemberOfGroupName('Staff') ? 'a' : 'b'", "b"),
    ],
)
def test_an_account_that_is_imported_is_read_by_every_name_of_its_profile(
    state: State, expression: str, login: str
) -> None:
    MappingRows(state).save(AttributeMapping("login", expression), Direction.TO_OKTA)
    assert ImportMatching(state).candidate("lia@corp.example", ACCOUNT).login == login


@pytest.mark.parametrize(
    ("direction", "target", "expression", "problem"),
    [
        (
            Direction.TO_OKTA,
            "login",
            "'a' + user.login",
            "position 6: user can only be used in the mapping Okta User to Druva 2.0: expected "
            "one of source, appuser, appUser, druva_v2, app, druva_v2_app, org",
        ),
        (
            Direction.TO_OKTA,
            "login",
            "user.getInternalProperty('id')",
            "position 0: user can only be used in the mapping Okta User to Druva 2.0",
        ),
        (
            Direction.TO_APP,
            "email",
            "appUser.email",
            "position 0: appUser can only be used in the mapping Druva 2.0 to Okta User: expected "
            "one of source, user, druva_v2, app, druva_v2_app, org",
        ),
    ],
)
def test_the_profile_on_the_left_of_the_other_mapping_is_refused(
    state: State, direction: Direction, target: str, expression: str, problem: str
) -> None:
    with pytest.raises(ExpressionError) as refused:
        MappingRows(state).save(AttributeMapping(target, expression), direction)
    assert problem in str(refused.value)


def test_the_profile_of_another_app_is_refused_by_its_label(state: State) -> None:
    wiki = OtherApp(
        "0oa1", "bookmark", "Wiki", SignOnMode.BOOKMARK, AppStatus.ACTIVE, "{}", NOW, NOW
    )
    with pytest.raises(ExpressionError, match="this org has no app 'bookmark'"):
        MappingRows(state).check("bookmark.email", Direction.TO_APP)
    state.other_apps.put(wiki)
    with pytest.raises(ExpressionError, match="position 0: the app Wiki is a record, whose"):
        MappingRows(state).check("bookmark.email", Direction.TO_APP)
