"""The Users pages: what a form refuses, what it keeps, what is escaped, what is not there."""

from __future__ import annotations

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import Profile
from fakes.wire import Address, Wire

from .console_client import ConsoleClient, complaint, value

NAME = '<b>Ada & "Co"</b>'


@pytest.fixture
def console(insync: FakeInSync, wire: Wire) -> ConsoleClient:
    insync.profiles.save(Profile("Default", max_users=2))
    insync.accounts.add(email_id=Address("ada@corp.example"), display_name=NAME)
    return ConsoleClient(insync, wire)


def test_a_wrong_address_is_told_at_its_field_and_what_was_typed_is_kept(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    page = console.click("/users/add", "add", email_id="bob", display_name="Bob", profile="Default")

    assert console.status == 422
    assert complaint(page, "email_id") == "'bob' is not an address: expected name@domain.example"
    assert value(page, "email_id") == "bob"
    assert value(page, "display_name") == "Bob"
    assert len(insync.accounts.all()) == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"email_id": "ADA@corp.example"}, "email_id", "email ID of another account"),
        ({"display_name": " "}, "display_name", "the name is empty"),
        ({"profile": "Board"}, "profile", "there is no profile 'Board'"),
    ],
)
def test_a_refusal_of_add_new_user_is_told_at_the_field_that_it_is_about(
    console: ConsoleClient, typed: dict[str, str], field: str, said: str
) -> None:
    fields = {"email_id": "bob@corp.example", "display_name": "Bob", "profile": "Default"}

    page = console.click("/users/add", "add", **{**fields, **typed})

    assert said in complaint(page, field)


def test_a_refused_edit_shows_what_was_typed_and_saves_nothing(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    page = console.click("/users/1/edit", "save", email_id="ada", display_name="Ada Ames")

    assert complaint(page, "email_id") == "'ada' is not an address: expected name@domain.example"
    assert (value(page, "email_id"), value(page, "display_name")) == ("ada", "Ada Ames")
    assert insync.accounts.account(1).display_name == NAME


def test_every_bad_row_of_a_file_is_told_at_the_file(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    content = b"Username, Email\nBob, bob\n, cy@corp.example\n"

    page = console.upload("/users/import", "import", content, profile="Default")

    assert "row 2, Email: expected an address" in complaint(page, "file")
    assert "row 3, Username: expected a name" in complaint(page, "file")
    assert len(insync.accounts.all()) == 1


def test_a_form_without_a_file_says_so(console: ConsoleClient) -> None:
    page = console.click("/users/import", "import", profile="Default")

    assert complaint(page, "file") == "no file is chosen: choose one"


def test_a_full_profile_refuses_a_file_and_names_the_profile(console: ConsoleClient) -> None:
    content = b"Username, Email\nBob, bob@corp.example\nCy, cy@corp.example\n"

    page = console.upload("/users/import", "import", content, profile="Default")

    assert "profile Default has 1 of at most 2 users" in complaint(page, "profile")


@pytest.mark.parametrize(
    "path", ["/users", "/users/1", "/users/1/edit", "/users/1/jobs", "/microsoft-365/onedrive"]
)
def test_a_name_is_no_markup(console: ConsoleClient, path: str) -> None:
    page = console.open(path)

    assert "&lt;b&gt;Ada &amp; &#34;Co&#34;&lt;/b&gt;" in page
    assert "<b>Ada" not in page


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/users/7", "there is no account 7"),
        ("/users/seven", "there is no user &#39;seven&#39;"),
        ("/users/7/edit", "there is no account 7"),
        ("/users/7/backups", "there is no account 7"),
        ("/users/1/backups/calendar", "there is no app &#39;calendar&#39;"),
        ("/users/1/backups/onedrive/9", "has no OneDrive snapshot 9"),
        ("/users/1/restore/calendar", "there is no app &#39;calendar&#39;"),
        ("/lab/content?digest=00", "nothing is kept under &#39;00&#39;"),
        ("/user-provisioning/mappings/3", "there is no mapping &#39;3&#39;"),
        ("/profiles/3", "there is no profile &#39;3&#39;"),
        ("/nowhere", "There is no page at /insync/nowhere."),
    ],
)
def test_what_is_not_there_is_said_and_not_found(
    console: ConsoleClient, path: str, said: str
) -> None:
    page = console.open(path)

    assert console.status == 404
    assert said in page


def test_a_restore_without_a_snapshot_is_refused_on_top_of_the_form(
    console: ConsoleClient,
) -> None:
    page = console.click(
        "/users/1/restore/onedrive", "restore", snapshot="latest", destination="new folder", to=""
    )

    assert console.status == 422
    assert 'id="refusal">nothing to restore' in page
    assert 'value="new folder" checked' in page


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("bob", "'bob' is not an address: expected name@domain.example"),
        ("bob@corp.example", "no user has the email ID bob@corp.example"),
    ],
)
def test_another_user_who_is_not_there_is_told_at_the_field(
    console: ConsoleClient, to: str, said: str
) -> None:
    page = console.click(
        "/users/1/restore/onedrive",
        "restore",
        snapshot="latest",
        destination="original location",
        to=to,
    )

    assert complaint(page, "to") == said
    assert value(page, "to") == to


def test_the_list_has_pages(console: ConsoleClient, insync: FakeInSync) -> None:
    insync.profiles.save(Profile("Default"))
    for number in range(2, 32):
        insync.accounts.add(email_id=Address(f"u{number}@corp.example"), display_name=f"U{number}")

    first, second = console.open("/users"), console.open("/users?page=2")

    assert "25 of 31" in first
    assert 'href="/insync/users/25"' in first
    assert 'href="/insync/users/26"' not in first
    assert "31 of 31" in second
    assert 'href="/insync/users/31"' in second


def test_the_list_shows_those_of_a_status(console: ConsoleClient, insync: FakeInSync) -> None:
    insync.accounts.add(email_id=Address("bob@corp.example"), display_name="Bob")
    insync.profiles.buy_preserved_licenses(1)
    insync.accounts.preserve(2)

    preserved, active = (
        console.open("/users?status=preserved"),
        console.open("/users?status=active"),
    )

    assert "bob@corp.example" in preserved
    assert "ada@corp.example" not in preserved
    assert "ada@corp.example" in active
    assert "bob@corp.example" not in active
