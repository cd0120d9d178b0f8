"""The package serves any pytest-bdd project, also as a copy under another name."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from .conftest import WANTED
from .kit import read

pytest_plugins = ["pytester"]

PACKAGE = Path(__file__).parents[1]
STEPS = """
    import sys

    @given("an apple")
    def _(attach):
        attach.log("eaten")
        assert not {"fakes", "fixtures", "steps"} & sys.modules.keys()
"""


def test_a_copy_of_it_needs_nothing_of_this_project(pytester: pytest.Pytester) -> None:
    shutil.copytree(
        PACKAGE, pytester.path / "standalone", ignore=shutil.ignore_patterns("tests", "__pycache__")
    )
    pytester.makefile(".feature", fruit="Feature: Fruit\n\n  Scenario: One\n    Given an apple\n")
    pytester.makepyfile(test_fruit=WANTED + dedent(STEPS))

    result = pytester.runpytest_subprocess("-p", "standalone.plugin", "--messages=out.ndjson")

    result.assert_outcomes(passed=1)
    written = read(pytester.path / "out.ndjson")
    assert [each["attachment"]["body"] for each in written if "attachment" in each] == ["eaten"]
