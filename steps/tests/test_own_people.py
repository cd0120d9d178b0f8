"""People that a table brings are like the cast to every sentence, and a bad table says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from crosswalk.evidence.witness import Witness
from crosswalk.lab_interface import Lab
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.running import Unplayable
from crosswalk.runner.tables import Misfit
from crosswalk.runner.vocabulary import Definition, Vocabulary, load, modules_in
from fakes.company.cast import CAST
from fakes.microsoft365.model import License
from steps.own_people import COLUMNS, Holding, Newcomer, newcomer_of

ROOT = Path(__file__).parents[2]
CASTED = re.compile(rf"\b(?:{'|'.join(CAST)})\b")
Played = Callable[[str], object]
Failed = Callable[[str], str]


SPELLED = {
    "smtp": "primary SMTP address",
    "email_id": "inSync email ID",
    "attribute": "AD attribute",
}
E3, EXCHANGE, ONEDRIVE = ((each,) for each in License)


def table(*rows: dict[str, str]) -> str:
    """Return the step with a table of rows, each about Zoe or whom else its cells name."""
    spelled = [{SPELLED.get(name, name): cell for name, cell in row.items()} for row in rows]
    header = list(dict.fromkeys(("person", *(name for row in spelled for name in row))))
    lines = [
        header,
        *([{"person": "Zoe", **row}.get(name, "") for name in header] for row in spelled),
    ]
    return "\n".join(["Given these people:", *(f"  | {' | '.join(line)} |" for line in lines)])


def newcomer(**cells: str) -> Newcomer:
    """Return whom a row brings that is about Zoe, or whom else its cells name."""
    columns = {each.name: each for each in COLUMNS}
    named = {"person": "Zoe", **{SPELLED.get(name, name): cell for name, cell in cells.items()}}
    return newcomer_of({name: columns[name].read(cell) for name, cell in named.items()})


@pytest.fixture
def told(played: Played) -> Callable[..., list[str]]:
    """Return why a table cannot be meant, which is told before anything is played."""

    def told(*rows: dict[str, str]) -> list[str]:
        with pytest.raises(Unplayable) as failure:
            played(table(*rows))
        (misfit,) = failure.value.problems.values()
        assert isinstance(misfit, Misfit)
        return [each.text for each in misfit.problems]

    return told


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
    person = newcomer(**cells).person

    assert (person.login, person.email, person.upn, person.smtp) == addresses


def test_one_of_the_cast_keeps_what_the_row_leaves_out() -> None:
    sam = newcomer(person="Sam", email="other@corp.example", login="")

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
    empty = {each.name: "" for each in COLUMNS if not each.required}
    zoe = newcomer(**{**empty, **{SPELLED.get(name, name): cell for name, cell in cells.items()}})

    assert (zoe.in_okta, zoe.holding is not None, bool(zoe.email_id)) == there


@pytest.mark.parametrize(
    ("cells", "holding"),
    [
        ({}, Holding(E3, "yes", "yes")),
        ({"mailbox": "no"}, Holding(ONEDRIVE, "no", "yes")),
        ({"OneDrive": "no"}, Holding(EXCHANGE, "yes", "no")),
        ({"OneDrive": "never opened"}, Holding(E3, "yes", "never opened")),
        ({"mailbox": "no", "OneDrive": "no"}, Holding((), "no", "no")),
        ({"mailbox": "shared"}, Holding((), "shared", "no")),
        ({"mailbox": "shared", "OneDrive": "yes"}, Holding(ONEDRIVE, "shared", "yes")),
        ({"license": "none"}, Holding((), "no", "no")),
        (
            {"license": "Exchange Online (Plan 1)"},
            Holding(EXCHANGE, "yes", "no"),
        ),
    ],
)
def test_what_a_person_has_follows_from_the_license_or_the_license_from_it(
    cells: dict[str, str], holding: Holding
) -> None:
    assert newcomer(UPN="zoe@corp.example", **cells).holding == holding


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"person": "zoe"}, "column 'person': zoe is not a first name, as in 'Zoe' or 'Zoe Zink'"),
        ({"person": ""}, "column 'person': (empty) is not a first name"),
        ({"email": "zoe"}, "column 'email': 'zoe' is not an address: expected name@domain.example"),
        ({"UPN": "zoe@corp"}, "column 'UPN': 'zoe@corp' is not an address"),
        ({"smtp": "x"}, "column 'primary SMTP address': 'x' is not an address"),
        ({"aliases": "a@x.example, b"}, "column 'aliases': 'b' is not an address"),
        ({"email_id": "x"}, "column 'inSync email ID': 'x' is not an address"),
        ({"license": "E5"}, "column 'license': E5 is not one of Office 365 E3, "),
        ({"mailbox": "maybe"}, "column 'mailbox': maybe is not one of yes, no, shared"),
        ({"OneDrive": "x"}, "column 'OneDrive': x is not one of yes, never opened, no"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_told_with_its_row_and_column(
    told: Callable[..., list[str]], cells: dict[str, str], said: str
) -> None:
    (problem,) = told(cells)

    assert problem.startswith(f"row 1, {said}")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"attribute": "zoe"},
            "an AD attribute belongs to an account: expected an inSync email ID",
        ),
        (
            {"license": "none", "mailbox": "yes"},
            "mailbox: 'yes' does not fit the license, which gives none",
        ),
        (
            {"license": "Office 365 E3", "mailbox": "no"},
            "mailbox: 'no' does not fit the license, which gives one",
        ),
        (
            {"license": "Exchange Online (Plan 1)", "OneDrive": "never opened"},
            "OneDrive: 'never opened' does not fit the license, which gives none",
        ),
    ],
)
def test_cells_that_contradict_one_another_are_told_with_their_row(
    told: Callable[..., list[str]], cells: dict[str, str], said: str
) -> None:
    assert told(cells) == [f"row 1: {said}"]


def test_every_bad_cell_is_told_at_once(told: Callable[..., list[str]]) -> None:
    said = told({"email": "x"}, {"person": "tom", "UPN": "y"})

    assert [line.partition(":")[0] for line in said] == [
        "row 1, column 'email'",
        "row 2, column 'person'",
        "row 2, column 'UPN'",
    ]


@pytest.mark.parametrize("column", ["UPN", "smtp", "email_id"])
def test_two_rows_cannot_have_one_address(told: Callable[..., list[str]], column: str) -> None:
    said = told({column: "zoe@corp.example"}, {"person": "Tom", column: "ZOE@corp.example"})

    name = SPELLED.get(column, column)
    assert said == [f"row 2, column '{name}': another row above has the same"]


def test_two_cells_may_be_empty(played: Played) -> None:
    played(table({"person": "Tom", "login": ""}, {"login": ""}))


def test_a_person_has_one_row(told: Callable[..., list[str]]) -> None:
    said = told({}, {"person": "Zoe Zink"})

    assert said == ["row 2, column 'person': another row above has the same"]


def test_a_table_without_people_is_refused(failed: Failed) -> None:
    said = failed("Given these people:\n  | person | UPN |")

    assert said.startswith("expected a row for each person, found none")


def test_a_table_that_does_not_say_whom_it_is_about_is_refused(played: Played) -> None:
    with pytest.raises(Unplayable, match="the column 'person' is missing"):
        played("Given these people:\n  | UPN |\n  | zoe@corp.example |")


def test_a_name_in_another_table_is_of_the_cast_or_brought(played: Played) -> None:
    with pytest.raises(Unplayable, match=r"row 1, column 'person': Zeo is not known here: .*Zoe"):
        played(table({"email_id": "z@corp.example"}) + HOLDS.format("Zeo"))

    played(table({"email_id": "z@corp.example"}) + HOLDS.format("Zoe"))


HOLDS = """
Then inSync holds these accounts:
  | person | inSync email ID |
  | {}     | z@corp.example  |
"""


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
    with pytest.raises(Unplayable) as failure:
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
        'When Max takes the UPN of Zoe, renamed "z@corp.example"',
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
        if _definition(vocabulary, kind, sentence, {"Zoe"})
        is not _definition(vocabulary, kind, said)
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
