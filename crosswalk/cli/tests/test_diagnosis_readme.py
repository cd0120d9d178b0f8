"""The page about `crosswalk diagnose` names every option, file, column, word, code and key."""

from __future__ import annotations

import re
from pathlib import Path

from crosswalk.cli.diagnose import command
from crosswalk.diagnosis.row import Problem, Word

from .exports_by_hand import Diagnosed, diagnosed

DIAGNOSIS = Path(__file__).parents[2] / "diagnosis"
README = (DIAGNOSIS / "README.md").read_text(encoding="utf-8")
PREFIX = "onedrive_backup_now"


def first_cells(heading: str) -> list[str]:
    """Return what is named in the first column of the tables below a heading."""
    section = re.split(r"^##? ", README.partition(f"\n## {heading}\n")[2], flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| (`[^|]*?) \|", section, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def sample(into: Path) -> Diagnosed:
    exports = sorted((DIAGNOSIS / "samples").glob("*.csv"))
    before = diagnosed(exports, into / "before")
    options = ("--read", "A1=the setting", "--previous", str(before.into))
    return diagnosed(exports, into / "after", *options)


def test_every_option_is_told() -> None:
    told = {name.split()[0] for name in first_cells("Options")}
    assert told == {option for each in command.params for option in each.opts if "--" in option}


def test_every_code_is_told_in_its_order() -> None:
    assert first_cells("Problems") == [problem.value for problem in Problem]


def test_every_column_and_word_is_told(tmp_path: Path) -> None:
    found = sample(tmp_path)
    told = first_cells("Columns of people.csv")
    words = [word.value for word in Word]
    assert [name for name in told if name in words] == words
    columns = [
        name
        for name in found.people[0]
        if not re.fullmatch(r".*_(presents|cause|rules|by_default)", name)
        or name.startswith(PREFIX)
    ]
    assert [name for name in told if name not in words] == columns


def test_every_file_and_key_is_told(tmp_path: Path) -> None:
    found = sample(tmp_path)
    assert {*first_cells("Files")} == {each.name for each in found.into.iterdir()}
    assert {*first_cells("summary.json")} == {*found.summary}
