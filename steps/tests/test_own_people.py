"""People that a table brings are like the cast to every sentence, and a bad table says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from crosswalk.labs import Lab
from crosswalk.evidence.witness import Witness
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.running import Unsaid
from crosswalk.runner.vocabulary import Definition, Vocabulary, load, modules_in
from fakes.company.cast import CAST
from fakes.microsoft365.model import License
from steps.own_people import COLUMNS, Holding, newcomers

ROOT = Path(__file__).parents[2]
CASTED = re.compile(rf"\b(?:{'|'.join(CAST)})\b")
Played = Callable[[str], object]
Failed = Callable[[str], str]


def row(**cells: str) -> dict[str, str]:
    """Return a row about Zoe, or whom else the cells name."""
    spelled = {
        "smtp": "primary SMTP address",
        "email_id": "inSync email ID",
        "attribute": "AD attribute",
    }
    return {"person": "Zoe", **{spelled.get(name, name): cell for name, cell in cells.items()}}


def told(*rows: dict[str, str]) -> str:
    """Return why a table cannot be meant."""
    with pytest.raises(pytest.fail.Exception) as failure:
        newcomers(rows)
    return str(failure.value)


@pytest.mark.parametrize(
    ("cells", "addresses"),
    [
        ({}, ("zoe@corp.example",) * 4),
        ({"login": "a@x.example"}, ("a@x.example",) * 4),
        ({"email": "b@x.example"}, ("b@x.example",) * 4),
        ({"smtp": "d@x.example"}, ("d@x.example",) * 4),
        (
            {"login": "a@x.example", "email": "b@x.example"},
            ("a@x.example", "b@x.example", "a@x.example", "b@x.example"),
        ),
        (
            {"UPN": "c@x.example", "smtp": "d@x.example"},
            ("c@x.example", "d@x.example", "c@x.example", "d@x.example"),
        ),
        (
            {"login": "a@x.example", "UPN": "c@x.example"},
            ("a@x.example", "a@x.example", "c@x.example", "c@x.example"),
        ),
    ],
)
def test_an_address_that_is_missing_is_the_nearest_there_is(
    cells: dict[str, str], addresses: tuple[str, ...]
) -> None:
    (zoe,) = newcomers([row(**cells)])

    person = zoe.person
    assert (person.login, person.email, person.upn, person.smtp) == addresses


def test_one_of_the_cast_keeps_what_the_row_leaves_out() -> None:
    (sam,) = newcomers([row(person="Sam", email="other@corp.example", login="")])

    assert (sam.person.email, sam.person.login) == ("other@corp.example", CAST["Sam"].upn)
    assert (sam.person.upn, sam.person.smtp) == (CAST["Sam"].upn, CAST["Sam"].smtp)
    assert sam.person.full_name == CAST["Sam"].full_name


@pytest.mark.parametrize(
    ("cells", "there"),
    [
        ({}, (False, False, False)),
        ({"department": "Sales"}, (True, False, False)),
        ({"aliases": "z@corp.example"}, (False, True, False)),
        ({"OneDrive": "never opened"}, (False, True, False)),
        ({"email_id": "z@corp.example"}, (False, False, True)),
    ],
)
def test_a_system_of_which_no_cell_is_filled_in_does_not_have_the_person(
    cells: dict[str, str], there: tuple[bool, bool, bool]
) -> None:
    (zoe,) = newcomers([dict.fromkeys(COLUMNS, "") | row(**cells)])

    assert (zoe.in_okta, zoe.holding is not None, bool(zoe.email_id)) == there


@pytest.mark.parametrize(
    ("cells", "holding"),
    [
        ({}, Holding(License.OFFICE_365_E3, "yes", "yes")),
        ({"mailbox": "no"}, Holding(License.ONEDRIVE, "no", "yes")),
        ({"OneDrive": "no"}, Holding(License.EXCHANGE_ONLINE, "yes", "no")),
        ({"OneDrive": "never opened"}, Holding(License.OFFICE_365_E3, "yes", "never opened")),
        ({"mailbox": "no", "OneDrive": "no"}, Holding(None, "no", "no")),
        ({"mailbox": "shared"}, Holding(None, "shared", "no")),
        ({"mailbox": "shared", "OneDrive": "yes"}, Holding(License.ONEDRIVE, "shared", "yes")),
        ({"license": "none"}, Holding(None, "no", "no")),
        (
            {"license": "Exchange Online (Plan 1)"},
            Holding(License.EXCHANGE_ONLINE, "yes", "no"),
        ),
    ],
)
def test_what_a_person_has_follows_from_the_license_or_the_license_from_it(
    cells: dict[str, str], holding: Holding
) -> None:
    (zoe,) = newcomers([row(UPN="zoe@corp.example", **cells)])

    assert zoe.holding == holding


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"person": "zoe"}, "row 1, person: 'zoe' is not a first name with a capital letter"),
        ({"person": ""}, "row 1, person: '' is not a first name"),
        ({"email": "zoe"}, "row 1, email: 'zoe' is not an address: expected name@domain.example"),
        ({"UPN": "zoe@corp"}, "row 1, UPN: 'zoe@corp' is not an address"),
        ({"smtp": "x"}, "row 1, primary SMTP address: 'x' is not an address"),
        ({"aliases": "a@x.example, b"}, "row 1, aliases: 'b' is not an address"),
        ({"email_id": "x"}, "row 1, inSync email ID: 'x' is not an address"),
        ({"license": "E5"}, "row 1, license: 'E5' is not one of Office 365 E3, "),
        ({"mailbox": "maybe"}, "row 1, mailbox: 'maybe' is not one of yes, no, shared"),
        ({"OneDrive": "x"}, "row 1, OneDrive: 'x' is not one of yes, never opened, no"),
        (
            {"attribute": "zoe"},
            "row 1, AD attribute: it belongs to an account: expected an inSync email ID beside it",
        ),
        (
            {"license": "none", "mailbox": "yes"},
            "row 1, mailbox: 'yes' does not fit the license 'none', which gives none",
        ),
        (
            {"license": "Office 365 E3", "mailbox": "no"},
            "row 1, mailbox: 'no' does not fit the license 'Office 365 E3', which gives one",
        ),
        (
            {"license": "Exchange Online (Plan 1)", "OneDrive": "never opened"},
            "row 1, OneDrive: 'never opened' does not fit the license",
        ),
    ],
)
def test_a_cell_that_cannot_be_meant_is_told_with_its_row_and_column(
    cells: dict[str, str], said: str
) -> None:
    assert told(row(**cells)).splitlines()[0].startswith(said)


def test_every_bad_cell_is_told_at_once() -> None:
    said = told(row(email="x"), row(person="tom", UPN="y"))

    assert [line.partition(":")[0] for line in said.splitlines()] == [
        "row 1, email",
        "row 2, person",
        "row 2, UPN",
    ]


@pytest.mark.parametrize("column", ["login", "UPN", "smtp", "email_id"])
def test_two_rows_cannot_have_one_address(column: str) -> None:
    said = told(
        row(**{column: "zoe@corp.example"}), row(person="Tom", **{column: "ZOE@corp.example"})
    )

    assert said.startswith("row 2, ")
    assert said.endswith("'ZOE@corp.example' is another row's too: expected one that is free")


def test_a_person_has_one_row() -> None:
    assert told(row(), row(person="Zoe Zink")).startswith("row 2, person: 'Zoe Zink' is another")


def test_a_table_without_people_is_refused(failed: Failed) -> None:
    assert failed("Given these people:\n  | person | UPN |") == (
        "the table has no row: expected one for each person"
    )


def test_a_table_that_does_not_say_whom_it_is_about_is_refused(failed: Failed) -> None:
    said = failed("Given these people:\n  | UPN |\n  | zoe@corp.example |")

    assert said.startswith("row 1, person: '' is not a first name")


def test_an_address_that_somebody_has_is_told_with_its_row(failed: Failed) -> None:
    said = failed("""
        Given Sam is in Okta
        And these people:
          | person | login            |
          | Zoe    | zoe@corp.example |
          | Tom    | sam@corp.example |
    """)

    assert said.startswith("row 2, Tom: ")


def test_somebody_whom_no_table_brings_is_told_before_anything_is_played(
    played: Played, lab: Lab
) -> None:
    with pytest.raises(Unsaid) as failure:
        played("""
            Given these people:
              | person | login            |
              | Zoe    | zoe@corp.example |
            And Zeo is in Microsoft 365
        """)

    assert [*failure.value.problems] == [1]
    assert lab.okta.directory.users() == ()


SENTENCES = """
    Given these people:
      | person   | login         | email         | UPN           | primary SMTP address |
      | Zoe Zink | l@corp.example | e@corp.example | u@corp.example | s@corp.example       |
    And the users were imported from Okta
    {sentence}
