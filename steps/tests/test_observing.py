"""Every tag says what an example shows: its Thens look at something that shows the id."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_bdd import then

from crosswalk.catalogue import IDS
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.vocabulary import Vocabulary, load

from . import observing
from .test_tidy import FEATURES, VOCABULARY, name

RESTORE = "When inSync restores the {} of Ada\n    Then the restore {}"
BACKUPS = """When inSync backs up everyone
    Then the backups end like this:
      | OneDrive | Exchange Online |
      | {} | {} |"""
RULE = """
Feature: Fruit

  @R06
  Rule: Fruit

    Example: One
      Then the AD attribute of Ada is empty

    Example: Another
      Then Ada has 1 inSync account
"""
ROWS = """
Feature: Fruit

  @R08
  Scenario Outline: The restore <ends>
    When inSync restores the Exchange Online of Ada
    Then the restore <ends>

    Examples:
      | ends                  |
      | fails with #100000011 |

    @A43
    Examples: Others
      | ends     |
      | succeeds |
"""


@then("the basket holds {count} apples")
def holds_apples() -> None:
    """Count apples."""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load(VOCABULARY))


def test_every_then_says_what_it_looks_at(vocabulary: Vocabulary) -> None:
    found = observing.untabled(vocabulary)

    assert not found, "\n\n".join(found)


def test_a_then_that_is_new_is_told_with_the_line_to_paste() -> None:
    before = observing.untabled(Vocabulary(load(VOCABULARY)))
    found = observing.untabled(Vocabulary(load([*VOCABULARY, __name__])))

    (problem,) = (each for each in found if each not in before)
    line, _, known = problem.rpartition("looks at: ")
    assert line == (
        "write below [sentences] in steps/tests/observations.toml:\n\n"
        '"the basket holds {count} apples" = []\n\n'
        "and into the brackets what the sentence "
    )
    assert {"accounts", "refusal by {system}"} <= {*known.split(", ")}


def test_an_entry_that_no_then_has_is_told(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = observing.untabled(vocabulary)
    monkeypatch.setattr(observing, "SENTENCES", {**observing.SENTENCES, "it rains": []})

    (problem,) = (each for each in observing.untabled(vocabulary) if each not in before)
    assert problem == 'remove from steps/tests/observations.toml: "it rains"'


def test_every_id_says_what_shows_it() -> None:
    assert set(observing.SHOWN_BY) == IDS


def test_every_id_is_shown_by_something_that_a_then_looks_at(vocabulary: Vocabulary) -> None:
    seen = {
        kind
        for path in FEATURES
        for play in plays_of(path)
        for kind in observing.looked_at(play, vocabulary)
    }

    assert {kind for kinds in observing.SHOWN_BY.values() for kind in kinds} <= seen


@pytest.mark.parametrize("path", FEATURES, ids=name)
def test_an_example_looks_at_what_it_is_tagged_with(path: Path, vocabulary: Vocabulary) -> None:
    found = observing.overtagged(plays_of(path), vocabulary)

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("tags", "steps", "needed"),
    [
        ("@R03", RESTORE.format("OneDrive", "succeeds"), "Exchange Online restore"),
        ("@R01", RESTORE.format("OneDrive", "succeeds"), "OneDrive backup"),
        ("@R08", BACKUPS.format("fails", "fails"), "Exchange Online restore fails"),
        (
            "@R08",
            RESTORE.format("Exchange Online", "succeeds"),
            "Exchange Online restore fails",
        ),
        ("@R03", RESTORE.format("Exchange Online", "succeeds"), ""),
        ("@R08", RESTORE.format("Exchange Online", "fails with #100000011"), ""),
        ("@R06", "Then Ada has 1 inSync account", "AD attribute"),
        ("@R06", "Then inSync holds these accounts:\n      | AD attribute |", ""),
        ("@R07", BACKUPS.format("succeeds", "fails"), "OneDrive backup fails"),
        ("@R07", BACKUPS.format("fails", "succeeds"), ""),
    ],
)
def test_a_tag_that_nothing_shows_gets_a_complaint(
    tags: str, steps: str, needed: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "fruit.feature"
    path.write_text(f"Feature: Fruit\n\n  {tags}\n  Example: An apple\n    {steps}\n")

    found = observing.overtagged(plays_of(path), vocabulary)

    assert [each.partition(";")[0] for each in found] == (
        [f"An apple: {tags} needs a Then on {needed}"] if needed else []
    )


def test_a_tag_of_a_rule_is_one_of_each_of_its_examples(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "fruit.feature"
    path.write_text(RULE)

    found = observing.overtagged(plays_of(path), vocabulary)

    assert [each.partition(":")[0] for each in found] == ["Another"]


def test_rows_of_one_table_are_tagged_together(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "fruit.feature"
    path.write_text(ROWS)

    found = observing.overtagged(plays_of(path), vocabulary)

    assert [each.partition(";")[0] for each in found] == [
        "The restore <ends>: @A43 needs a Then on Exchange Online restore fails"
    ]
    assert found[0].endswith("move the example to where it does not carry the tag")
