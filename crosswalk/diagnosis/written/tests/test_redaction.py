"""Pseudonyms keep what matters: equal stays equal, one domain one domain, one person one number."""

from __future__ import annotations

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Problem
from crosswalk.diagnosis.tenant import Note, Place
from crosswalk.diagnosis.written.redaction import Redaction
from crosswalk.diagnosis.written.writer import About

from .rows_by_hand import row


def test_addresses_are_numbered_by_person_name_and_domain() -> None:
    redaction = Redaction()
    one = redaction.row(
        row(
            "ada@corp.example",
            "ada.ames@corp.example",
            "ADA@Corp.example",
            aliases=("ada@old.example", "", "x y"),
            change="ada.ames@corp.example",
            problems=(Problem.GUEST,),
        )
    )
    other = redaction.row(row("ben@old.example", "Ada.Ames@corp.example", "X Y"))
    assert one[:6] == (
        "person1@domain1.example",
        "person1-2@domain1.example",
        "person1@domain1.example",
        "person1@domain1.example",
        "person1-2@domain1.example",
        ("person1@domain2.example", "", "invalid1"),
    )
    assert one.now.onedrive_backup.presented == "person1@domain1.example"
    assert one.after.exchange_restore.presented == "person1@domain1.example"
    assert one.change_email_id_to == "person1-2@domain1.example"
    assert one.problems == (Problem.GUEST,)
    assert other[:3] == ("person2@domain2.example", "person1-2@domain1.example", "invalid1")


def test_the_same_name_of_two_people_has_two_pseudonyms() -> None:
    redaction = Redaction()
    assert redaction.row(row("info@a.example")).okta_login == "person1@domain1.example"
    assert redaction.row(row("info@b.example")).okta_login == "person2@domain2.example"


def test_the_same_row_again_takes_no_number() -> None:
    redaction = Redaction()
    redaction.row(row("ada@corp.example"))
    again = redaction.same_row(row("ada@corp.example", "b@corp.example"))
    assert (again.okta_login, again.okta_email) == (
        "person1@domain1.example",
        "person1-2@domain1.example",
    )
    assert redaction.row(row("c@corp.example")).okta_login == "person2@domain1.example"


def test_notes_lose_what_they_quote_and_the_names_of_files() -> None:
    notes = (
        Note(Place("acme/okta.csv", 3), "'x y' is no address, and is passed over"),
        Note(Place("acme/insync.csv", 9), '"o\'brien x" is no address'),
        Note(Place("acme/okta.csv", 4), "ada@corp.example is here twice"),
    )
    about = Redaction().about(About(Choices(), notes=notes))
    assert about.notes == (
        Note(Place("file1", 3), "'…' is no address, and is passed over"),
        Note(Place("file2", 9), "'…' is no address"),
        Note(Place("file1", 4), "'…' is here twice"),
    )
    assert about.redacted


def test_expressions_are_shown_if_they_can_name_nobody() -> None:
    choices = Choices(user_name='user.alias + "@corp.example"', ad_attribute="user.email")
    redacted = Redaction().about(About(choices)).choices
    assert (redacted.user_name, redacted.ad_attribute) == ("…", "user.email")
    choices = Choices(user_name="user.login", ad_attribute="user.acmeUpn")
    redacted = Redaction().about(About(choices)).choices
    assert (redacted.user_name, redacted.ad_attribute) == ("user.login", "…")
    assert Redaction().about(About(Choices())).choices == Choices()
