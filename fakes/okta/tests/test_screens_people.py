"""People, groups, assignments and tokens: refusals, searches, and pages that are not there."""

from __future__ import annotations

import re

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser, UserStatus
from fakes.okta.screens import okta_console
from fakes.screens.tests.console_client import ConsoleClient, complaint, value
from fakes.wire import Wire

PEOPLE = "/directory/people"
ASSIGNMENTS = "/applications/druva/assignments"
KAI = {
    "login": "kai@corp.example",
    "email": "kai@corp.example",
    "firstName": "Kai",
    "lastName": "Koch",
    "provider_type": "OKTA",
}


@pytest.fixture
def console(okta: FakeOkta, wire: Wire) -> ConsoleClient:
    return ConsoleClient(okta_console(okta), wire)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"login": "kai"}, "login", "login: The field is too short"),
        ({"login": "ADA@corp.example"}, "login", "An object with this field already exists"),
        ({"email": ""}, "email", "email: The field cannot be left blank"),
        ({"lastName": ""}, "lastName", "lastName: The field cannot be left blank"),
    ],
)
def test_a_refusal_of_add_person_is_told_at_its_field_and_loses_nothing(
    console: ConsoleClient,
    okta: FakeOkta,
    ada: OktaUser,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    page = console.click(f"{PEOPLE}/add", "save", **{**KAI, "title": "Pilot", **typed})

    assert console.status == 422
    assert said in complaint(page, field)
    texts = {name: text for name, text in {**KAI, **typed}.items() if name != "provider_type"}
    assert {name: value(page, name) for name in texts} == texts
    assert value(page, "title") == "Pilot"
    assert okta.directory.users() == (ada,)


def test_a_person_is_added_with_every_attribute_that_was_typed(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    console.click(f"{PEOPLE}/add", "save", **{**KAI, "title": "Pilot", "city": "Kiel"})

    added = okta.directory.users()[0]
    assert (added.attribute("title"), added.attribute("city")) == ("Pilot", "Kiel")
    assert added.status is UserStatus.STAGED


def test_an_edit_changes_what_was_typed_and_removes_what_was_emptied(
    console: ConsoleClient, okta: FakeOkta, ada: OktaUser
) -> None:
    okta.directory.update(ada.id, ("title", "Pilot"), ("city", "Kiel"))

    console.click(f"{PEOPLE}/{ada.id}/edit", "save", title="", lastName="Adler")

    profile = dict(okta.directory.user(ada.id).profile)
    assert "title" not in profile
    assert (profile["lastName"], profile["city"]) == ("Adler", "Kiel")


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("ADA@corp.example", ["ada@corp.example"]),
        ("ada", ["ada@corp.example"]),
        ("bo.berg@home.example", ["bob@corp.example"]),
        ("Bob Berg", ["bob@corp.example"]),
        ("bob b", ["bob@corp.example"]),
        ("Bérg", ["bob@corp.example"]),
        ("erg", []),
        (" ", ["ada@corp.example", "bob@corp.example"]),
    ],
)
def test_people_are_searched_by_how_username_email_and_names_begin(
    console: ConsoleClient, okta: FakeOkta, ada: OktaUser, sought: str, found: list[str]
) -> None:
    okta.directory.add(
        login="bob@corp.example", email="bo.berg@home.example", first_name="Bob", last_name="Berg"
    )

    page = console.open(f"{PEOPLE}?q={sought.replace(' ', '+').replace('@', '%40')}")

    assert re.findall(r"<dt>login</dt><dd>([^<]*)</dd>", page) == found


def test_what_can_be_done_with_a_person_depends_on_the_status(
    console: ConsoleClient, okta: FakeOkta, ada: OktaUser
) -> None:
    assert _offered(console.open(f"{PEOPLE}/{ada.id}")) == ["Suspend", "Deactivate"]
    okta.directory.suspend(ada.id)
    assert _offered(console.open(f"{PEOPLE}/{ada.id}")) == ["Unsuspend", "Deactivate"]
    okta.directory.deactivate(ada.id)
    assert _offered(console.open(f"{PEOPLE}/{ada.id}")) == ["Activate", "Delete"]


def _offered(page: str) -> list[str]:
    found = re.findall(r">(Activate|Suspend|Unsuspend|Deactivate|Delete)</(?:button|a)>", page)
    return list(map(str, found))


@pytest.mark.parametrize(
    "path",
    [
        f"{PEOPLE}/00u1",
        f"{PEOPLE}/00u1/edit",
        f"{PEOPLE}/00u1/leaving",
        "/directory/groups/00g1",
        f"{ASSIGNMENTS}/people/00u1",
        f"{ASSIGNMENTS}/groups/00g1/unassign",
        "/security/api/tokens/revoke?name=none",
    ],
)
def test_what_there_is_none_of_has_no_page(console: ConsoleClient, path: str) -> None:
    console.open(path)

    assert console.status == 404


def test_who_does_not_have_the_app_has_no_assignment_to_edit(
    console: ConsoleClient, ada: OktaUser
) -> None:
    page = console.open(f"{ASSIGNMENTS}/people/{ada.id}")

    assert console.status == 404
    assert "ada@corp.example does not have the app." in page


def test_a_deactivated_person_is_assigned_nothing(
    console: ConsoleClient, okta: FakeOkta, ada: OktaUser
) -> None:
    okta.directory.deactivate(ada.id)

    page = console.click(f"{ASSIGNMENTS}/assign-to-people", "assign", user_id=ada.id)

    assert console.status == 422
    assert "is deactivated; activate before assigning the app" in page


def test_an_assignment_from_before_provisioning_says_what_is_to_be_clicked(
    console: ConsoleClient, okta: FakeOkta, ada: OktaUser
) -> None:
    okta.assignments.assign(ada.id)

    page = console.open(f"{ASSIGNMENTS}/people/{ada.id}")

    assert "Click Provision User." in page
    assert ">Provision User</button>" in page


def test_a_second_group_of_a_name_is_refused_at_its_field(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    okta.directory.add_group("Staff")

    page = console.click("/directory/groups/add", "save", name="Staff")

    assert "An object with this field already exists" in complaint(page, "name")
    assert value(page, "name") == "Staff"


def test_a_token_is_shown_once(console: ConsoleClient, okta: FakeOkta) -> None:
    page = console.click("/security/api/tokens/create", "create", name="Reports & <more>")

    secret = re.search(r'<code class="secret">([^<]*)</code>', page)
    assert secret
    assert okta.tokens.recognizes(secret[1])
    assert "Reports &amp; &lt;more&gt;" in page
    assert secret[1] not in console.open("/security/api/tokens")


def test_a_token_of_any_name_can_be_revoked(console: ConsoleClient, okta: FakeOkta) -> None:
    okta.tokens.create("a/b?c&d")

    page = console.open("/security/api/tokens")
    link = re.search(r'href="/okta([^"]*/revoke[^"]*)"', page)
    assert link
    console.click(link[1].replace("&amp;", "&"), "revoke", name="a/b?c&d")

    assert okta.tokens.names() == ()


def test_a_limit_that_is_no_number_is_refused_at_its_field(
    console: ConsoleClient, okta: FakeOkta
) -> None:
    page = console.click("/lab/rate-limit", "save", a_minute="many")

    assert "'many' is not a number" in complaint(page, "a_minute")
    assert value(page, "a_minute") == "many"
    assert okta.limits.limit() == 0


def test_no_task_selected_is_refused(console: ConsoleClient) -> None:
    page = console.click("/dashboard/tasks", "retry")

    assert complaint(page, "task") == "No task is selected: tick one"
