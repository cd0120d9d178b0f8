"""`crosswalk explore`: options, exit codes, files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crosswalk.cli.explore import command
from crosswalk.exploring.reached import expected
from crosswalk.exploring.tests.mutants import created_and_not_linked


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_a_run_says_its_seed_and_can_be_repeated(tmp_path: Path) -> None:
    again = ("--steps", "40", "--jobs", "1", "--finds", str(tmp_path / "finds"))
    first = run(*again)
    assert first.exit_code == 0, first.output
    seed = re.findall(r"^seed (\w+)$", first.output, re.MULTILINE)
    repeated = run(*again, "--seed", *seed)
    assert repeated.output == first.output
    assert re.search(r"^digest [0-9a-f]{64}$", first.output, re.MULTILINE)
    assert not (tmp_path / "finds").exists()


def test_fewer_steps_than_10_000_need_not_reach_everything() -> None:
    result = run("--steps", "100", "--jobs", "1", "--seed", "few")
    assert result.exit_code == 0, result.output
    assert "never" in result.output
    assert "never reached:" not in result.output


def test_a_find_is_told_written_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    created_and_not_linked(monkeypatch)
    into, finds = tmp_path / "run.ndjson", tmp_path / "finds"
    arguments = ("--steps", "100", "--jobs", "1", "--seed", "find", "--only", "is linked")
    result = run(*arguments, "--into", str(into), "--finds", str(finds))
    assert result.exit_code == 1, result.output
    assert "FOUND, 1 times: whoever Okta created is linked" in result.output
    assert sorted(each.suffix for each in finds.iterdir()) == [".json", ".py"]
    history, reached = (json.loads(line) for line in into.read_text().splitlines())
    assert history["find"]["law"] == "whoever Okta created is linked"
    assert reached["reached"]["action"]
    joined = run("--merge", str(into))
    assert joined.exit_code == 1
    assert "FOUND, 1 times" in joined.output


def test_what_10_000_steps_never_reached_ends_a_merge_with_1_and_is_named(tmp_path: Path) -> None:
    file = tmp_path / "run.ndjson"
    history = {"seed": "s", "history": 0, "steps": 10_000, "digest": "", "find": None}
    counts: dict[str, dict[str, int]] = {}
    for part, what in expected():
        counts.setdefault(part, {})[what] = 1
    file.write_text(f"{json.dumps(history)}\n{json.dumps({'reached': counts})}")
    assert run("--merge", str(file)).exit_code == 0
    del counts["path"]["P6"]
    file.write_text(f"{json.dumps(history)}\n{json.dumps({'reached': counts})}")
    result = run("--merge", str(file))
    assert result.exit_code == 1
    assert "never reached: path 'P6'" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "soon"), "expected a number and s, m or h, such as 10m"),
        (("--only", "nothing of it"), "names 0 laws: expected one of"),
        (("--only", "is"), "laws: expected one of"),
        (("--steps", "0"), "--steps"),
        (("--merge", "nowhere.ndjson"), "nowhere.ndjson: No such file"),
        (("some.ndjson",), "a file is for --merge"),
        (("--merge",), "expected a file or more"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_run_can_end_by_time() -> None:
    result = run("--for", "1s", "--jobs", "1", "--seed", "time")
    assert result.exit_code == 0, result.output
    assert re.search(r"^[1-9]\d* histories, ", result.output, re.MULTILINE)
