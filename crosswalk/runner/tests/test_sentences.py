"""What the catalogue knows of a vocabulary, and how pytest prints it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then

from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.phrases import Term, choice
from crosswalk.runner.sentences import Argument, Catalogue, Sentence, Use, fitting
from crosswalk.runner.tables import Column, Rows, table
from crosswalk.runner.vocabulary import Vocabulary, load

from .conftest import MISCOUNTED, Run

pytest_plugins = ["pytester"]

CHOICES: dict[str, Callable[[str], object]] = {
    "color": Term("red|green", "one of red, green", ("red", "green"), str)
}

OUTLINE = """\
Feature: Fruit

  Background:
    Given the red fruit:
      | fruit |

  Scenario Outline: Is it <color>?
    Given the <color> fruit:
      | fruit |

    Examples:
      | color |
      | red   |
      | green |
"""


@given(parsers.parse("the {color} fruit:"), converters=CHOICES)
@table(Column("fruit", choice({"red": 1, "green": 2}), required=True), Column("count"))
def has_fruit(color: str, datatable: Rows) -> None:
    """Put fruit in the basket."""


@then(parsers.parse("{who} says so:"))
def says_so(who: str, docstring: str) -> None:
    """Check what somebody says."""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    path = tmp_path / "fruit.feature"
    path.write_text(OUTLINE)
    catalogue = Catalogue(Vocabulary(load([__name__])))
    for play in plays_of(path):
        catalogue.read(path.name, play)
    return catalogue


def test_a_sentence_tells_what_it_takes_and_where_it_is_said(catalogue: Catalogue) -> None:
    (concept,) = catalogue.concepts()
    line = has_fruit.__code__.co_firstlineno

    assert concept.name == "test_sentences"
    assert concept.about == "What the catalogue knows of a vocabulary, and how pytest prints it."
    assert concept.sentences[0] == Sentence(
        keyword="Given",
        pattern="the {color} fruit:",
        docstring="Put fruit in the basket.",
        place=f"{__name__.replace('.', '/')}.py:{line}",
        arguments=(Argument("color", "one of red, green", ("red", "green")),),
        below=("a table with the columns fruit, count",),
        columns=(
            Argument("fruit", "required: one of red, green", ("red", "green")),
            Argument("count", "any text"),
        ),
        uses=(
            Use("fruit.feature", 4, "Is it red?"),
            Use("fruit.feature", 8, "Is it red?"),
        ),
    )
    assert concept.sentences[1].arguments == (Argument("who", "any text"),)
    assert concept.sentences[1].below == ("a doc string",)


def test_what_nothing_says_is_unused(catalogue: Catalogue) -> None:
    (unused,) = catalogue.unused

    assert unused.text == "unused step: Then {who} says so:"
    assert (catalogue.undefined, catalogue.ambiguous) == ((), ())


def test_what_fits_is_told_once_for_all_placeholders(catalogue: Catalogue) -> None:
    assert fitting([*catalogue.concepts()] * 2) == {
        "any text": ("who",),
        "one of red, green": ("color",),
    }


WORDS_OF_OTHERS = """
    @when(parsers.parse("{who} counts"))
    def also_counts(who):
        '''Count as well.'''
"""

USES_ALL = """
    Feature: Fruit

      Example: All of it
        Given apple is in the basket
        And the basket is "green"
        When somebody counts
        Then the count is 1
        And the basket holds:
          | fruit |
          | 1     |
"""


def test_the_printed_catalogue_plays_nothing(run: Run, pytester: pytest.Pytester) -> None:
    result = run(USES_ALL, "--step-catalogue")

    assert result.ret == pytest.ExitCode.OK
    assert not (pytester.path / "during.txt").exists()
    result.stdout.fnmatch_lines(
        [
            "words:",
            "  Given {fruit} is in the basket  (words.py:*)",
            "      {fruit} one of apple, pear",
            "      fruit.feature:4",
            "  When somebody counts  (words.py:*)",
            "  Then the basket holds:  (words.py:*)",
            "      below it a table",
            "      fruit.feature:8",
            "5 sentences: 0 undefined, 0 ambiguous, 0 unused",
        ]
    )


@pytest.mark.parametrize("options", [[], ["-n2"]])
def test_undefined_ambiguous_and_unused_sentences_fail(run: Run, options: list[str]) -> None:
    if options:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    feature = USES_ALL.replace("Then the count is 1", "Then the count is one")
    result = run(feature, "--step-catalogue", *options, words=WORDS_OF_OTHERS)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "undefined:",
            "  fruit.feature:7: undefined step: Then 'the count is one'",
            "            expected: one is not a whole number",
            "ambiguous:",
            "  fruit.feature:6: ambiguous step: 2 definitions match 'somebody counts':",
            "          {who} counts  (words.py:*)",
            "unused:",
            "  words.py:*: unused step: When somebody counts",
            "  words.py:*: unused step: When {who} counts",
            "6 sentences: 1 undefined, 1 ambiguous, 3 unused",
        ]
    )


def test_features_of_ones_own_need_not_use_everything(run: Run, pytester: pytest.Pytester) -> None:
    mine = pytester.mkdir("mine") / "mine.feature"
    mine.write_text("Feature: A\n\n  Example: B\n    When somebody counts\n")
    result = run(USES_ALL, "mine", "--step-catalogue")

    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(
        ["5 sentences: 0 undefined, 0 ambiguous, 4 not used in what was read"]
    )


def test_a_part_of_the_features_need_not_use_everything(run: Run) -> None:
    result = run(MISCOUNTED, "--step-catalogue", "-k", "right")

    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*, 2 not used in what was read"])


def test_a_feature_that_cannot_be_read_comes_first(run: Run) -> None:
    result = run("Feature: A\n", "--step-catalogue")

    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.no_fnmatch_line("*step catalogue*")
