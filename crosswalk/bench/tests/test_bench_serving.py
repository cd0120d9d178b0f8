"""How the benchmark asks servers in other processes."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crosswalk.bench import against_moto, clients, measure, serving
from crosswalk.bench.remote_import import Apart
from crosswalk.remote.process import Process, ServedLab


@pytest.fixture(scope="module")
def hello() -> Iterator[Process]:
    started = Process(serving.hello_arguments("json"))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def lab() -> Iterator[ServedLab]:
    started = ServedLab("--seed", "demo")
    yield started
    started.stop()


def test_a_word_is_served_to_a_few_clients(hello: Process) -> None:
    ended: list[str] = []
    side = clients.Asked(lambda: clients.get(hello.line, "/"), lambda: ended.append("x"), count=8)
    assert 0 < side.seconds() < 1
    assert isinstance(side, measure.Ending)
    side.close()
    assert ended == ["x"]


def test_a_line_is_kept(hello: Process) -> None:
    line = clients.Line(clients.get(hello.line, "/"))
    assert [line.ask(), line.ask()] == [b"hello", b"hello"]
    line.close()


@pytest.mark.parametrize("read", [serving.okta_read, serving.graph_read])
def test_a_user_of_the_demo_is_read(
    read: Callable[[ServedLab], clients.Target], lab: ServedLab
) -> None:
    line = clients.Line(read(lab))
    assert b'"id"' in line.ask()
    line.close()


def test_an_answer_that_is_no_success_is_not_measured(lab: ServedLab) -> None:
    line = clients.Line(clients.get(lab.interfaces["okta"]["url"], "/api/v1/users/nobody"))
    with pytest.raises(measure.Unmeasurable, match=r"GET /api/v1/users/nobody .*401"):
        line.ask()
    line.close()


def test_a_server_that_does_not_start_is_not_measured() -> None:
    once = serving.Once(lambda: Process(("-c", "raise SystemExit('no port')")))
    with pytest.raises(measure.Unmeasurable, match="no port"):
        once()
    once.stop()
    with pytest.raises(measure.Unmeasurable, match="no port"):
        serving.Start(("-c", "raise SystemExit('no port')")).seconds()


def test_a_process_is_started_when_it_is_wanted_and_ended_once() -> None:
    once = serving.Once(lambda: Process(serving.hello_arguments()))
    once.stop()
    assert once() is once()
    once.stop()
    once.stop()


def test_users_are_imported_between_two_processes() -> None:
    apart = Apart(3)
    try:
        assert apart.seconds() > 0
        assert apart.seconds() > 0
    finally:
        apart.close()


@pytest.mark.parametrize("trial", [against_moto.SERVED_MOTO_TRIAL, against_moto.PROCESS_MOTO_TRIAL])
def test_without_moto_nothing_is_compared(
    trial: measure.Trial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "find_spec", lambda name: None if name == "moto" else name)
    with pytest.raises(measure.LeftOut, match=r"moto not installed: pip install -e '\.\[bench\]'"):
        trial.prepare(tmp_path, tmp_path)


def test_what_the_bare_server_imports_too_is_there() -> None:
    assert [name for name in serving._IMPORTS if importlib.util.find_spec(name) is None] == []