"""


@pytest.mark.parametrize(
    "sentence",
    [
        'Then the inSync email ID of Zoe is "l@corp.example"',
        "Then Zoe has 1 inSync account",
        "Then the account of Zoe is active",
        "Then the first account of Zoe is active",
        'Then the primary SMTP address of Zoe is "s@corp.example"',
        'When the Okta admin changes the email of Zoe to "n@corp.example"',
        "When Microsoft 365 deletes Zoe",
        'Given Zoe is in the Okta group "Staff"',
        "When Max takes the UPN of Zoe, renamed \"z@corp.example\"",
    ],
)
def test_they_are_as_the_cast_to_a_sentence(played: Played, sentence: str) -> None:
    played(SENTENCES.format(sentence=sentence))


def test_every_sentence_about_the_cast_takes_them_and_nobody_else() -> None:
    vocabulary = Vocabulary(load(modules_in(ROOT / "pytest.ini")))
    steps = {
        (step.type, step.name)
        for path in (ROOT / "features").glob("*.feature")
        for play in plays_of(path)
        for step in play.render().steps
    }
    renamed = {step: _renamed(step[1]) for step in steps if _renamed(step[1]) != step[1]}

    assert len(renamed) > 200
    lost = [
        sentence
        for (kind, said), sentence in renamed.items()
        if _definition(vocabulary, kind, sentence, {"Zoe"}) is not _definition(vocabulary, kind, said)
    ]
    assert lost == []
    open_ = [
        sentence
        for (kind, _), sentence in renamed.items()
        if _definition(vocabulary, kind, sentence) is not None
    ]
    assert open_ == []


def _renamed(sentence: str) -> str:
    """Return a sentence about Zoe where it was about one of the cast; what is quoted stays."""
    quoted = re.split(r'("[^"]*")', sentence)
    return "".join(CASTED.sub("Zoe", text) if n % 2 == 0 else text for n, text in enumerate(quoted))


def _definition(
    vocabulary: Vocabulary, kind: str, sentence: str, names: Collection[str] = ()
) -> Definition | None:
    found = vocabulary.find(kind, sentence, names)
    return found.definition if found else None


def test_a_letter_greets_them(played: Played) -> None:
    played("""
        Given these people:
          | person | UPN            | inSync email ID |
          | Zoe    | u@corp.example | u@corp.example  |
        When inSync backs up the Exchange Online of Zoe
        Then the first snapshot of Zoe holds the mail of Zoe
        And the backup succeeds
    """)


def test_an_account_from_a_file_is_theirs(played: Played) -> None:
    played('''
        Given these people:
          | person | email          |
          | Zoe    | e@corp.example |
        When the inSync admin imports this CSV file:
          """
          Username, Email
          Z. Zink, E@corp.example
          """
        Then Zoe has 1 inSync account
    ''')


def test_what_a_failure_shows_names_them(played: Played, lab: Lab) -> None:
    played(SENTENCES.format(sentence="Then Zoe has 1 inSync account"))

    sections = dict(Witness(lab).report_sections("Zoe has 1 inSync account"))
    assert sections["people"].splitlines()[1].startswith("Zoe Zink | login    l@corp.example")
