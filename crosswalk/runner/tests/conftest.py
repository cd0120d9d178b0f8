"""Feature files run in a directory of their own, with a small vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

# Imported here they stay: what is imported during a test of pytester's is forgotten after it.
from crosswalk.messages import recorder, reporter  # noqa: F401
from crosswalk.runner import collection, failures, nearest, report, running  # noqa: F401
from crosswalk.runner.phrases import TERMS

ROOT = Path(__file__).parents[3]

INI = f"""
[pytest]
pythonpath = . {ROOT}
addopts =
    -p crosswalk.runner.plugin --strict-markers
    -p no:randomly -p no:hypothesispytest -p no:faker -p no:rerunfailures
vocabulary = words
markers = fresh: not tinned
filterwarnings = error
"""

WORDS = """
import pytest
from pytest_bdd import given, parsers, then, when
from crosswalk.runner.phrases import TERMS, one_of, open_term

one_of("fruit", {"apple": 1, "pear": 2})
one_of("color", {"dark red": "red", "green": "green"}, quoted=True)
open_term("expected", r"\\d+", int, expected="a whole number")

@pytest.fixture
def basket():
    return []

@given(parsers.parse("{fruit} is in the basket"), converters=TERMS)
def is_in(basket, fruit):
    basket.append(fruit)

@given(parsers.parse("the basket is {color}"), converters=TERMS)
def is_painted(color):
    pass

@when("somebody counts", target_fixture="count")
def counts(basket):
    return len(basket)

@then(parsers.parse("the count is {expected}"), converters=TERMS)
def is_count(count, expected):
    agree(count, expected)

def agree(count, expected):
    assert int(count) == expected, "the basket was miscounted"

@then("the basket holds:")
def holds(basket, datatable):
    assert datatable == [["fruit"], *([str(each)] for each in basket)]
"""

WITNESS = """
import pytest

class Witness:
    def during(self, step, acts):
        with open("during.txt", "a") as file:
            file.write(step + "\\n")

    def report_sections(self, step):
        yield "people", f"asked about: {step}"

    def snapshot(self):
        with open("during.txt", "rb") as file:
            return file.read()

    def gather(self):
        pass

    def evidence(self):
        return ()

@pytest.fixture
def witness():
    return Witness()
"""

Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester) -> Iterator[Run]:
    terms = dict(TERMS)
    pytester.makeini(INI)
    pytester.makeconftest(WITNESS)

    def run(feature: str, *arguments: str, words: str = "") -> pytest.RunResult:
        TERMS.clear()
        pytester.makepyfile(words=WORDS + dedent(words))
        pytester.makefile(".feature", fruit=dedent(feature))
        return pytester.runpytest_inprocess(*arguments)

    yield run
    TERMS.clear()
    TERMS.update(terms)


MISCOUNTED = """
    Feature: Fruit

      Background:
        Given apple is in the basket

      @fresh
      Example: Counted wrong
        When somebody counts
        Then the count is 2
        And the count is 1

      Example: Counted right
        When somebody counts
        Then the count is 1
"""
