"""Mutants are tried on a small project: who notices, who does not, and what is no trial."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

pytest.importorskip("mutmut", reason="needs mutmut, which the extra 'mutation' brings")

RULES = """\
from functools import lru_cache

LIMIT = 3
BEYOND = LIMIT + 10

def is_over(number):
    return number > LIMIT

@lru_cache
def is_even(number):
    return number % 2 == 0

def is_small(number):
    return number < 2

def is_nothing(number):
    return not number

def forever(number):
    while number != 0:
        number -= 1
    return number
"""
SERVICE = """\
from .rules import BEYOND, LIMIT, forever, is_even, is_over, is_small

def over(number):
    return is_over(number)

def limits():
    return LIMIT, BEYOND
"""
TESTS = """\
from fakes import service

def test_over():
    assert service.over(4) and not service.over(3)

def test_limits():
    assert service.limits() == (3, 13)

def test_even():
    assert service.is_even(4) and not service.is_even(7)

def test_small():
    assert service.is_small(1)
"""
FATES = {
    "LIMIT: LIMIT = 4": "KILLED",
    "BEYOND: BEYOND = LIMIT - 10": "KILLED",
    "BEYOND: BEYOND = LIMIT + 11": "KILLED",
    "is_over: return number >= LIMIT": "KILLED",
    "is_even: return number % 2 != 0": "KILLED",
    "is_even: return number / 2 == 0": "KILLED",
    "is_even: return number % 3 == 0": "KILLED",
    "is_even: return number % 2 == 1": "KILLED",
    "is_small: return number <= 2": "ALIVE",
    "is_small: return number < 3": "ELSEWHERE",
    "is_nothing: return number": "UNREACHED",
    "forever: while number == 0:": "UNREACHED",
    "forever: while number != 1:": "UNREACHED",
    "forever: number += 1": "UNREACHED",
    "forever: number -= 2": "UNREACHED",
}
OWN = """\
import pytest
from fakes.rules import is_even, is_small

@pytest.mark.parametrize("number", [1, 2])
def test_own(number):
    assert is_small(number) is (number < 2) and is_even(0)
"""
SCRIPT = """\
import contextlib, io, json, sys
from pathlib import Path
import pytest
from crosswalk.mutating.mutants import mutants_of
from crosswalk.mutating.trying import Trial

root = Path.cwd()
deadline = float(sys.argv[1]) if sys.argv[1:] else None
mutants = list(mutants_of(root, "fakes/rules.py"))
own = {each: "tests/test_own.py::test_own" for each in mutants if "< 3" in each.after}
trial = Trial(root, mutants, own, deadline=deadline)
with contextlib.redirect_stdout(io.StringIO()):
    pytest.main(["-q", "-p", "no:cacheprovider", "tests"], plugins=[trial])
fates = {f"{each.place}: {each.after}": fate.name for each, fate in trial.fates.items()}
json.dump([str(trial.problem or ""), fates], sys.stdout)
"""


def tried(
    project: Path, *options: str, rules: str = RULES, tests: str = TESTS
) -> tuple[str, dict[str, str]]:
    """Return what went wrong, and the fates of the mutants by place and text."""
    for name, text in {
        "fakes/__init__.py": "",
        "fakes/rules.py": rules,
        "fakes/service.py": SERVICE,
        "tests/test_all.py": tests,
        "tests/test_own.py": OWN,
        "pytest.ini": "[pytest]\n",
    }.items():
        path = project / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 # our own interpreter
        [sys.executable, "-c", SCRIPT, *options],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    problem, fates = json.loads(done.stdout)
    return problem, fates


def test_a_mutant_is_killed_by_a_test_that_fails_on_it_and_by_no_other(tmp_path: Path) -> None:
    problem, fates = tried(tmp_path)

    assert not problem
    assert fates == FATES


def test_a_mutant_that_never_ends_is_killed(tmp_path: Path) -> None:
    ends = f"{TESTS}\ndef test_it_ends():\n    assert service.forever(3) == 0\n"

    _, fates = tried(tmp_path, tests=ends)

    assert fates["forever: number += 1"] == "ENDLESS"


def test_a_mutant_that_is_kept_waiting_is_not_killed(tmp_path: Path) -> None:
    waits = f"""{TESTS}
import time
from crosswalk.mutating import trying
trying._SLOWER = 0.5

def test_it_waits():
    if service.is_small(2):
        time.sleep(1)
"""

    _, fates = tried(tmp_path, tests=waits)

    assert fates["is_small: return number <= 2"] == "ALIVE"


def test_a_mutant_that_cannot_be_imported_is_killed(tmp_path: Path) -> None:
    rules = RULES.replace("BEYOND = LIMIT + 10", "BEYOND = 10 // (LIMIT - 2) + 3")

    _, fates = tried(tmp_path, rules=rules)

    assert fates["BEYOND: BEYOND = 10 // (LIMIT - 3) + 3"] == "KILLED"


def test_a_module_that_cannot_be_run_twice_kills_no_mutant(tmp_path: Path) -> None:
    once = "import sys\nassert not hasattr(sys, 'was_here')\nsys.was_here = True\n"

    problem, fates = tried(tmp_path, rules=RULES + once)

    assert "AssertionError" in problem
    assert "KILLED" not in fates.values()


def test_nothing_is_tried_after_the_deadline(tmp_path: Path) -> None:
    problem, fates = tried(tmp_path, "0")

    assert not problem
    assert set(fates.values()) == {"UNTRIED"}


def test_nothing_is_tried_where_a_test_fails_without_a_mutant(tmp_path: Path) -> None:
    problem, fates = tried(tmp_path, tests=f"{TESTS}\ndef test_red():\n    assert False\n")

    assert problem == "without a mutant this fails: tests/test_all.py::test_red"
    assert set(fates.values()) == {"UNTRIED"}


def test_nothing_is_tried_where_the_tests_cannot_be_collected(tmp_path: Path) -> None:
    problem, fates = tried(tmp_path, tests="import nothing_there\n")

    assert set(fates.values()) == {"UNTRIED"}
    assert "cannot be collected" in problem
