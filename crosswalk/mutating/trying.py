"""Mutants are tried: each in a process forked from one that has collected the tests."""

from __future__ import annotations

import os
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from .applying import Live, NoModule, apply, live_functions
from .mutants import Mutant
from .reaching import Reach

_NOTICED = 1
_BROKEN = 2
_NOTICED_ELSEWHERE = 3
_SLOWER = 5
"""A mutant has so many seconds of the processor, and so many times as long as a test took."""
_WAITING = 100
"""So many times longer it may take by the clock: it can wait for something, or be kept waiting."""


class Fate(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    ENDLESS = "killed by time"
    ELSEWHERE = "killed by its own test"
    ALIVE = "alive"
    UNREACHED = "alive, no test runs the line"
    UNTRIED = "not tried"


_FATES = {
    0: Fate.ALIVE,
    _NOTICED: Fate.KILLED,
    _NOTICED_ELSEWHERE: Fate.ELSEWHERE,
    -signal.SIGPROF: Fate.ENDLESS,
    -signal.SIGALRM: Fate.ENDLESS,
}


class Untestable(ValueError):
    """No mutant can be tried; the message says why."""


@dataclass(eq=False)
class Trial:
    """A plugin that runs the collected tests on one mutant after the other."""

    root: Path
    mutants: Sequence[Mutant]
    tests: Mapping[Mutant, str] = field(default_factory=dict)
    """The one test of its own that a mutant has: it runs after the others, and for no other."""
    jobs: int = 2
    deadline: float | None = None
    """When to start no more, by the monotonic clock."""
    fates: dict[Mutant, Fate] = field(init=False)
    problem: Exception | None = None

    def __post_init__(self) -> None:
        self.fates = dict.fromkeys(self.mutants, Fate.UNTRIED)

    def pytest_sessionstart(self) -> None:
        """Let a law that fails say so at once: its smallest example is of no use here."""
        with suppress(ImportError):
            from hypothesis import Phase, settings

            settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate))
            settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, then on every mutant."""
        try:
            if session.testsfailed:
                raise Untestable("the tests cannot be collected")
            with tempfile.TemporaryDirectory(prefix="crosswalk-") as scratch:
                self._try_all({each.nodeid: each for each in session.items}, Path(scratch))
        except (Untestable, ImportError) as error:
            self.problem = error
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """End a forked process at its first failure; without a mutant, say which it was."""
        if report.failed:
            if not self._watched:
                os.write(self._said, report.nodeid.encode())
            os._exit(_NOTICED_ELSEWHERE if self._is_own(report.nodeid) else _NOTICED)

    _said: int = -1
    _watched: bool = False

    def _try_all(self, items: Mapping[str, pytest.Item], scratch: Path) -> None:
        live = live_functions(self.root, {each.path for each in self.mutants})
        reach = Reach(self.root, self.mutants, scratch)
        with (scratch / "said").open("ab+", buffering=0) as said:
            self._said = said.fileno()
            self._watch(reach, list(items.values()))
            running: dict[int, Mutant] = {}
            for mutant in takewhile(self._is_time_left, self.mutants):
                tests = self._tests_for(mutant, reach, items)
                if not tests:
                    self.fates[mutant] = Fate.UNREACHED
                    continue
                if len(running) == self.jobs:
                    self._wait(running)
                limits = [(items[each], _SLOWER * (1 + reach.seconds[each])) for each in tests]
                running[self._forked(partial(_tried, mutant, live, limits))] = mutant
            while running:
                self._wait(running)

    def _tests_for(self, mutant: Mutant, reach: Reach, items: Iterable[str]) -> list[str]:
        common = [each for each in reach.tests(mutant) if not self._is_own(each)]
        return common + [each for each in items if _function(each) == self.tests.get(mutant)]

    def _is_own(self, test: str) -> bool:
        return _function(test) in self.tests.values()

    def _watch(self, reach: Reach, items: Sequence[pytest.Item]) -> None:
        if os.waitpid(self._forked(partial(reach.watch, items, _run)), 0)[1]:
            failed = os.pread(self._said, 10000, 0).decode()
            raise Untestable(f"without a mutant this fails: {failed}")
        self._watched = True

    def _is_time_left(self, _: Mutant) -> bool:
        return self.deadline is None or time.monotonic() < self.deadline

    def _wait(self, running: dict[int, Mutant]) -> None:
        pid, status = os.wait()
        mutant = running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        if code not in _FATES:
            said = os.pread(self._said, 10000, 0).decode() or f"exit code {code}"
            raise Untestable(f"{mutant.path}:{mutant.line} cannot be tried: {mutant.after}: {said}")
        self.fates[mutant] = _FATES[code]

    def _forked(self, work: Callable[[], None]) -> int:
        """Start a process that works and says nothing; it ends with 0 once the work is done."""
        pid = os.fork()
        if pid:
            return pid
        code = _BROKEN
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            work()
            code = 0
        except NoModule:
            code = _NOTICED
        except BaseException:
            os.write(self._said, traceback.format_exc().encode())
        finally:
            os._exit(code)


def _function(test: str) -> str:
    """Return the id of a test without its parameters."""
    return test.partition("[")[0]


def _tried(mutant: Mutant, live: Live, limits: Sequence[tuple[pytest.Item, float]]) -> None:
    apply(mutant, live)
    for (test, seconds), (after, _) in pairwise((*limits, (None, 0.0))):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * _WAITING)
        _run(test, after)


def _run(test: pytest.Item | None, after: pytest.Item | None = None) -> None:
    assert test is not None
    test.config.hook.pytest_runtest_protocol(item=test, nextitem=after)
