"""Whoever misspells a sentence is shown the one that was meant, and what fits in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.runner.nearest import advice
from crosswalk.runner.vocabulary import Vocabulary, load, modules_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load(modules_in(ROOT / "pytest.ini")))


def told(vocabulary: Vocabulary, kind: str, sentence: str) -> list[str]:
    return [line.strip() for line in advice(kind, sentence, vocabulary).splitlines()]


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Given inSync hold Sam as someone@corp", "Given inSync holds {person} as {address}"),
        ('Given iSync holds Ada as "ADA@CORP.EXAMPLE"', "Given inSync holds {person} as {address}"),
        ("Given Sam and Ada are Okta", "Given {people_are} in {systems}"),
        (
            "When inSync back up the OneDrive of Lia",
            "When inSync backs up the {workload} of {owner}",
        ),
        (
            'When the inSync admin set Access user accounts using to "AD Attribute"',
            "When the inSync admin sets Access user accounts using to {setting}",
        ),
        (
            "Then 3 Exchange Online, 4 OneDrive backup succeed",
            "Then {mailboxes} Exchange Online, {drives} OneDrive backups {end}",
        ),
        (
            'When the Okta admin mapped "String.replace(user.login, "a", "b")" to "userName"',
            "When the Okta admin maps {mapping}",
        ),
        ("Then teh backup succeeds", "Then the backup {ends}"),
    ],
)
def test_the_sentence_that_was_meant_comes_first(
    vocabulary: Vocabulary, sentence: str, meant: str
) -> None:
    kind, _, text = sentence.partition(" ")
    lines = told(vocabulary, kind.lower(), text)

    assert lines[1] == "similar steps:"
    assert lines[2].partition("  (")[0] == meant


def test_what_fits_in_the_nearest_sentences_is_told_once(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "when", "inSync back up the OneDrive of Lia")

    assert lines.count("where workload: one of Exchange Online, OneDrive") == 1
    people = "where owner: one of Sam, Ada, Lia, Max, Eve, Kim, Noa, or one of several accounts"
    assert sum(line.startswith(people) for line in lines) == 1


def test_a_value_that_does_not_fit_is_told_with_those_that_would(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "when", "inSync backs up the mailbox of Lia")

    assert "workload: mailbox is not one of Exchange Online, OneDrive" in lines


def test_a_word_may_be_misspelt_where_another_sentence_has_a_value(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "given", "Sam is stagd in Okta")

    assert any(
        each.startswith("people_are: Sam is stagd is not people of the cast") for each in lines
    )
    assert any(each.startswith("Given {person} is staged in Okta") for each in lines)


def test_a_word_that_a_placeholder_holds_may_be_misspelt(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "then", "the AD attribute of Sam is emty")

    assert lines[1].startswith("Then the {column} of {owner} is {stored}  (")
    assert lines[2].startswith("stored: emty is not a text in double quotes, or empty")


def test_the_number_of_a_noun_is_told(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "then", "Sam has 2 inSync account")

    assert lines[1].startswith("Then {person} has {accounts}  (")
    assert lines[2].startswith("accounts: 2 inSync account is not a number of inSync accounts")


def test_a_sentence_of_another_kind_is_told_as_what_it_is(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "when", "Sam is staged in Okta")

    assert any(each.startswith("as a Given it is defined: Given {person} is st") for each in lines)


def test_a_wrong_value_is_told_for_the_kind_that_was_meant(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "given", 'inSync accesses user accounts using "UPN"')

    assert lines[1].startswith("Given inSync accesses user accounts using {setting}  (")
    assert lines[2:] == ['setting: "UPN" is not one of "inSync email ID", "AD Attribute"']


def test_two_values_that_do_not_fit_are_told_of_one_sentence(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "given", "the SharePoint of Tom was backed up")

    assert [each.partition(":")[0] for each in lines[2:]] == ["workload", "owner"]


def test_a_value_is_told_of_a_sentence_of_another_kind_too(vocabulary: Vocabulary) -> None:
    lines = told(vocabulary, "then", "inSync backs up the SharePoint of Lia")

    assert lines[1].startswith("as a When it is defined: When inSync backs up the {workload} of")
    assert lines[2] == "workload: SharePoint is not one of Exchange Online, OneDrive"


def test_an_ending_that_is_misspelt_is_told_with_those_that_there_are(
    vocabulary: Vocabulary,
) -> None:
    lines = told(vocabulary, "then", "the backup fails with EUSERNOTFOND")

    assert lines[2] == (
        "ends: fails with EUSERNOTFOND is not one of succeeds, ends with errors, "
        "fails with EUSERNOTFOUND, fails with EUAUTH, fails without a code"
    )


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("When we run an import", "When the users are imported from Okta"),
        ("When the time is 2 days later", "When time advances by {duration}"),
        ("Then it should fail with an error", "Then the backup {ends}"),
        ("Then Lia can be restored", "Then Microsoft 365 can restore {person}: {answer}"),
    ],
)
def test_in_words_of_ones_own_a_sentence_is_still_found(
    vocabulary: Vocabulary, sentence: str, meant: str
) -> None:
    kind, _, text = sentence.partition(" ")
    lines = told(vocabulary, kind.lower(), text)

    assert meant in [each.partition("  (")[0] for each in lines]


def test_what_resembles_nothing_is_referred_to_the_catalogue(vocabulary: Vocabulary) -> None:
    assert told(vocabulary, "when", "xyzzy") == [
        "undefined step: When 'xyzzy'",
        "no step is similar; pytest --step-catalogue lists every sentence",
    ]
