"""`crosswalk site`: the site of messages, which is that of the run, or of the runs together."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crosswalk import links
from crosswalk.cli import main

ROOT = Path(__file__).parents[3]
KINDS = ("pickle", "testCase")
CHAPTERS = ("features/09_backup.feature", "features/08_settings.feature")


def typed(*words: object) -> Result:
    return CliRunner().invoke(main, ["site", *map(str, words)])


def play(messages: Path, *arguments: object) -> None:
    """Play features of this project, and write the messages."""
    command = (sys.executable, "-m", "pytest", "-q", "-c", "pytest.ini", "-p", "no:cacheprovider")
    played = subprocess.run(  # noqa: S603 - our own interpreter
        (*command, "--rootdir=.", *map(str, arguments), "--messages", str(messages)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stdout + played.stderr


def site(directory: Path) -> Mapping[str, list[bytes]]:
    """Return every file of a site without the lines that say when it was played."""
    return {
        str(path.relative_to(directory)): [
            line for line in path.read_bytes().split(b"\n") if b"<time " not in line
        ]
        for path in directory.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the messages of one run, and of shards of it, and the site of the run."""
    made = tmp_path_factory.mktemp("played")
    play(made / "run.ndjson", *CHAPTERS, "--living-doc", made / "site")
    for name, chapter in zip(("backup", "settings"), CHAPTERS, strict=True):
        play(made / f"{name}.ndjson", chapter)
    play(made / "some.ndjson", *CHAPTERS, "-k", "AD")
    play(made / "others.ndjson", *CHAPTERS, "-k", "not AD")
    return made


@pytest.mark.parametrize(
    "files",
    [
        ("run",),
        ("backup", "settings"),
        ("settings", "backup"),
        ("some", "others"),
        ("others", "some"),
    ],
    ids=" and ".join,
)
def test_the_site_is_that_of_the_one_run(
    files: tuple[str, ...], played: Path, tmp_path: Path
) -> None:
    result = typed(*(played / f"{name}.ndjson" for name in files), "--into", tmp_path / "site")

    made, expected = site(tmp_path / "site"), site(played / "site")
    assert f"wrote {tmp_path / 'site' / 'index.html'}\n" in result.output
    assert made.keys() == expected.keys()
    assert [name for name in made if made[name] != expected[name]] == []
    assert "sentences.html" in made
    assert len([each for each in made if "--" not in each]) > 20


def test_a_part_of_a_run_is_told_as_a_part(played: Path, tmp_path: Path) -> None:
    result = typed(played / "some.ndjson", "--into", tmp_path / "site")

    messages = (played / "some.ndjson").read_text("utf-8").splitlines()
    total, run = (sum(kind in json.loads(each) for each in messages) for kind in KINDS)
    assert 0 < run < total
    assert f"{run} passed, {total - run} not run\nNot run ({total - run}):\n" in result.output
    page = (tmp_path / "site" / links.MISSING).read_text("utf-8")
    assert page.count('<ul class="problems">') == len(CHAPTERS)
    assert page.count("<small><code>features/") == total - run
    assert "<code>01_troubleshooting.feature</code>" in page
    assert result.exit_code == 3


FEATURE = """Feature: Fruit

  Example: One
    Given 1 of 2

  Example: Two
    Given 3 of 2
"""
INI = f"""
[pytest]
pythonpath = . {ROOT}
addopts = -p crosswalk.runner.plugin -p crosswalk.living_doc.plugin -p no:cacheprovider
vocabulary = words
"""
WORDS = """
from pytest_bdd import given, parsers

@given(parsers.parse("{some} of {all}"))
def counted(some, all):
    assert some <= all
"""
GOOD = FEATURE.replace("3 of 2", "2 of 2")
RUNS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "good": ((), {"fruit": GOOD}),
    "half": (("-k", "One"), {"fruit": GOOD}),
    "bad": ((), {"fruit": FEATURE}),
    "part": (("-k", "One"), {"fruit": FEATURE}),
    "broken": (("--continue-on-collection-errors",), {"fruit": GOOD, "broken": "Gibberish\n"}),
}
"""Runs of a project of its own: the arguments, and the features by their names."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The messages of each run."""
    return {name: _play_own(tmp_path_factory.mktemp(name), *RUNS[name]) for name in RUNS}


def _play_own(project: Path, arguments: Sequence[str], features: Mapping[str, str]) -> Path:
    (project / "features").mkdir()
    (project / "pytest.ini").write_text(INI, encoding="utf-8")
    (project / "words.py").write_text(WORDS, encoding="utf-8")
    for stem, text in features.items():
        (project / "features" / f"{stem}.feature").write_text(text, encoding="utf-8")
    subprocess.run(  # noqa: S603 - our own interpreter
        (sys.executable, "-m", "pytest", *arguments, "--messages", "run.ndjson"),
        cwd=project,
        capture_output=True,
        check=False,
    )
    return project / "run.ndjson"


