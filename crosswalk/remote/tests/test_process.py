"""Servers in a process of their own: quoted when they fail, and never left behind."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from crosswalk.remote.process import ROOT, NotStarted, Process

STARTS_ONE = """
import time
from crosswalk.remote.process import ServedLab
print(ServedLab("--only", "okta").interfaces["control"]["url"], flush=True)
time.sleep(600)
"""


def test_what_says_that_it_is_ready_is_ready() -> None:
    process = Process(("-c", "print('ready', flush=True); import time; time.sleep(60)"))

    assert process.line == "ready"
    assert process.stop() == -signal.SIGTERM


def test_a_process_that_ends_at_once_is_quoted() -> None:
    with pytest.raises(NotStarted, match=r"^port 80 is taken$"):
        Process(("-c", "raise SystemExit('port 80 is taken')"))


def test_a_process_that_ends_without_a_word_is_told_by_its_exit_code() -> None:
    with pytest.raises(NotStarted, match=r"^it ended with exit code 3$"):
        Process(("-c", "raise SystemExit(3)"))


def test_a_process_that_never_answers_is_not_waited_for_long() -> None:
    with pytest.raises(NotStarted, match=r"^no output within 0\.3 seconds$"):
        Process(("-c", "import time; time.sleep(60)"), patience=0.3)


def test_a_lab_ends_when_whoever_started_it_is_killed() -> None:
    starter = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", STARTS_ONE], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout
    place = urlsplit(starter.stdout.readline().strip())
    assert answers(place.port)
    starter.kill()
    with starter:
        pass

    until = time.monotonic() + 10
    while answers(place.port) and time.monotonic() < until:
        time.sleep(0.02)
    assert not answers(place.port)


def answers(port: int | None) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port or 0)) == 0
