"""The README tells the truth: its commands run, its counts are right, its tables are complete."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from textwrap import dedent, indent

import pytest

from crosswalk.catalogue import IDS
from crosswalk.cli.pages import differing
from crosswalk.runner.gherkin import plays_of

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (pytest features.*)$", README, re.MULTILINE)
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")


WHOLE = "pytest -m 'not browser and not contract and not docker'"


def collecting(command: str, directory: Path) -> subprocess.Popen[str]:
    """Start to find out which tests a pytest command of the README would run.

    What a command writes goes to a directory instead of where it says.
    """
    arguments = shlex.split(command)[1:]
    if "--messages" in arguments:
        arguments += ["--messages", str(directory / "run.ndjson")]
    return subprocess.Popen(  # noqa: S603 - the README's own words
        [sys.executable, "-m", "pytest", *arguments, "--collect-only", "-q"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many tests each command would run; they are asked side by side."""
    directory = tmp_path_factory.mktemp("collected")
    asked = {command: collecting(command, directory) for command in (WHOLE, *COMMANDS)}
    counts = {}
    for command, process in asked.items():
        told, _ = process.communicate()
        assert process.returncode == 0, told
        counts[command] = len(re.findall(r"^\S+::.+$", told, re.MULTILINE))
    return counts


def passed_in_readme() -> list[int]:
    """Return how many tests passed where they were printed, without extras and Docker."""
    return [int(count) for count in re.findall(r"(\d+) passed", README)]


def test_the_first_two_commands_are_the_promised_ones() -> None:
    blocks = re.findall(r"^    (pip install.*)$", README, re.MULTILINE)

    assert blocks[:2] == [
        "pip install -e . && pytest features",
        "pip install -e '.[test]' && pytest",
    ]


def test_ci_runs_the_second_command_as_it_stands() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")

    assert "grep -m 1 \"^    pip install -e '.\\[test\\]'\" README.md" in script


def test_the_number_of_features_is_right() -> None:
    plays = sum(len(plays_of(path)) for path in (ROOT / "features").glob("*.feature"))

    assert passed_in_readme()[0] == plays


def test_the_number_of_tests_is_right(collected: dict[str, int]) -> None:
    assert passed_in_readme()[1] == collected[WHOLE]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_find_something_to_run(command: str, collected: dict[str, int]) -> None:
    assert collected[command] > 0


def test_links_lead_somewhere() -> None:
    links = LINK.findall(README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    needed = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[<>=~\[]", each)[0] for each in needed} - {"crosswalk"}
    told = set(re.findall(r"[\w-]+", README.partition("## Dependencies")[2]))

    assert names - told == set()


def test_the_tags_are_those_of_the_catalogue() -> None:
    table = README.partition("## Tags")[2].partition("## ")[0]

    assert {tag[0] for tag in IDS} == set(re.findall(r"^\| ([A-Z])1", table, re.MULTILINE)) | set(
        re.findall(r"^\| ([A-Z])01", table, re.MULTILINE)
    )


def test_the_generated_pages_are_up_to_date() -> None:
    assert differing(ROOT) == [], "run `crosswalk pages`"


SCENARIO, *SHOWN = (
    dedent(block)
    for block in re.findall(
        r"\n\n((?: {4}.*\n+)+)", README.partition("To write a scenario")[2].partition("## ")[0]
    )
)
SMTP, UPN = "lia.lund@corp.example", "lia@corp.onmicrosoft.example"


def played(directory: Path, scenario: str) -> subprocess.CompletedProcess[str]:
    """Run a scenario that was added to the end of a chapter."""
    title = scenario.partition("Example:")[2].splitlines()[0].strip()
    chapter = directory / "04_backup.feature"
    text = (ROOT / "features" / chapter.name).read_text(encoding="utf-8")
    chapter.write_text(text + "\n" + indent(scenario, " " * 4), encoding="utf-8")
    return subprocess.run(  # noqa: S603 - the README's own words
        [sys.executable, "-m", "pytest", "-c", "pytest.ini", f"{chapter}::{title}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_scenario_is_red_as_it_is_shown(tmp_path: Path) -> None:
    told = played(tmp_path, SCENARIO)

    assert len(SCENARIO.strip().splitlines()) == 5
    assert told.returncode == 1
    assert " 1 failed in " in told.stdout
    shown = [line for block in SHOWN for line in block.splitlines() if line]
    assert len(shown) == 2
    assert [line for line in shown if line not in told.stdout] == []


def test_the_scenario_is_green_with_the_value_of_the_text(tmp_path: Path) -> None:
    assert SMTP in SCENARIO.splitlines()[2]
    assert f"With `{UPN}`, her UPN, in the third line they are green." in README

    assert played(tmp_path, SCENARIO.replace(SMTP, UPN)).returncode == 0
