"""What the features cost: the whole suite, and the start of a single scenario."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .measure import Comparison, Side, Trial
from .sides import PytestProcess

FEATURES = "features"
EMPTY = "features, empty steps"
ONE = "one scenario"
PLAIN = "plain pytest-bdd, one scenario"

_IMPORT = Path("features/01_import.feature")
_TITLE = re.compile(r"^\s*(?:Example|Scenario): (.+)$", re.MULTILINE)
_OPERATORS = {"and", "or", "not"}

_FEATURE = """Feature: Nothing
  Scenario: Nothing happens
    Given nothing
"""
_TEST = """from pytest_bdd import given, scenarios

scenarios("nothing.feature")


@given("nothing")
def nothing() -> None:
    pass
"""


def _features(checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return {
        FEATURES: PytestProcess(("features",), checkout),
        EMPTY: PytestProcess(("features", "--empty-steps"), checkout),
    }


def _start(checkout: Path, scratch: Path) -> Mapping[str, Side]:
    (scratch / "nothing.feature").write_text(_FEATURE, encoding="utf-8")
    (scratch / "test_nothing.py").write_text(_TEST, encoding="utf-8")
    (scratch / "plain.ini").write_text("[pytest]\n", encoding="utf-8")
    text = (checkout / _IMPORT).read_text(encoding="utf-8")
    return {
        ONE: PytestProcess((str(_IMPORT), "-k", first_scenario(text)), checkout, expected=1),
        PLAIN: PytestProcess(("-c", "plain.ini", "test_nothing.py"), scratch, expected=1),
    }


def first_scenario(text: str) -> str:
    """Return an expression for -k that selects the first scenario of a feature file."""
    title = _TITLE.search(text)
    words = re.findall(r"\w+", title[1] if title else "")
    return " and ".join(word for word in words if word.lower() not in _OPERATORS)


FEATURES_TRIAL = Trial(
    (
        Comparison(
            "features",
            "pytest features, against the same scenarios with empty steps",
            target=2.0,
            measured=FEATURES,
            reference=EMPTY,
        ),
    ),
    _features,
)
START_TRIAL = Trial(
    (
        Comparison(
            "start",
            "pytest with one scenario of ours, against one empty scenario of plain pytest-bdd",
            target=3.0,
            measured=ONE,
            reference=PLAIN,
        ),
    ),
    _start,
)
