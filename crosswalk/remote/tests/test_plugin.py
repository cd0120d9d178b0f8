"""The same features in a lab that another process serves, and what is said where there is none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from crosswalk.remote import url_file
from crosswalk.remote.plugin import RemoteLabPlugin
from crosswalk.remote.process import ServedLab
from crosswalk.remote.sockets import Sockets, Unreachable
from crosswalk.runner.gherkin import plays_of
from fakes.wire import Request

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[3]
OPTIONS = ("-q", "-p", "no:cacheprovider", "-c", "pytest.ini")
CHAPTER = "features/04_import.feature"
CALLED_FROM_OUTSIDE = "features/32_scim_answers.feature"
RED = """\
Feature: Red

  Example: Nobody is backed up
    Given Lia is in Microsoft 365
    And inSync holds Lia as "nobody@corp.example"
    When inSync backs up the OneDrive of Lia
    Then the backup succeeds
"""


def played(*arguments: str, chapter: str = CHAPTER) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "pytest", *OPTIONS, chapter, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def refused(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Ask for a run that ends before its first scenario, for which this process will do."""
    monkeypatch.chdir(ROOT)

    def refused(*arguments: str) -> str:
        result = pytester.runpytest_inprocess(*OPTIONS, CHAPTER, *arguments)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        return f"{result.stdout}\n{result.stderr}"

    return refused


def passed(said: str) -> int:
    found = re.search(r"(\d+) passed", said)
    assert found, said
    return int(found[1])


def left_behind(messages: Path) -> list[tuple[str, str]]:
    """Return how every step ended, and every piece of evidence of a scenario."""
    left = []
    for line in messages.read_text().splitlines():
        ((kind, message),) = json.loads(line).items()
        if kind == "testStepFinished":
            left.append((kind, message["testStepResult"]["status"]))
        elif kind == "attachment" and "testCaseStartedId" in message:
            left.append((message["fileName"], message["body"]))
    return left


def test_a_chapter_leaves_the_same_behind_in_another_process(tmp_path: Path) -> None:
    left = []
    for lab in ("process", "http"):
        file = tmp_path / lab
        code, said = played(f"--lab={lab}", f"--messages={file}", chapter=CALLED_FROM_OUTSIDE)
        assert code == 0, said
        left.append(left_behind(file))

    here, there = left
    assert there == here
    assert {kind for kind, _ in here} == {
        *("testStepFinished", "remark.txt", "people.json", "exchanges.json", "rule.txt")
    }


@pytest.fixture
def red(tmp_path: Path) -> str:
    feature = tmp_path / "red.feature"
    feature.write_text(RED)
    return str(feature)


def test_a_failure_shows_what_its_lab_logged_in_junit_files_too(red: str, tmp_path: Path) -> None:
    results = tmp_path / "results.xml"
    code, said = played("--lab=http", f"--junitxml={results}", chapter=red)

    assert code == pytest.ExitCode.TESTS_FAILED
    for shown in (said, results.read_text()):
        assert shown.count("log of the lab") == 1
        assert "POST /_crosswalk/admin/insync/protection/back_up 200" in shown


@pytest.fixture(scope="module")
def lab() -> Iterator[ServedLab]:
    started = ServedLab("--jobs", "manual")
    yield started
    started.stop()


def test_a_lab_that_runs_is_played_in_and_left_running(lab: ServedLab) -> None:
    control = lab.interfaces["control"]["url"]
    code, said = played("--lab-url", control)
    with closing(Sockets()) as carry:
        clock = carry(Request("GET", f"{control}/_crosswalk/clock"))

    assert code == 0, said
    assert clock.json()["frozen"] is None


def test_a_failure_says_in_which_lab_to_play_it_again(lab: ServedLab, red: str) -> None:
    control = lab.interfaces["control"]["url"]
    code, said = played("--lab-url", control, chapter=red)

    assert code == pytest.ExitCode.TESTS_FAILED
    assert f"red.feature::Nobody is backed up' --lab-url={control}\n" in said


def test_systems_that_are_served_apart_are_played_in_by_their_files(
    refused: Callable[..., str], tmp_path: Path
) -> None:
    with ExitStack() as apart:
        files = served_apart(apart, tmp_path)
        code, said = played(*(f"--lab-url={file}" for file in files))
        assert code == 0, said
        assert passed(said) == len(plays_of(ROOT / CHAPTER))

        said = refused(f"--lab-url={files[0]}")
        assert "--lab-url leaves out okta and insync: name their url-files as well" in said


def served_apart(apart: ExitStack, directory: Path) -> list[Path]:
    """Serve each system alone, and return the files that tell where."""
    urls: dict[str, str] = {}
    files = []
    for system, interface in (("microsoft365", "graph"), ("insync", "insync"), ("okta", "okta")):
        peers = [f"--peer={peer}={url}" for peer, url in urls.items()]
        lab = ServedLab("--only", system, "--jobs", "manual", *peers)
        apart.callback(lab.stop)
        urls[system] = lab.interfaces[interface]["url"].removesuffix("/v1.0")
        files.append(directory / f"{system}.json")
        url_file.write(files[-1], lab.interfaces)
    return files


def test_a_lab_that_runs_jobs_by_itself_is_not_played_in(refused: Callable[..., str]) -> None:
    lab = ServedLab()
    said = refused("--lab-url", lab.interfaces["control"]["url"])
    lab.stop()

    assert "runs its provisioning jobs by itself: restart it with --jobs manual" in said


def test_a_file_that_is_named_twice_is_one_too_many(
    lab: ServedLab, refused: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "lab.json"
    url_file.write(file, lab.interfaces)
    said = refused("--lab-url", str(file), "--lab-url", str(file))

    assert f"{file} names okta, and so does a file before it" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--lab-url", "http://127.0.0.1:9"], "no answer from http://127.0.0.1:9: "),
        (["--lab-url", "nowhere.json"], "no lab is served: cannot read nowhere.json: "),
        (["--lab-url", "pytest.ini"], "pytest.ini is not a url-file: expected "),
        (["--lab-url", "http://127.0.0.1:9", "--lab=http"], "--lab=http starts a lab, "),
    ],
)
def test_where_there_is_no_lab_one_message_says_so(
    arguments: list[str], expected: str, refused: Callable[..., str]
) -> None:
    said = refused(*arguments)

    assert said.count(expected) == 1
    assert "Traceback" not in said


def test_workers_do_not_share_a_lab() -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    code, said = played("--lab-url", "http://127.0.0.1:9", "-n", "2")

    assert code == pytest.ExitCode.USAGE_ERROR
    assert said.count("--lab-url names one lab, ") == 1
    assert "Traceback" not in said


def test_a_lab_that_goes_away_ends_the_session(pytestconfig: pytest.Config) -> None:
    def fail() -> None:
        raise Unreachable("no answer from http://127.0.0.1:1: refused")

    session = SimpleNamespace(shouldstop=False)
    outcome = pytest.CallInfo.from_call(fail, "call")
    RemoteLabPlugin(pytestconfig).pytest_exception_interact(
        cast(Any, SimpleNamespace(session=session)), outcome
    )

    assert session.shouldstop == "no answer from http://127.0.0.1:1: refused: the lab is gone"
