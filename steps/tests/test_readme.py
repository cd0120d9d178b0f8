"""The README tells the truth: its commands run, its tables are complete."""

from __future__ import annotations

import json
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

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (pytest features.*)$", README, re.MULTILINE)
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")


COLLECTING = """
import contextlib, io, json, sys
import pytest

told = {}
for command, arguments in json.load(sys.stdin).items():
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = pytest.main([*arguments, "--collect-only", "-q"])
    told[command] = code, said.getvalue()
json.dump(told, sys.stdout)
"""


def arguments(command: str, directory: Path) -> list[str]:
    """Return the arguments of a pytest command; what it writes goes to a directory instead."""
    given = shlex.split(command)[1:]
    return [*given, "--messages", str(directory / "run.ndjson")] if "--messages" in given else given


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """The exit code of each command, and what it said; one process is asked them all."""
    directory = tmp_path_factory.mktemp("collected")
    asked = {command: arguments(command, directory) for command in COMMANDS}
    told = subprocess.run(  # noqa: S603 - the README's own words
        [sys.executable, "-c", COLLECTING],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return {command: (code, said) for command, (code, said) in json.loads(told.stdout).items()}


def test_the_first_two_commands_are_the_promised_ones() -> None:
    blocks = re.findall(r"^    (pip install.*)$", README, re.MULTILINE)

    assert blocks[:2] == [
        "pip install -e . && pytest features",
        "pip install -e '.[test]' && pytest -n auto --dist worksteal",
    ]


def test_ci_runs_the_second_command_as_it_stands() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")

    assert "grep -m 1 \"^    pip install -e '.\\[test\\]'\" README.md" in script


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_find_something_to_run(
    command: str, collected: dict[str, tuple[int, str]]
) -> None:
    code, said = collected[command]

    assert code == 0, said
    assert re.search(r"^\S+::.+$", said, re.MULTILINE)


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
