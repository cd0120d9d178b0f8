"""Work in a second process: done there if it can be, and here if anything is in the way."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path

import pytest

from crosswalk.living_doc import ahead, second_process, site
from crosswalk.living_doc.ahead import Once
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.second_process import begun, in_second_process

linux = pytest.mark.skipif(sys.platform != "linux", reason="only there a process is copied")


class Work:
    """Writes down in which process it is done, after what goes wrong there."""

    def __init__(self, path: Path, trouble: object = None) -> None:
        self._path = path
        self._trouble = trouble
        self._here = os.getpid()

    def __call__(self) -> None:
        if callable(self._trouble) and os.getpid() != self._here:
            self._trouble()
        self._path.write_text(str(os.getpid()))

    @property
    def was_done_here(self) -> bool:
        return self._path.read_text() == str(self._here)


def fail() -> None:
    raise ValueError("the disk is full")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    time.sleep(600)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "PATIENCE", 0.2)


@linux
def test_work_is_done_in_another_process(tmp_path: Path) -> None:
    work = Work(tmp_path / "done")

    with in_second_process(work):
        pass

    assert not work.was_done_here


@linux
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("trouble", [fail, die, hang])
def test_what_goes_wrong_there_is_done_here(
    tmp_path: Path, trouble: object, capfd: pytest.CaptureFixture[str]
) -> None:
    work = Work(tmp_path / "done", trouble)

    with in_second_process(work):
        pass

    assert work.was_done_here
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_work_is_done_here_where_no_process_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    work = Work(tmp_path / "done")

    with in_second_process(work):
        pass

    assert work.was_done_here


@linux
def test_work_is_done_here_where_there_are_too_many_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    work = Work(tmp_path / "done")

    with in_second_process(work):
        pass

    assert work.was_done_here


def test_an_error_of_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match="the disk is full"), in_second_process(fail):
        pass


@linux
def test_an_error_here_ends_the_other_process(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="the disk is full"),
        in_second_process(Work(tmp_path / "done", hang)),
    ):
        fail()

    assert active_children() == []


@linux
def test_a_result_comes_from_another_process() -> None:
    assert begun(os.getpid)() != os.getpid()
    assert active_children() == []


@linux
def test_a_large_result_that_nobody_asks_for_does_not_keep_python_from_ending() -> None:
    begin = "from crosswalk.living_doc.second_process import begun; begun(lambda: 'x' * 1_000_000)"
    subprocess.run([sys.executable, "-c", begin], check=True, timeout=60)  # noqa: S603 - ours


@linux
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("trouble", [fail, die, hang])
def test_a_result_that_does_not_come_is_worked_out_here(trouble: Callable[[], None]) -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            trouble()
        return os.getpid()

    assert begun(work)() == here
    assert active_children() == []


def test_an_error_of_what_gives_a_result_is_raised_here() -> None:
    with pytest.raises(ValueError, match="the disk is full"):
        begun(fail)()


def test_what_is_the_same_in_every_site_is_the_same_from_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Once, "all", [])
    one, two = Once(lambda: [1]), Once(lambda: "two")
    found = ahead.results()
    assert found == [[1], "two"]
    ahead.enter(pickle.loads(pickle.dumps([[3], "four"])))  # noqa: S301 - made here
    assert (one(), two()) == ([3], "four")
    with pytest.raises(ValueError, match="zip"):
        ahead.enter(found[:1])


@linux
def test_a_site_is_the_same_from_one_process_and_from_two(
    document: Book, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")

    site.build(document, tmp_path)

    assert _contents(tmp_path) == _contents(built)


def _contents(directory: Path) -> dict[Path, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory): path.read_bytes() for path in files}
