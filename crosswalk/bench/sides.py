"""The kinds of things that are timed: a process from start to end, calls in this one, a limit."""

from __future__ import annotations

import cProfile
import gc
import io
import os
import pstats
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from .measure import Unmeasurable

_PASSED = re.compile(r"(\d+) passed(?:, \d+ deselected)? in ([\d.]+)s")
_SHOWN = 30
_SETTINGS = ("PYTEST_ADDOPTS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_PLUGINS")
# faker is installed for our sake, and plain pytest-bdd would run without its plugin.
PLAIN_INI = "[pytest]\naddopts = -p no:faker\n"

Timed = Callable[[], object]


@dataclass
class PytestProcess:
    """A run of pytest in a process of its own, as users run it: with whatever is installed.

    ``expected`` is how many tests must pass, 0 for any number; ``inside`` collects the seconds
    that pytest itself reports, which leave out the start of the process.
    """

    arguments: tuple[str, ...]
    cwd: Path
    expected: int = 0
    inside: list[float] = field(default_factory=list)

    def seconds(self) -> float:
        """Run it once; raises Unmeasurable unless the tests pass."""
        return self._timed(())

    def profile(self) -> str:
        """Run it once under cProfile."""
        path = self.cwd / f".profile-{os.getpid()}"
        try:
            self._timed(("-m", "cProfile", "-o", str(path)))
            return _told(lambda out: pstats.Stats(str(path), stream=out))
        finally:
            path.unlink(missing_ok=True)

    def _timed(self, profiler: tuple[str, ...]) -> float:
        command = (
            *(sys.executable, *profiler, "-m", "pytest", "-q", "--color=no"),
            *("-p", "no:cacheprovider", *self.arguments),
        )
        begun = perf_counter()
        ended = subprocess.run(  # noqa: S603 - our own interpreter
            command, cwd=self.cwd, env=_environment(), capture_output=True, text=True, check=False
        )
        seconds = perf_counter() - begun
        passed = _PASSED.search(ended.stdout)
        if ended.returncode or not passed or self.expected not in (0, int(passed[1])):
            raise Unmeasurable(_why(ended.stdout + ended.stderr))
        self.inside.append(float(passed[2]))
        return seconds


@dataclass
class Calls:
    """Calls in this process: what is not to be timed is done by ``prepare``.

    ``prepare`` returns what is to be timed, which does the same thing ``count`` times over.
    """

    prepare: Callable[[], Timed]
    count: int

    def seconds(self) -> float:
        """Do it once and return the seconds for one of the ``count``."""
        act = self.prepare()
        gc.collect()
        begun = perf_counter()
        act()
        return (perf_counter() - begun) / self.count

    def profile(self) -> str:
        """Do it once under cProfile."""
        act = self.prepare()
        profiler = cProfile.Profile()
        profiler.runcall(act)
        return _told(lambda out: pstats.Stats(profiler, stream=out))


@dataclass(frozen=True, slots=True)
class Allowed:
    """A side that takes what it says, so that a limit can be compared with."""

    limit: float
    unit: str = "s"

    def seconds(self) -> float:
        """Return the limit."""
        return self.limit

    def profile(self) -> str:
        """Say that there is nothing to profile."""
        return f"a limit of {self.limit:g} {self.unit}"


def without_start(measured: object, reference: object) -> str:
    """Tell what two runs of pytest took by their own account, which leaves out their start."""
    if not isinstance(measured, PytestProcess) or not isinstance(reference, PytestProcess):
        return ""
    ours, theirs = median(measured.inside), median(reference.inside)
    if not theirs:  # pytest says 0.00 s of what is too short for it
        return ""
    return f"without the start of the processes {ours / theirs:.2f}: {ours:.3g} / {theirs:.3g} s"


def _environment() -> Mapping[str, str]:
    """Return the environment, without what changes how pytest runs."""
    package_parent = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (package_parent, os.environ.get("PYTHONPATH"))))
    inherited = {key: value for key, value in os.environ.items() if key not in _SETTINGS}
    return {**inherited, "PYTHONPATH": path}


def _why(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()]
    failed = [line for line in lines if line.startswith(("ERROR", "FAILED"))]
    return "\n".join([*failed[:3], *lines[-1:]]) or "pytest said nothing"


def _told(stats_to: Callable[[io.StringIO], pstats.Stats]) -> str:
    out = io.StringIO()
    stats = stats_to(out)
    stats.sort_stats("tottime").print_stats(_SHOWN)
    stats.sort_stats("cumulative").print_stats(_SHOWN)
    return out.getvalue()