def of(revision: str, messages: Path, directory: Path) -> Path:
    """Return messages that say that they are of a revision."""
    path = directory / f"{revision}.ndjson"
    text = messages.read_text(encoding="utf-8")
    known = r"{\"revision\":\""
    assert text.count(known) == 1
    path.write_text(text.replace(known, known + revision), encoding="utf-8")
    return path


def test_the_exit_code_tells_failed_from_missing(runs: Mapping[str, Path], tmp_path: Path) -> None:
    whole, part, good, half = (runs[name] for name in ("bad", "part", "good", "half"))
    into = ("--into", tmp_path / "site")

    assert typed(good, *into).exit_code == 0
    assert typed(whole, *into).exit_code == 1
    assert typed(part, *into).exit_code == 3
    assert typed(whole, part, *into).exit_code == 1
    assert typed(good, half, *into).exit_code == 0


def test_a_failure_is_told_at_the_line_of_its_step(
    runs: Mapping[str, Path], tmp_path: Path
) -> None:
    result = typed(runs["bad"], "--into", tmp_path / "site")

    assert "\n1 failed of 2\n" in result.output
    assert "  features/fruit.feature:7  Two  (failed: Given 3 of 2: " in result.output


def test_a_feature_that_cannot_be_read_is_a_failure(
    runs: Mapping[str, Path], tmp_path: Path
) -> None:
    result = typed(runs["broken"], "--into", tmp_path / "site")

    assert "Not readable (1):\n  features/broken.feature: " in result.output
    assert result.exit_code == 1


def test_only_what_fails_anew_may_count(runs: Mapping[str, Path], tmp_path: Path) -> None:
    good, bad = runs["good"], runs["bad"]
    into = ("--into", tmp_path / "site", "--fail-on", "new")

    still = typed(bad, *into, "--previous", bad)
    anew = typed(bad, *into, "--previous", good)

    assert "Still failing (1):\n  features/fruit.feature:6  Two" in still.output
    assert still.exit_code == 0
    assert "Newly failing (1):\n  features/fruit.feature:6  Two  (passed → failed)" in anew.output
    assert anew.exit_code == 1
    assert "Newly failing (1)" in (tmp_path / "site" / links.CHANGES).read_text("utf-8")
    refused = typed(bad, *into)
    assert refused.exit_code == 2
    assert "add --previous FILE" in refused.output


def test_runs_of_different_revisions_are_told_apart(
    runs: Mapping[str, Path], tmp_path: Path
) -> None:
    one, other = of("abc", runs["good"], tmp_path), of("def", runs["half"], tmp_path)

    result = typed(one, other, "--into", tmp_path / "site")

    warned = f"Warning: the runs are of different revisions:\n  {one}: abc\n  {other}: def\n"
    assert warned in result.output
    assert "abc and def" in (tmp_path / "site" / links.FRONT).read_text("utf-8")


def test_files_that_cannot_be_used_are_refused_and_nothing_is_written(
    runs: Mapping[str, Path], tmp_path: Path
) -> None:
    good, other = runs["good"], runs["bad"]
    torn, empty = tmp_path / "torn.ndjson", tmp_path / "empty.ndjson"
    torn.write_text(good.read_text("utf-8")[:-20], encoding="utf-8")
    empty.write_text(
        "".join(line + "\n" for line in good.read_text("utf-8").splitlines() if "testRun" in line)
    )
    lines = good.read_text("utf-8").count("\n")
    for given, said in (
        ((torn,), f"{torn}:{lines}: expected a message, found a part of one: the file is cut off"),
        ((good, other), f"features/fruit.feature:7: the text differs between {good} and {other}: "),
        ((good, good), f"{good} is named twice: name each file of messages once"),
        ((tmp_path / "no.ndjson",), f"{tmp_path / 'no.ndjson'}: No such file or directory"),
        ((empty,), f"{empty}: expected a feature file, found none"),
    ):
        result = typed(*given, "--into", tmp_path / "site")

        assert result.exit_code == 2
        assert said in result.output
        assert not (tmp_path / "site").exists()


def test_a_place_that_holds_something_else_is_refused(
    runs: Mapping[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()

    for name in ("folder.html", "full"):
        result = typed(runs["good"], "--into", tmp_path / name)
        assert result.exit_code == 2
        assert str(tmp_path / name) in result.output


def test_the_job_of_github_has_a_summary(
    runs: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad, part = (runs[name] for name in ("good", "bad", "part"))
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    typed(bad, "--into", tmp_path / "site")
    assert not summary.exists()

    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    typed(bad, "--into", tmp_path / "site", "--previous", good)
    typed(part, "--into", tmp_path / "site")

    told = summary.read_text("utf-8")
    assert "| Two | features/fruit.feature:7 | Given 3 of 2: " in told
    assert "### What changed: 1 newly failing" in told
    assert "| Two | features/fruit.feature:6 |" in told
