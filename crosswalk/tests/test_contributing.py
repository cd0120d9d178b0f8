"""The worked example of CONTRIBUTING.md, played as the page says it in a copy of the checkout."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("step by step\n")[2].partition("\n## ")[0]
ADDED = re.compile(
    r"Add\s+(?:at\s+the\s+end\s+of|below\s+`([^`]+)`\s+in)\s+`([^`]+)`:\n\n((?: {4}.*\n|\n)+)"
)
COPIED = ("crosswalk", "fakes", "features", "fixtures", "steps", "pytest.ini", "README.md")
# What `pytest steps/tests` looks at of that which the example adds to.
CHECKS = (
    "steps/tests/test_tidy.py",
    "steps/tests/test_observing.py",
    "steps/tests/test_readme.py",
    "-k",
    "15_own_people or accounts or generated or every_then or every_sentence or every_step",
)
Run = Callable[..., subprocess.CompletedProcess[str]]


def parts() -> list[tuple[str, str, str]]:
    """Return what is added: below which line, if it says so, to which file, and the text."""
    return [
        (below, file, "".join(line[4:] or "\n" for line in block.rstrip().splitlines(True)) + "\n")
        for below, file, block in ADDED.findall(EXAMPLE)
    ]


def add(root: Path, below: str, file: str, text: str) -> None:
    """Add a part to the copy of its file."""
    path = root / file
    before = path.read_text(encoding="utf-8")
    if below:
        assert before.count(f"{below}\n") == 1
        path.write_text(before.replace(f"{below}\n", f"{below}\n{text}"), encoding="utf-8")
    else:
        path.write_text(f"{before}\n{text}", encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.png")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def run(copy: Path) -> Run:
    """Run a module of Python with arguments at the top of the copy."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", *words]
        return subprocess.run(  # noqa: S603 - the page's own words
            command, cwd=copy, capture_output=True, text=True, check=False
        )

    return run


def test_the_example_goes_from_the_feature_to_green_as_the_page_says(copy: Path, run: Run) -> None:
    feature, marker, step, observation = parts()
    for part in (feature, marker):
        add(copy, *part)
    undefined = run("pytest", "features", "-m", "wip")
    (shown,) = re.findall(r"^    (undefined step: .*)$", EXAMPLE, re.MULTILINE)
    assert (undefined.returncode, shown in undefined.stdout) == (1, True), undefined.stdout

    add(copy, *step)
    defined = run("pytest", "features", "-m", "wip")
    assert defined.returncode == 0, defined.stdout
    assert "1 passed" in defined.stdout
    left = run("pytest", *CHECKS)
    told = re.findall(r"^FAILED \S+::(\w+)", left.stdout, re.MULTILINE)
    assert told == [
        "test_every_then_says_what_it_looks_at",
        "test_the_generated_pages_are_up_to_date",
    ]
    sentence = observation[2].partition(" = ")[0]
    assert f"{sentence} = []" in left.stdout
    assert "run `crosswalk pages`" in left.stdout

    add(copy, *observation)
    pages = run("crosswalk", "pages")
    assert pages.stdout.splitlines() == ["wrote features/README.md", "wrote steps/README.md"]
    green = run("pytest", *CHECKS)
    assert green.returncode == 0, green.stdout


def test_the_example_is_twenty_lines() -> None:
    assert len("".join(text for _, _, text in parts()).split("\n")) <= 20


def test_every_command_of_the_example_is_run_here() -> None:
    commands = set(re.findall(r"`((?:pytest|crosswalk) [^`]*)`", EXAMPLE))

    assert commands == {"pytest features -m wip", "pytest steps/tests", "crosswalk pages"}
