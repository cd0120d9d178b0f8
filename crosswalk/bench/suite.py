"""What the features cost: the whole suite, and the start of a single scenario."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .measure import Comparison, Side, Trial
from .sides import PLAIN_INI, PytestProcess

FEATURES = "features"
EMPTY = "features, empty steps"
BACKUP = "one scenario of a backup"
IMPORT = "one scenario of an import"
PLAIN = "plain pytest-bdd, one scenario"

_BACKUP = "features/09_backup.feature::OneDrive is presented with her UPN"
_IMPORT = "features/04_import.feature::A first import creates one account for each person"

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
    (scratch / "plain.ini").write_text(PLAIN_INI, encoding="utf-8")
    return {
        BACKUP: PytestProcess((_BACKUP,), checkout, expected=1),
        IMPORT: PytestProcess((_IMPORT,), checkout, expected=1),
        PLAIN: PytestProcess(("-c", "plain.ini", "test_nothing.py"), scratch, expected=1),
    }


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
            "pytest with one backup of ours, against one empty scenario of plain pytest-bdd",
            target=3.0,
            measured=BACKUP,
            reference=PLAIN,
        ),
        Comparison(
            "start-import",
            "the same with one import",
            target=3.0,
            measured=IMPORT,
            reference=PLAIN,
        ),
    ),
    _start,
)
