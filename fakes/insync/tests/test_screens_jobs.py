"""What the console shows of jobs and of other clicks that give something."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import Account
from fakes.wire import Address, Wire

from .console_client import ConsoleClient, complaint

LETTER = "<b>Grüße</b>".encode()
PICTURE = b"\x89PNG\xff"


@pytest.fixture
def ada(insync: FakeInSync) -> Account:
    return insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")


@pytest.fixture
def console(insync: FakeInSync, wire: Wire) -> ConsoleClient:
    return ConsoleClient(insync, wire)


def test_a_job_that_was_not_started_is_shown_with_its_cause(
    console: ConsoleClient, ada: Account
) -> None:
    page = console.click(f"/users/{ada.id}/backups/onedrive", "back-up")

    assert "No job was started." in page
    assert "inSync has no access to Microsoft 365" in page
    assert "Never Backed Up" in page
    assert "inSync has no access to Microsoft 365" in console.open(f"/users/{ada.id}/jobs")


@pytest.mark.parametrize("path", ["/microsoft-365/jobs", "/profiles"])
def test_the_jobs_of_many_users_are_shown(
    console: ConsoleClient, ada: Account, insync: FakeInSync, path: str
) -> None:
    insync.accounts.add(email_id=Address("bob@corp.example"), display_name="Bob")

    page = console.click(path, "back-up", profile=ada.profile)

    assert "Jobs: 4." in page
    assert page.count('itemtype="Backup"') == 4


def test_users_that_were_imported_are_shown_until_the_next_click(console: ConsoleClient) -> None:
    content = b"Username, Email\nBob, bob@corp.example\nCy, cy@corp.example\n"

    page = console.upload("/users/import", "import", content, profile="Default")

    assert "Users that were imported: 2." in page
    assert "cy@corp.example" in page
    assert "cy@corp.example" in console.open("/done")
    console.click("/microsoft-365/jobs", "retention")
    assert "Nothing was done" in console.open("/done")


def test_what_one_browser_was_given_another_does_not_see(
    console: ConsoleClient, ada: Account, insync: FakeInSync, wire: Wire
) -> None:
    console.click("/lab/sign-on", "sign-on", name_id="ada@corp.example")

    assert ada.email_id.text in console.open("/done")
    assert "Nothing was done" in ConsoleClient(insync, wire).open("/done")


def test_the_changes_of_support_are_shown(console: ConsoleClient, ada: Account) -> None:
    content = b"inSync email ID, New inSync email ID\nada@corp.example, ada.ames@corp.example\n"

    page = console.upload("/support/email-ids", "change", content)

    assert "Email IDs that were changed: 1." in page
    assert ada.email_id.text in page
    assert "ada.ames@corp.example" in page


def test_a_row_that_support_cannot_change_is_told_at_the_file(console: ConsoleClient) -> None:
    content = b"inSync email ID, New inSync email ID\nbob@corp.example, b@corp.example\n"

    page = console.upload("/support/email-ids", "change", content)

    assert "row 2, inSync email ID" in complaint(page, "file")


def test_who_cannot_sign_on_is_told_at_the_field(console: ConsoleClient) -> None:
    page = console.click("/lab/sign-on", "sign-on", name_id="bob@corp.example")

    assert complaint(page, "name_id").startswith("bob@corp.example cannot sign on")


def test_a_reading_that_there_is_not_is_refused(console: ConsoleClient, insync: FakeInSync) -> None:
    before = insync.readings.in_force()

    page = console.click(
        "/lab/assumptions", "choose", assumption="A1", **{"reading-A1": "no such reading"}
    )

    assert console.status == 422
    assert "no such reading" in page
    assert insync.readings.in_force() == before


@pytest.mark.parametrize(
    ("content", "text"), [(LETTER, '<pre tabindex="0">&lt;b&gt;Grüße'), (PICTURE, "")]
)
def test_bytes_are_shown_as_base64_and_as_text_where_they_are_one(
    console: ConsoleClient, insync: FakeInSync, content: bytes, text: str
) -> None:
    digest = sha256(content).hexdigest()
    insync.state.contents[digest] = content

    page = console.open(f"/lab/content?digest={digest}")

    assert b64encode(content).decode() in page
    assert text in page
    assert ("<pre" in page) is bool(text)
