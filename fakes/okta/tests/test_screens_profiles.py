"""The Profile Editor and the mapping dialog: refusals at their field, and what was typed stays."""

from __future__ import annotations

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import AdminRole, Apply, AttributeMapping, Direction, OktaUser
from fakes.okta.screens import okta_console
from fakes.screens.tests.console_client import ConsoleClient, complaint, value
from fakes.wire import Wire

PROFILE = "/directory/profile-editor/druva"
DIALOG = f"{PROFILE}/mappings"
UPN = {
    "data_type": "string",
    "display_name": "UPN",
    "variable_name": "userPrincipalName",
    "external_name": "userPrincipalName",
    "external_namespace": "urn:ietf:params:scim:schemas:core:2.0:User",
}


@pytest.fixture
def console(okta: FakeOkta, wire: Wire) -> ConsoleClient:
    return ConsoleClient(okta_console(okta), wire)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"variable_name": "2upn"}, "variable_name", "It should not start with a digit."),
        ({"variable_name": "userName"}, "variable_name", "is taken by"),
        ({"display_name": " "}, "display_name", "a name is required"),
        ({"external_name": ""}, "external_name", "a name is required"),
        ({"external_namespace": "core"}, "external_namespace", "is not a URN"),
        ({"data_type": "date"}, "data_type", "cannot be chosen: expected one of 'string'"),
    ],
)
def test_a_refusal_of_add_attribute_is_told_at_its_field_and_loses_nothing(
    console: ConsoleClient, okta: FakeOkta, typed: dict[str, str], field: str, said: str
) -> None:
    before = okta.app.attributes()

    page = console.click(f"{PROFILE}/add", "save", **{**UPN, **typed})

    assert console.status == 422
    assert said in complaint(page, field)
    texts = {name: text for name, text in {**UPN, **typed}.items() if name != "data_type"}
    assert {name: value(page, name) for name in texts} == texts
    assert okta.app.attributes() == before


def test_a_name_that_looks_like_markup_is_shown_as_text(console: ConsoleClient) -> None:
    page = console.click(f"{PROFILE}/add", "save", **{**UPN, "display_name": "<b>UPN</b>"})

    assert "&lt;b&gt;UPN&lt;/b&gt;" in page
    assert "<b>" not in page


def test_an_attribute_that_there_is_none_of_has_no_page(console: ConsoleClient) -> None:
    page = console.open(f"{PROFILE}/attributes/upn")

    assert console.status == 404
    assert "has no attribute &#39;upn&#39;" in page


def test_who_may_not_edit_profiles_is_told_so(console: ConsoleClient, okta: FakeOkta) -> None:
    console.click("", "role", role="read-only administrator")
    assert okta.session.role() is AdminRole.READ_ONLY

    page = console.click(f"{PROFILE}/add", "save", **UPN)

    assert "You do not have permission to perform the requested action" in page


def test_a_closed_dialog_says_how_it_is_opened(console: ConsoleClient) -> None:
    page = console.open(DIALOG)

    assert console.status == 404
    assert "open Mappings in the profile of Druva 2.0" in page


def test_every_row_that_was_typed_is_kept_up_to_the_first_that_is_refused(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    okta.mapping.show(Direction.TO_APP)
    typed = {"source-givenName": "user.nickName", "source-email": "user.mail"}

    page = console.click(DIALOG, "check", **typed)

    assert "user has no attribute 'mail'" in complaint(page, "source-email")
    assert value(page, "source-email") == "user.mail"
    rows = {row.target: row.expression for row in okta.mapping.rows()}
    assert (rows["givenName"], rows["email"]) == ("user.nickName", "user.email")
    assert okta.app.mappings()[0].expression == "user.firstName"


def test_the_arrow_of_a_row_is_chosen_with_its_source(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    okta.mapping.show(Direction.TO_APP)
    okta.mapping.override()

    console.click(
        DIALOG,
        "save",
        **{
            "source-userName": "user.email",
            "arrow-userName": "Apply mapping on user create and update",
            "source-email": "user.email",
            "arrow-email": "Do not map",
        },
    )

    rows = {row.target: row for row in okta.mapping.rows()}
    assert rows["userName"] == AttributeMapping("userName", "user.email", Apply.CREATE_AND_UPDATE)
    assert "email" not in rows


def test_a_user_name_that_is_locked_is_not_changed_by_a_form_that_names_it(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    okta.mapping.show(Direction.TO_APP)
    before = okta.mapping.rows()

    console.click(DIALOG, "check", **{"source-userName": "user.email"})

    assert okta.mapping.rows() == before


def test_a_preview_shows_what_each_row_gives_for_a_person(
    console: ConsoleClient, okta: FakeOkta, ada: OktaUser
) -> None:
    okta.mapping.show(Direction.TO_APP)

    page = console.click(
        DIALOG, "preview", person=ada.login, **{"source-email": "Convert.toInt(user.login)"}
    )

    assert '<span itemprop="value">Ada Ames</span>' in page
    assert "Invalid:" in page


def test_a_preview_of_nobody_is_refused_at_its_field(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    okta.mapping.show(Direction.TO_APP)

    page = console.click(DIALOG, "preview", person="kai@corp.example")

    assert "Nobody has the username" in complaint(page, "person")
    assert value(page, "person") == "kai@corp.example"


def test_a_question_that_may_not_be_answered_keeps_the_draft(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    okta.mapping.show(Direction.TO_APP)
    okta.mapping.override()
    okta.session.sign_in(AdminRole.ORGANIZATION)

    page = console.click(f"{DIALOG}/updates", "APPLY_NOW")

    assert console.status == 422
    assert "You do not have permission to perform the requested action" in page
    assert okta.mapping.draft() is not None
