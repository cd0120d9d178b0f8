"""What the index finds, and what it takes from pytest-bdd that pytest-bdd does not publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, reporting, step, then
from pytest_bdd.parser import FeatureParser
from pytest_bdd.steps import step_function_context_registry

from crosswalk.runner.phrases import Term
from crosswalk.runner.vocabulary import (
    Ambiguous,
    Definition,
    InvalidStepDefinition,
    Vocabulary,
    emptied,
    load,
)

NUMBERS: dict[str, Callable[[str], object]] = {"count": Term(r"\d+", "a number", (), int)}


@given(parsers.parse("there are {count} pears"), converters=NUMBERS)
@given(parsers.parse("there is {count} pear"), converters=NUMBERS)
def pears(count: int, ripe: bool = True) -> None:
    """Put pears in the basket."""


@given(parsers.parse("{count:d} eggs are here"))
@given(parsers.re(r"(?P<count>\d+) nuts? (?:is|are) here"), converters={"count": int})
def eggs_or_nuts(count: int) -> None:
    pass


@step("anybody may say so")
def anything() -> None:
    pass


@then(parsers.parse("{who} is here"))
@then("Ada is here")
def is_here(who: str = "Ada") -> None:
    pass


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load([__name__]))


def test_a_sentence_leads_to_its_definition_and_values(vocabulary: Vocabulary) -> None:
    meaning = vocabulary.find("given", "there are 3 pears")

    assert meaning
    assert meaning.definition.function is pears
    assert meaning.arguments == {"count": 3}
    assert meaning is vocabulary.find("given", "there are 3 pears")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("when", "there are 3 pears"),
        ("given", "there are three pears"),
        ("given", "There are 3 pears"),
        ("given", "there are 3 PEARS"),
        ("given", "there are 3 pears "),
        ("given", "well, there are 3 pears"),
    ],
)
def test_another_sentence_means_nothing(vocabulary: Vocabulary, kind: str, sentence: str) -> None:
    assert vocabulary.find(kind, sentence) is None


@pytest.mark.parametrize("sentence", ["3 eggs are here", "3 nuts are here"])
def test_types_and_regular_expressions_are_read_as_pytest_bdd_reads_them(
    vocabulary: Vocabulary, sentence: str
) -> None:
    meaning = vocabulary.find("given", sentence)

    assert meaning
    assert meaning.arguments == {"count": 3}


@pytest.mark.parametrize("sentence", ["three eggs are here", "three nuts are here", "3 nuts"])
def test_what_their_parser_does_not_read_is_another_sentence(
    vocabulary: Vocabulary, sentence: str
) -> None:
    assert vocabulary.find("given", sentence) is None


@pytest.mark.parametrize("kind", ["given", "when", "then"])
def test_a_step_without_a_kind_may_be_any(vocabulary: Vocabulary, kind: str) -> None:
    assert vocabulary.find(kind, "anybody may say so")


def test_a_sentence_of_two_definitions_is_ambiguous(vocabulary: Vocabulary) -> None:
    assert vocabulary.find("then", "Sam is here")
    with pytest.raises(Ambiguous, match=r"Ada is here .*\n.*\{who\} is here|\{who\}.*\n.*Ada is"):
        vocabulary.find("then", "Ada is here")


def test_an_absent_module_is_refused_by_name() -> None:
    with pytest.raises(InvalidStepDefinition, match=r"steps\.nowhere cannot be imported: Module"):
        load(["steps.nowhere"])


def test_an_emptied_definition_says_the_same_and_does_nothing(vocabulary: Vocabulary) -> None:
    definition: Definition = emptied(vocabulary.definitions[0])

    assert definition.pattern == vocabulary.definitions[0].pattern
    assert definition.needs == ()


def test_pytest_bdd_keeps_what_its_decorators_define() -> None:
    mine = [
        context for context in step_function_context_registry.values() if context.step_func is pears
    ]

    assert {context.parser.name for context in mine} == {
        "there are {count} pears",
        "there is {count} pear",
    }
    assert {(context.type, context.target_fixture) for context in mine} == {("given", None)}


def test_pytest_bdd_reads_a_feature_and_keeps_a_clock(tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_text(
        "Feature: A\n  Scenario Outline: B\n    Given <c>\n    Examples:\n    | c |\n    | 1 |\n"
    )
    scenario = FeatureParser(str(tmp_path), "a.feature").parse().scenarios["B"]

    assert scenario.examples[0].line_number == 4
    assert [each.name for each in scenario.render({"c": "1"}).steps] == ["1"]
    assert callable(reporting.time.perf_counter)  # type: ignore[attr-defined]  # not published
