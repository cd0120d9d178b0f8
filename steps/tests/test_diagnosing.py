"""Exports in a scenario are read as files, and what is said of their diagnosis can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crosswalk.diagnosis.row import Problem
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.remarks import Unasked
from crosswalk.runner.running import Unplayable

FEATURES = sorted(Path(__file__).parents[2].glob("features/*_diagnosing*.feature"))
Played = Callable[[str], object]
Failed = Callable[[str], str]

OKTA = "okta.csv\nUsername,Primary email\nsam@corp.example,{email}\n"
INSYNC = "insync.csv\nUser Name,User Email\nSam Soto,sam@corp.example\n"
MICROSOFT365 = """microsoft365.csv
User principal name,Proxy addresses
sam@corp.example,SMTP:sam.soto@corp.example+smtp:sam@corp.example
"""
DIAGNOSED = "When support diagnoses the tenant"


def given(*files: str) -> str:
    """Return the step with some exports."""
    return "\n".join(["Given these exports:", '"""', *files, '"""', ""])


def sam(email: str = "sam.soto@corp.example") -> str:
    """Return the step with the exports of a tenant of Sam."""
    return given(OKTA.format(email=email), INSYNC, MICROSOFT365)


def test_what_is_no_file_is_told(failed: Failed) -> None:
    assert "expected files: the name of each" in failed(given("Username,Primary email", "a,b"))


def test_an_export_that_is_missing_is_told(failed: Failed) -> None:
    assert "no export of Microsoft 365 people" in failed(given(OKTA, INSYNC))


def test_the_people_of_the_exports_are_in_the_lab(played: Played) -> None:
    played(
        sam()
        + """
        Then Okta holds these people:
          | login            | email                 |
          | sam@corp.example | sam.soto@corp.example |
        And inSync holds these accounts:
          | person | inSync email ID  | AD attribute | status |
          | Sam    | sam@corp.example |              | active |
        And the primary SMTP address of Sam is "sam.soto@corp.example"
        """
    )


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ('the problems of "sam@corp.example" are preserved', "expected preserved, found duplicate"),
        ('the problems of "ada@corp.example" are preserved', "no row is about ada@corp.example"),
        (
            'the diagnosis says of "sam@corp.example":\n| onedrive_backup_now |\n| fails |',
            "found    | succeeds",
        ),
        ("the diagnosis says:\n| okta_login |\n| ada@corp.example |", "found    | sam@corp"),
        ('the change request is:\n"""\ninSync email ID,New inSync email ID\n"""', "sam.soto"),
        ('the lab refused "sam@corp.example" because "a"', "found nobody"),
    ],
)
def test_what_is_said_of_a_diagnosis_can_be_wrong(failed: Failed, then: str, words: str) -> None:
    assert words in failed(f"{sam()}{DIAGNOSED}\nThen {then}")


def test_a_diagnosis_that_nobody_made_says_nothing(failed: Failed) -> None:
    told = failed(f'{sam()}Then the problems of "sam@corp.example" are preserved')

    assert "nobody diagnosed the tenant" in told


REFUSED = sam("sam at corp.example")
ASKED = 'Then the lab refused "sam@corp.example" because'


def test_whom_the_lab_refuses_can_be_asked_about(played: Played) -> None:
    played(f'{REFUSED}{ASKED} "email: Does not match required pattern"')


def test_whom_the_lab_refuses_for_another_reason_is_told(failed: Failed) -> None:
    assert "expected 'email: too long'" in failed(f'{REFUSED}{ASKED} "email: too long"')


def test_whom_the_lab_refuses_has_to_be_asked_about(played: Played) -> None:
    with pytest.raises(Unasked, match=r"Okta of the lab refused sam@corp\.example"):
        played(f"{REFUSED}{DIAGNOSED}")


def test_a_code_that_there_is_not_is_told_before_anything_is_played(played: Played) -> None:
    with pytest.raises(Unplayable):
        played(f'{sam()}{DIAGNOSED}\nThen the problems of "sam@corp.example" are no_mail')


@pytest.mark.parametrize("problem", Problem, ids=lambda problem: problem.value)
def test_every_problem_has_an_example(problem: Problem) -> None:
    said = [
        step.name.partition(" are ")[2].split(", ")
        for path in FEATURES
        for play in plays_of(path)
        for step in play.render().steps
        if step.name.startswith("the problems of ")
    ]

    assert any(problem.value in codes for codes in said)
