"""Where the messages go: to the file, and to plugins that want them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from crosswalk.messages import writing

from .conftest import Run

pytest_plugins = ["pytester"]

FEATURE = """
    Feature: Früchte

      Scenario: One
        Given an apple
"""
STEPS = """
    @given("an apple")
    def _(): pass
"""
WANTING = """
    def pytest_messages_wanted(config):
        return True

    def pytest_messages_ready(config, envelopes):
        print("told:", " ".join(dict.fromkeys(kind for each in envelopes for kind in each)))
"""
KINDS = (
    "meta source gherkinDocument pickle stepDefinition testRunStarted testCase testCaseStarted "
    "testStepStarted testStepFinished testCaseFinished testRunFinished"
)


def test_the_file_is_named_at_the_end(play: Run, pytester: pytest.Pytester) -> None:
    result = play(FEATURE, STEPS)

    result.stdout.fnmatch_lines([f"*messages: {pytester.path / 'out.ndjson'}*"])
    assert "Früchte" in (pytester.path / "out.ndjson").read_text(encoding="utf-8")


def test_a_folder_is_made_for_it(play: Run, pytester: pytest.Pytester) -> None:
    play(FEATURE, STEPS, "--messages=new/folder/out.ndjson")

    assert (pytester.path / "new/folder/out.ndjson").read_text()


@pytest.mark.parametrize("path", [".", "", "test_fruit.py/out.ndjson", "/proc/out.ndjson"])
def test_where_nothing_can_be_written_nothing_is_played(
    path: str, play: Run, pytester: pytest.Pytester
) -> None:
    result = play(FEATURE, STEPS, f"--messages={path}")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    [line] = [line for line in result.errlines if line]
    assert line.startswith(f"ERROR: --messages: {pytester.path / path} cannot be written: ")
    assert not result.outlines


def test_what_was_written_before_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.ndjson"
    writing.write(path, [{"meta": {}}])

    def full(written: Path, data: bytes) -> None:
        with written.open("wb") as file:
            file.write(data[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="space"):
        writing.write(path, [{"meta": {}}])

    assert path.read_text() == '{"meta":{}}\n'
    assert list(tmp_path.iterdir()) == [path]


def test_who_reads_meanwhile_reads_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson"
    writing.write(path, [{"meta": {"old": True}}])

    with path.open() as reading:
        writing.write(path, [{"meta": {}}])

        assert reading.read() == '{"meta":{"old":true}}\n'


def test_a_file_that_cannot_be_written_at_the_end_is_told(
    play: Run, pytester: pytest.Pytester
) -> None:
    blocking = """
    import pathlib

    @given("an apple")
    def _(): pathlib.Path("out.ndjson").mkdir()
    """

    result = play(FEATURE, blocking)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*--messages: {pytester.path / 'out.ndjson'} cannot be written*"])
    result.stderr.no_fnmatch_line("*Traceback*")


@pytest.mark.parametrize("arguments", [[], ["-n2"]])
def test_a_plugin_gets_them_once(
    arguments: list[str], play: Run, pytester: pytest.Pytester
) -> None:
    if arguments:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    pytester.makeconftest(WANTING)
    play(FEATURE, STEPS)
    (pytester.path / "out.ndjson").unlink()

    result = pytester.runpytest_inprocess("-s", *arguments)

    [line] = [line for line in result.outlines if "told:" in line]
    assert line.endswith(f"told: {KINDS}")
    assert not (pytester.path / "out.ndjson").exists()


def test_a_run_that_nobody_wants_is_not_recorded(play: Run, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(WANTING.replace("True", "False"))
    play(FEATURE, STEPS)

    result = pytester.runpytest_inprocess("-s")

    result.stdout.no_fnmatch_line("*told:*")
