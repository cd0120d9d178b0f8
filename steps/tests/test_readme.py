"""The README and the pages it links to: commands run, links and names lead somewhere."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from textwrap import dedent, indent

import pytest
from click.testing import CliRunner

from crosswalk.catalogue import IDS
from crosswalk.cli import main
from crosswalk.cli.pages import differing
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.vocabulary import Vocabulary, load, modules_in

from . import observing, tidy
from .test_tidy import TEXT_CHECKS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOPS = ("crosswalk", "fakes", "features", "fixtures", "steps")
ENVIRONMENT = "python3 -m venv .venv && . .venv/bin/activate && "
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        *ROOT.glob("*.md"),
        *(each for top in TOPS for each in (ROOT / top).rglob("README.md")),
    )
}
"""Every page, by its path: those that are generated, too."""
COMMANDS = sorted(
    {
        command.partition(" --lab-url")[0]
        for page in PAGES.values()
        for command in re.findall(r"^    (pytest (?:features|crosswalk).*)$", page, re.MULTILINE)
    }
)
OURS = re.compile(rf"\bcrosswalk ({'|'.join(main.commands)})\b([^`\n&]*)")
NEEDED = {"-n": "xdist", "--random-order": "random_order"}
LINK = re.compile(r"\]\((?!http)([^)#]*)(?:#([^)]+))?\)")


NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)(?:::(\w+))?`")


def lacks(command: str) -> list[str]:
    """Return the plugins that a command needs and that are not installed."""
    needed = [module for option, module in NEEDED.items() if option in command.split()]
    return [module for module in needed if importlib.util.find_spec(module) is None]


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
    written = ["--messages", str(directory / "run.ndjson")] if "--messages" in given else []
    return [*given, *written, f"--junitxml={directory / 'results.xml'}"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """The exit code of each command, and what it said; one process is asked them all."""
    directory = tmp_path_factory.mktemp("collected")
    asked = {command: arguments(command, directory) for command in COMMANDS if not lacks(command)}
    told = subprocess.run(  # noqa: S603 - the pages' own words
        [sys.executable, "-c", COLLECTING],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return {command: (code, said) for command, (code, said) in json.loads(told.stdout).items()}


def test_the_first_two_commands_need_nothing_but_python() -> None:
    features, tests = re.findall(rf"^    {re.escape(ENVIRONMENT)}(.*)$", README, re.MULTILINE)

    assert features == "pip install -e . && pytest features"
    assert re.fullmatch(r"pip install -e '\.\[test\]' && pytest\b.*", tests)


def test_ci_runs_the_second_command_in_an_environment_of_its_own() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")

    assert "grep -m 1 \"pip install -e '.\\[test\\]' && pytest\" README.md" in script
    assert "${line#*activate && }" in script


def test_ci_finds_each_test_in_a_browser_by_its_mark() -> None:
    assert '"pytest\\.mark\\.browser"' in (ROOT / ".ci/run").read_text(encoding="utf-8")
    texts = {each: each.read_text(encoding="utf-8") for each in ROOT.glob("*/**/test_*.py")}
    in_browser = {each for each, text in texts.items() if "from playwright." in text}

    assert len(in_browser) > 10
    assert {each for each in in_browser if "pytest.mark.browser" not in texts[each]} == set()


def test_the_hosted_workflow_runs_the_same_and_nothing_else() -> None:
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")

    assert re.findall(r"\brun: (.+)", workflow) == [".ci/run"]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_find_something_to_run(
    command: str, collected: dict[str, tuple[int, str]]
) -> None:
    if missing := lacks(command):
        pytest.skip(f"needs {', '.join(missing)}, which the extra 'test' brings")
    code, said = collected[command]

    assert code == 0, said
    assert re.search(r"^\S+::.+$", said, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_options_of_our_commands_are_there(page: str) -> None:
    known = {
        f"{name} {option}"
        for name in main.commands
        for option in re.findall(r"--[a-z-]+", CliRunner().invoke(main, [name, "--help"]).output)
    }
    told = {
        f"{name} {option}"
        for name, words in OURS.findall(PAGES[page])
        for option in re.findall(r"--[a-z-]+", words)
    }

    assert told - known == set()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    home = (ROOT / page).parent
    links = [(target, anchor) for target, anchor in LINK.findall(PAGES[page])]

    assert [target for target, _ in links if not (home / target).exists()] == []
    headings = re.findall(r"^#+ (.+)$", PAGES[page], re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    assert {anchor for target, anchor in links if not target} - anchors - {""} == set()


@pytest.mark.parametrize("page", PAGES)
def test_what_is_named_is_there(page: str) -> None:
    named = [(path, name) for path, name in NAMED.findall(PAGES[page]) if path.startswith(TOPS)]

    assert [path for path, _ in named if not (ROOT / path).exists()] == []
    assert [
        f"{path}::{name}"
        for path, name in named
        if name and not re.search(rf"\b{name}\b", (ROOT / path).read_text(encoding="utf-8"))
    ] == []


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
    stale = differing(ROOT)

    assert not stale, (
        f"run `crosswalk pages`, and commit what it writes: {', '.join(map(str, stale))}"
    )


SCENARIO, *SHOWN = (
    dedent(block)
    for block in re.findall(
        r"\n\n((?: {4}.*\n+)+)", README.partition("To write a scenario")[2].partition("## ")[0]
    )
)
CHAPTER: str = re.findall(r"add five lines to the end of `features/([^`]+)`", README)[0]
SMTP, UPN = "lia.lund@corp.example", "lia@corp.example"


def extended(directory: Path, scenario: str) -> Path:
    """Return a copy of the chapter with a scenario at its end."""
    chapter = directory / CHAPTER
    text = (ROOT / "features" / CHAPTER).read_text(encoding="utf-8")
    chapter.write_text(f"{text}\n{indent(scenario.rstrip(), ' ' * 4)}\n", encoding="utf-8")
    return chapter


def played(directory: Path, scenario: str) -> subprocess.CompletedProcess[str]:
    """Run a scenario that was added to the end of the chapter."""
    title = scenario.partition("Example:")[2].splitlines()[0].strip()
    chapter = extended(directory, scenario)
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
    assert f"Put `{UPN}`, her UPN, in the third line. Then it passes." in README

    assert played(tmp_path, SCENARIO.replace(SMTP, UPN)).returncode == 0


def test_the_scenario_turns_nothing_else_red(tmp_path: Path) -> None:
    chapter = extended(tmp_path, SCENARIO)
    text = chapter.read_text(encoding="utf-8")
    vocabulary = Vocabulary(load(modules_in(ROOT / "pytest.ini")))

    assert [problem for check in TEXT_CHECKS for problem in check(text)] == []
    assert tidy.too_long(text, tidy.FEATURE_LINES) == []
    assert observing.overtagged(plays_of(chapter), vocabulary) == []
