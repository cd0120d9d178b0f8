"""What a When step came to has to be asked about, and a Then step reads the right one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosswalk.runner.remarks import Unasked
from crosswalk.runner.running import Performance
from steps.story import has_said

Played = Callable[[str], Performance]
Failed = Callable[[str], str]

BAD_ROW = (
    "When support changes the inSync email IDs from a file with the row "
    '"nobody@corp.example,n@corp.example"'
)
NOT_STARTED = """
    Given Ada is in Microsoft 365
    And inSync holds Ada as "ada@corp.example"
    When the inSync admin preserves the account of Ada
    And inSync backs up the OneDrive of Ada
"""
IMPORTED = """
    Given Sam is in Okta and in Microsoft 365
    And the users were imported from Okta
"""


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (BAD_ROW + "\nThen Sam has 1 inSync account", "inSync refused: row 3"),
        (
            'When the inSync admin changes the inSync email ID of Sam to "max@corp.example"\n'
            "Then Sam has 1 inSync account",
            "inSync refused: max@corp.example is the email ID of another account",
        ),
        (
            'When the Okta admin changes the login of Sam to "max@corp.example"\n'
            "Then Sam has 1 inSync account",
            "Okta refused: Api validation failed: login",
        ),
        (
            'When the Okta admin maps "user.x +" to "userName"\nThen Sam has 1 inSync account',
            "Okta refused: ",
        ),
        (
            "When the inSync admin imports this CSV file:\n"
            '  """\n  Username, Email\n  Sam, sam\n  """\n'
            "Then Sam has 1 inSync account",
            "inSync refused: row 2",
        ),
        (
            "When an identity provider posts this user:\n"
            '  """\n  {"userName": "sam", "displayName": "Sam Soto"}\n  """\n'
            "Then Sam has 1 inSync account",
            "inSync refused: 400",
        ),
        (
            "When inSync restores the OneDrive of Sam\nThen Sam has 1 inSync account",
            "inSync refused: ",
        ),
        (
            "When Microsoft 365 deletes Sam\nAnd inSync backs up the OneDrive of Sam\n"
            "Then Sam has 1 inSync account",
            "the backup fails with EUSERNOTFOUND",
        ),
        (
            "When the inSync admin deletes the account of Sam\n"
            "And the users are imported from Okta\n"
            "Then Sam has 0 inSync accounts",
            "1 task waits in Okta: Automatic profile push of user Sam Soto",
        ),
        (
            "Given inSync answers 503 once\nWhen time advances by 1 day\n"
            "Then Sam has 1 inSync account",
            "the fault never struck a request",
        ),
        (
            'Given the file "Plans of Sm.txt" of Sam cannot be written once\n'
            "When inSync backs up the OneDrive of Sam\nThen the backup succeeds",
            "the fault never struck PUT",
        ),
    ],
)
def test_what_nobody_asks_about_fails_the_scenario(played: Played, steps: str, said: str) -> None:
    with pytest.raises(Unasked) as failure:
        played(
            IMPORTED + 'Given inSync holds Max as "max@corp.example"\nAnd Max is in Okta\n' + steps
        )

    assert said in str(failure.value)


def test_a_backup_that_was_not_started_has_to_be_asked_about(played: Played) -> None:
    with pytest.raises(Unasked, match="the backup is not started; the account is preserved"):
        played(NOT_STARTED)


@pytest.mark.parametrize(
    "then",
    [
        'Then no backup is started because "the account is preserved"',
        "Then it does not matter how the backup ends",
    ],
)
def test_what_is_asked_about_passes(played: Played, then: str) -> None:
    played(NOT_STARTED + then)


def test_a_job_is_not_asked_about_by_what_it_presented(played: Played) -> None:
    with pytest.raises(Unasked, match="fails with EUSERNOTFOUND"):
        played("""
            Given Sam is in Microsoft 365
            And inSync holds Sam as "sam.soto@corp.example"
            When inSync backs up the OneDrive of Sam
            Then inSync has presented "sam.soto@corp.example" to Microsoft 365
        """)


def test_a_table_asks_about_no_app_that_it_leaves_out(played: Played) -> None:
    with pytest.raises(Unasked, match="for OneDrive; the backup fails with EUSERNOTFOUND"):
        played("""
            Given Sam is in Microsoft 365
            And inSync holds Sam as "sam.soto@corp.example"
            When inSync backs up everyone
            Then the backups end like this:
              | person | Exchange Online |
              | Sam    | succeeds        |
        """)


def test_a_count_asks_about_no_backup_that_ended_otherwise(played: Played) -> None:
    with pytest.raises(Unasked, match="fails with EUSERNOTFOUND"):
        played("""
            Given Sam is in Microsoft 365
            And inSync holds Sam as "sam.soto@corp.example"
            When inSync backs up everyone
            Then 1 Exchange Online, 0 OneDrive backups succeed
        """)


def test_a_refusal_before_the_last_action_is_not_taken_for_its_answer(failed: Failed) -> None:
    said = failed(
        IMPORTED
        + """
        When the inSync admin opens "Settings"
        And the inSync admin preserves the account of Sam
        Then inSync refuses and says "'Settings' is not offered"
        """
    )

    assert said.startswith("expected inSync to refuse the last action, which was accepted")


def test_one_of_several_backups_is_not_taken_for_the_last(failed: Failed) -> None:
    said = failed("""
        Given Sam is in Microsoft 365
        And inSync holds Sam as "sam.soto@corp.example"
        When inSync backs up the OneDrive of Sam
        And inSync backs up the Exchange Online of Sam
        Then the backup succeeds
    """)

    assert said.startswith("2 backups were run since the last Then, and the sentence means one")


def test_every_backup_means_those_of_every_when_step(failed: Failed) -> None:
    said = failed("""
        Given Sam is in Microsoft 365
        And inSync holds Sam as "sam.soto@corp.example"
        When inSync backs up the OneDrive of Sam
        And inSync backs up the Exchange Online of Sam
        Then every backup succeeds
    """)

    assert "fails with EUSERNOTFOUND" in said


def test_what_a_job_presented_is_asked_of_one_job(failed: Failed) -> None:
    said = failed("""
        Given Sam is in Microsoft 365
        And inSync holds Sam as "sam@corp.example"
        When inSync backs up everyone
        Then inSync has presented "sam@corp.example" to Microsoft 365
    """)

    assert said.startswith("2 jobs were run since the last Then")


def test_that_okta_sent_nothing_holds_for_every_when_step(failed: Failed) -> None:
    said = failed(
        IMPORTED
        + """
        When the Okta admin applies updates now
        And the Okta admin forces a sync
        Then Okta sent nothing to inSync
        """
    )

    assert said.startswith("expected no request to insync, found GET")


def test_what_a_given_is_refused_fails_at_once(played: Played) -> None:
    with pytest.raises(ValueError, match="is the email ID of another account"):
        played("""
            Given inSync holds Sam as "sam@corp.example"
            And inSync holds Max as "sam@corp.example"
        """)


@pytest.mark.parametrize(
    "step",
    [
        "When the Okta admin retries every task",
        "When the Okta admin confirms every match",
        "When the inSync admin changes every inSync email ID to the Okta email",
        "When support changes every inSync email ID to the Okta email from a file",
        'When the Okta admin takes Ada out of the group "Stff"',
        "When Ada loses every Microsoft 365 license",
        "Then the outcomes are:\n"
        "| Exchange Online backup | OneDrive backup | restore by email ID | restore by setting |\n"
        "| succeeds | succeeds | succeeds | succeeds |",
        "Then Okta sent nothing to inSync",
        "Then every backup succeeds",
        'Then an Okta task says ""',
        'Then Okta refuses and says ""',
    ],
)
def test_a_step_that_finds_nothing_to_do_or_to_read_fails(failed: Failed, step: str) -> None:
    assert failed(f"""
        Given assumption A54 is read as "it stays open for 30 days"
        And Ada is in Okta and in Microsoft 365
        And Ada lost every Microsoft 365 license
        {step.replace(chr(10), chr(10) + "        ")}
    """)


@pytest.mark.parametrize(
    ("what", "text", "answer"),
    [
        ("", "Forbidden", False),
        (" ", "Forbidden", False),
        ("Forbidden", "Error while creating user a@b.example: Forbidden. Errors", True),
        ("Forb", "Error: Forbidden", False),
        ("license", "No license is available.", False),
        ("No license is available", "Errors: No license is available.", True),
        ("No user returned for user ...", "Error: No user returned for user 389c-1", True),
        ("The user ... is linked", "The user 389c-1 is linked", True),
        ("The user ... is linked", "The user 389c-1 of Sam is linked", False),
    ],
)
def test_words_are_a_text_or_whole_parts_of_it(what: str, text: str, answer: bool) -> None:
    assert has_said(what, text) is answer
