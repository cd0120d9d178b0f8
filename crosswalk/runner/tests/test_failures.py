"""What a failed scenario leaves behind: how to play it again, and what the witness kept."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from crosswalk.remote.tests.serving import Served

from .conftest import MISCOUNTED, ROOT, Run

pytest_plugins = ["pytester"]

SERVE = ("crosswalk", "serve", "--jobs", "manual", "--seed")
TWO_ALIKE = """
    Feature: Fruit

      Example: Who's "it"?
        When somebody counts
        Then the count is 1

      Example: who s it
        When somebody counts
        Then the count is 2
"""


def kept(directory: str = "kept") -> list[str]:
    return sorted(path.name for path in Path(directory).iterdir())


def commands(result: pytest.RunResult, what: str) -> list[list[str]]:
    found = [line.partition(f"{what}:")[2] for line in result.outlines if what in line]
    return [shlex.split(each) for each in found]


@pytest.mark.parametrize("options", [[], ["-n2"]])
def test_a_failed_scenario_is_kept_and_the_report_names_the_file(
    run: Run, options: list[str]
) -> None:
    if options:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    result = run(MISCOUNTED, "--keep-failures", "deep/kept", *options)

    (name,) = kept("deep/kept")
    assert name.startswith("fruit-counted-wrong-")
    assert commands(result, "open the lab") == [[*SERVE, f"deep/kept/{name}"]]
    result.stdout.fnmatch_lines(["*- replay -*"])


def test_what_is_kept_is_what_was_there_at_the_failure(run: Run) -> None:
    run(MISCOUNTED, "-k", "wrong", "--keep-failures", "kept")

    (name,) = kept()
    kept_steps = Path("kept", name).read_text().splitlines()
    assert kept_steps == ["apple is in the basket", "somebody counts", "the count is 2", ""]


def test_the_command_of_the_report_plays_that_scenario_again(run: Run) -> None:
    result = run(TWO_ALIKE)

    (one, another) = commands(result, "run again")
    assert one[0] == another[0] == "pytest"
    for name, command in (('Who\'s "it"?', one), ("who s it", another)):
        again = run(TWO_ALIKE, *command[1:])
        again.assert_outcomes(failed=1)
        assert f"FAILED fruit.feature::{name} - " in again.stdout.str()


def test_a_title_that_ids_cannot_name_is_played_again_by_its_line(run: Run) -> None:
    feature = TWO_ALIKE.replace("who s it", "who::is it")
    (_, command) = commands(run(feature), "run again")

    assert command == ["pytest", "fruit.feature:7"]
    run(feature, *command[1:]).assert_outcomes(failed=1)


def test_each_scenario_has_a_file_of_its_own_the_same_in_every_run(run: Run) -> None:
    run(TWO_ALIKE, "--keep-failures", "kept")
    before = kept()
    run(TWO_ALIKE, "--keep-failures", "kept")

    assert len(before) == 2
    assert kept() == before
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in before)


def test_the_file_goes_when_its_scenario_passes_and_nothing_else_goes(run: Run) -> None:
    run(MISCOUNTED, "--keep-failures", "kept")
    Path("kept", "notes.json").write_text("mine")
    run(MISCOUNTED, "--keep-failures", "kept", "-k", "right")
    assert len(kept()) == 2
    run(MISCOUNTED.replace("is 2", "is 1"), "--keep-failures", "kept")

    assert kept() == ["notes.json"]


def test_with_nothing_failed_nothing_is_kept(run: Run) -> None:
    run(MISCOUNTED, "-k", "right", "--keep-failures", "kept")

    assert kept() == []


def test_a_scenario_of_which_nothing_was_played_leaves_nothing(run: Run) -> None:
    result = run("Feature: A\n\n  Example: B\n    When nobody\n", "--keep-failures", "kept")

    assert kept() == []
    assert commands(result, "run again") == [["pytest", "fruit.feature::B"]]


def test_keeping_that_fails_is_said_in_the_report_which_is_there(run: Run) -> None:
    words = """
        import os

        @when("somebody counts to 2", target_fixture="count")
        def removes():
            os.rmdir("kept")
            return 1
    """
    feature = "Feature: A\n\n  Example: B\n    When somebody counts to 2\n    Then the count is 2\n"
    result = run(feature, "--keep-failures", "kept", words=words)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["  > ✗ Then the count is 2", "not kept: *FileNotFoundError: *No such file*"]
    )


@pytest.mark.parametrize(
    ("directory", "reason"), [("a.file", "File exists"), ("a.file/b", "Not a directory")]
)
def test_where_nothing_can_be_written_nothing_is_run(run: Run, directory: str, reason: str) -> None:
    Path("a.file").touch()
    result = run(MISCOUNTED, "--keep-failures", directory)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [f"ERROR: --keep-failures: {Path.cwd()}/{directory} cannot be written to ({reason}): *"]
    )
    result.stdout.no_fnmatch_line("*fruit.feature*")


def test_collecting_makes_no_directory(run: Run) -> None:
    run(MISCOUNTED, "--keep-failures", "kept", "--collect-only")

    assert not Path("kept").exists()


WRONG = """\
Feature: Wrong

  Example: Lia can be backed up
    Given Lia is in Microsoft 365
    And inSync holds Lia as "lia.lund@corp.example"
    And time advanced by 3 days
    And Microsoft 365 answers 503 twice
    When inSync backs up the OneDrive of Lia
    Then the backup succeeds
"""


@pytest.mark.parametrize("lab", ["process", "http"])
def test_the_lab_of_a_failed_scenario_can_be_looked_at(tmp_path: Path, lab: str) -> None:
    feature = tmp_path / "wrong.feature"
    feature.write_text(WRONG)
    options = ["-c", "pytest.ini", f"--keep-failures={tmp_path / 'kept'}", f"--lab={lab}"]
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "pytest", *options, os.fspath(feature)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    (file,) = (tmp_path / "kept").iterdir()
    assert shlex.join([*SERVE, os.fspath(file)]) in ran.stdout
    served = Served("--jobs", "manual", "--seed", os.fspath(file))
    try:
        journal = served.control("/journal")
        assert {each["step"] for each in journal["exchanges"]} == {
            "inSync backs up the OneDrive of Lia"
        }
        assert journal == served.control("/journal/latest")
        assert served.control("/clock")["frozen"] == "2026-03-05T08:00:00Z"
        users = served.ask("graph", "/users").json()["value"]
        assert [user["userPrincipalName"] for user in users] == ["lia@corp.example"]
        (account,) = served.control("/admin/insync/accounts/all", "POST", {})
        assert account["email_id"]["text"] == "lia.lund@corp.example"
    finally:
        served.stop()
