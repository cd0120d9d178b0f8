"""A sentence that means one account or user finds that one, or fails and says how to name it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TWICE = """
    Given Sam and Ada are in Okta and in Microsoft 365
    And the users were imported from Okta
    And the Druva app maps both UPN and email
    And the users were imported from Okta
"""

Played = Callable[[str], object]
Failed = Callable[[str], str]


@pytest.mark.parametrize(
    "sentence",
    [
        'Then the inSync email ID of Sam is "sam.soto@corp.example"',
        "Then the account of Sam is active",
        "Then Sam need not reset the inSync password",
        'When the inSync admin changes the inSync email ID of Sam to "sam.soto@corp.example"',
        "When the inSync admin deletes the account of Sam",
        "When inSync backs up the OneDrive of Sam",
        "When inSync restores the Exchange Online of Sam",
        "Given the account of Sam was deleted in inSync",
    ],
)
def test_one_of_several_accounts_has_to_be_named(failed: Failed, sentence: str) -> None:
    assert failed(TWICE + sentence) == (
        "Sam has 2 accounts, and the sentence means one:\n"
        "  sam@corp.example (active)\n"
        "  sam.soto@corp.example (active)\n"
        "say which: the first account of Sam, or the second account of Sam, or "
        'the account "sam@corp.example", or the account "sam.soto@corp.example"'
    )


@pytest.mark.parametrize(
    "second", ["the second account of Sam", 'the account "SAM.SOTO@corp.example"']
)
def test_an_account_is_named_in_every_sentence_alike(played: Played, second: str) -> None:
    played(
        TWICE
        + f"""
        Then the AD attribute of {second} is "sam@corp.example"
        And the AD attribute of the first account of Sam is empty
        And {second} is active
        When inSync backs up the Exchange Online of {second}
        Then the Exchange Online of {second} has 1 snapshot
        And the Exchange Online of the first account of Sam has 0 snapshots
        When the inSync admin preserves {second}
        Then {second} is preserved by the administrator
        When the inSync admin brings back {second}
        And the inSync admin deletes the first account of Sam
        Then the account of Sam is active
        And the inSync email ID of Sam is "sam.soto@corp.example"
        """
    )


def test_an_account_that_is_not_there_is_told(failed: Failed) -> None:
    assert failed(TWICE + "Then the third account of Sam is active") == (
        "Sam has no third account, only:\n"
        "  sam@corp.example (active)\n"
        "  sam.soto@corp.example (active)"
    )


def test_an_email_id_that_nobody_has_is_told(failed: Failed) -> None:
    said = failed(TWICE + 'Then the account "nobody@corp.example" is active')

    assert said.startswith("no inSync account has the email ID nobody@corp.example")


def test_how_many_accounts_there_are_is_told_with_what_they_are(failed: Failed) -> None:
    said = failed(TWICE + "Then Sam has 1 inSync account")

    assert "sam@corp.example (active); sam.soto@corp.example (active)" in said


def test_whose_an_account_is_does_not_follow_its_name(played: Played) -> None:
    played("""
        Given Sam and Max are in Okta
        And the users were imported from Okta
        When the inSync admin renames Sam to "Max Moor"
        Then Sam has 1 inSync account
        And Max has 1 inSync account
        And nobody has more than one account
        And inSync holds these accounts:
          | person | display name |
          | Sam    | Max Moor     |
          | Max    | Max Moor     |
    """)


def test_two_accounts_are_the_same_persons_whatever_they_are_called(failed: Failed) -> None:
    said = failed(
        TWICE
        + """
        When the inSync admin renames the first account of Sam to "Somebody Else"
        Then nobody has more than one account
        """
    )

    assert "found Sam: sam@corp.example (active); sam.soto@corp.example (active)" in said


def test_an_account_whose_owner_nobody_knows_is_no_proof_that_nobody_is_there_twice(
    failed: Failed,
) -> None:
    said = failed("""
        Given inSync holds the shared mailbox "sales@corp.example"
        Then nobody has more than one account
    """)

    assert said.startswith("nobody is known whose account this is: sales@corp.example (active)")


def test_an_account_from_a_file_is_its_whose_address_it_came_with(played: Played) -> None:
    played('''
        When the inSync admin imports this CSV file:
          """
          Username, Email
          S. Soto, sam.soto@corp.example
          """
        And the inSync admin changes the inSync email ID of Sam to "soto@other.example"
        Then Sam has 1 inSync account
    ''')


def test_an_okta_user_is_known_after_a_change_of_login(played: Played) -> None:
    played("""
        Given Sam is in Okta
        When the Okta admin changes the login of Sam to "soto@corp.example"
        And the Okta admin changes the email of the Okta user "soto@corp.example" to "s@o.example"
        And the users are imported from Okta
        Then the inSync email ID of Sam is "soto@corp.example"
    """)


def test_one_of_several_okta_users_has_to_be_named(failed: Failed) -> None:
    said = failed("""
        Given Sam is in Okta
        When the Okta admin adds Sam under the login "soto@corp.example"
        And the Okta admin suspends Sam
    """)

    assert said.splitlines()[0] == "Sam has 2 Okta users, and the sentence means one:"
    assert (
        'say which: the first Okta user of Sam, or the second Okta user of Sam, or the Okta user "'
        in said
    )


def test_one_of_several_microsoft_365_users_has_to_be_named(failed: Failed) -> None:
    said = failed("""
        Given assumption A51 is read as "the former address is gone"
        And Sam is in Microsoft 365
        And the UPN of Sam was changed to "soto@corp.example"
        And Sam is in Microsoft 365 with mail "s@corp.example" and nickname "s2"
        When Microsoft 365 deletes Sam
    """)

    assert said.splitlines()[0] == "Sam has 2 Microsoft 365 users, and the sentence means one:"
