"""Names that a table brings: the sentences behind it may use them, in this scenario alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_bdd import given, parsers

from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.phrases import Term
from crosswalk.runner.sentences import Catalogue
from crosswalk.runner.tables import Column, Rows, table
from crosswalk.runner.vocabulary import Vocabulary, emptied, load

GROWN = ("Apple",)
NAMED: dict[str, Callable[[str], object]] = {
    "fruit": Term(
        r"[A-Z]\w*",
        "one of Apple",
        GROWN,
        str,
        unlisted=lambda text: () if text in GROWN else (text,),
    )
}

GARDEN = """\
Feature: Garden

  Example: Brought
    Given Apple is ripe
    And this garden:
      | fruit |
      | Peach |
    And Peach is ripe

  Example: Used before it is brought
    Given Peach is ripe
    And this garden:
      | fruit |
      | Peach |

  Example: Brought by another
    Given Peach is ripe

  Example: Misspelled
    Given this garden:
      | fruit |
      | Peach |
    And Paech is ripe

  Scenario Outline: Of an outline
    Given this garden:
      | fruit   |
      | <fruit> |
    And <fruit> is ripe

    Examples:
      | fruit |
      | Plum  |
"""


@given("this garden:")
@table(Column("fruit", brings=str))
def garden(datatable: Rows) -> None:
    """Plant fruit."""


@given(parsers.parse("{fruit} is ripe"), converters=NAMED)
def is_ripe(fruit: str) -> None:
    """Let a fruit be ripe."""


@given(
    parsers.parse("Cherry is {ripeness}"), converters={"ripeness": Term("ripe", "ripe", (), str)}
)
def cherry_is(ripeness: str) -> None:
    """Let cherries be ripe, unless a garden has a fruit of this name."""


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(load([__name__]))


def undefined(tmp_path: Path, vocabulary: Vocabulary) -> dict[int, str]:
    """Return what the catalogue finds undefined, by the line."""
    path = tmp_path / "garden.feature"
    path.write_text(GARDEN)
    catalogue = Catalogue(vocabulary)
    for play in plays_of(path):
        catalogue.read(path.name, play)
    return {int(each.place.partition(":")[2]): each.text for each in catalogue.undefined}


def test_a_name_is_known_behind_the_table_that_brings_it_and_nowhere_else(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    assert [*undefined(tmp_path, vocabulary)] == [11, 17, 23]


def test_an_unknown_name_is_told_with_those_that_there_are(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    lines = undefined(tmp_path, vocabulary)[23].splitlines()

    assert lines[0] == "undefined step: Given 'Paech is ripe'"
    assert lines[2].strip() == (
        "fruit: Paech is not known here: expected one of Apple; the table brings Peach"
    )
    assert lines[3].strip().startswith("a table brings names of your own: Given this garden:  (")


def test_a_name_that_is_not_brought_leaves_the_sentence_to_others(vocabulary: Vocabulary) -> None:
    found = vocabulary.find("given", "Cherry is ripe", frozenset())

    assert found
    assert found.definition.function is cherry_is


def test_the_same_names_are_known_to_a_vocabulary_that_does_nothing(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    silent = Vocabulary(map(emptied, vocabulary.definitions))

    assert [*undefined(tmp_path, silent)] == [11, 17, 23]
