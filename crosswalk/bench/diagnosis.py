"""What a diagnosis of a large tenant costs: time against a program of polars, growth, and memory.

Both run in processes of their own, as users run them, over the same generated exports. The program
of polars does the plain case, and all people are of that case.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from .exports import write_exports
from .measure import Comparison, LeftOut, Side, Trial, Unmeasurable, check_installed
from .sides import Allowed

PEOPLE = 100_000
"""How many people there are unless it is told: with a million each round takes minutes."""

BYTES = 10**9

_FEWER = 10
_MIB = 1 << 20
_UNIT = 1 if sys.platform == "darwin" else 1 << 10
_TO_DO = 1
_REFERENCE = Path(__file__).with_name("polars_reference.py")
_MANY, _FEW, _POLARS = "a diagnosis", "a diagnosis of fewer people", "polars"
_MEMORY, _POLARS_MEMORY, _ALLOWED = "its memory", "the memory of polars", "what it may take"
_FILES = ("people.csv", "change-request.csv", "undo.csv")


@dataclass
class Program:
    """A program in a process of its own, which reads exports and writes a directory.

    It is timed for each of so many people, and ends with ``expected``. ``largest`` is the most
    memory, in bytes, that the last run needed; it begins with what this process holds.
    """

    arguments: tuple[str, ...]
    into: Path
    people: int
    expected: int
    largest: int = field(default=0, init=False)

    def seconds(self) -> float:
        """Run it once; raises Unmeasurable unless it wrote a row for everybody."""
        shutil.rmtree(self.into, ignore_errors=True)
        self.into.mkdir(parents=True)
        begun = perf_counter()
        with subprocess.Popen(  # noqa: S603 - our own interpreter
            (sys.executable, *self.arguments, str(self.into)),
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = perf_counter() - begun
        self.largest = usage.ru_maxrss * _UNIT
        self._check(process.returncode, said)
        return seconds / self.people

    def _check(self, code: int, said: str) -> None:
        if code != self.expected:
            raise Unmeasurable(said.strip() or f"it ended with {code}, expected {self.expected}")
        counts = [_rows(self.into / name) for name in _FILES]
        two_addresses = sum(number % 3 != 0 for number in range(self.people))
        if counts != [self.people, two_addresses, two_addresses]:
            raise Unmeasurable(f"it wrote {counts} rows into {_FILES}")

    def profile(self) -> str:
        """Say where to look."""
        told = " ".join((sys.executable, *self.arguments, str(self.into)))
        return f"Another process works here: run it under cProfile: {told}\n"


def _rows(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file) - 1


@dataclass(frozen=True, slots=True)
class MemoryOf:
    """A side that says how many bytes the run of a program needed that came just before."""

    program: Program

    def seconds(self) -> float:
        """Return the bytes; they are no seconds, but compared as these are."""
        return float(self.program.largest)

    def profile(self) -> str:
        """Say where to look."""
        return self.program.profile()


def sides(people: int, _checkout: Path, scratch: Path) -> Mapping[str, Side]:
    """Return a diagnosis of so many people, one of fewer, and the program of polars."""
    check_installed("polars")
    if not hasattr(os, "wait4"):
        raise LeftOut("the memory of a process is told by wait4, which this system does not have")
    many = _exports(scratch / "many", people)
    few = _exports(scratch / "few", people // _FEWER)
    ours = _diagnosis(many, scratch / "ours", people)
    polars = Program((str(_REFERENCE), *many), scratch / "polars", people, 0)
    return {
        _MANY: ours,
        _MEMORY: MemoryOf(ours),
        _POLARS: polars,
        _POLARS_MEMORY: MemoryOf(polars),
        _FEW: _diagnosis(few, scratch / "fewer", people // _FEWER),
        _ALLOWED: Allowed(BYTES, "bytes"),
    }


def _exports(directory: Path, people: int) -> tuple[str, ...]:
    directory.mkdir()
    return tuple(map(str, write_exports(directory, people)))


def _diagnosis(exports: tuple[str, ...], into: Path, people: int) -> Program:
    return Program(("-m", "crosswalk", "diagnose", *exports, "--into"), into, people, _TO_DO)


def diagnosis_trial(people: int) -> Trial:
    """Return the trial with so many people."""
    return Trial(
        (
            Comparison(
                "diagnosis",
                f"diagnosing {people:,} people, each, against polars doing the plain case",
                target=1.5,
                measured=_MANY,
                reference=_POLARS,
                unit="µs",
                scale=1e6,
            ),
            Comparison(
                "diagnosis-growth",
                f"diagnosing {people:,} people, each, against diagnosing {people // _FEWER:,}",
                target=1.2,
                measured=_MANY,
                reference=_FEW,
                unit="µs",
                scale=1e6,
            ),
            Comparison(
                "diagnosis-memory",
                f"memory of diagnosing {people:,} people, against the 1 GB that it may take",
                target=1.0,
                measured=_MEMORY,
                reference=_ALLOWED,
                unit="MiB",
                scale=1 / _MIB,
            ),
            Comparison(
                "diagnosis-polars-memory",
                "memory of the same, against that of polars",
                target=None,
                measured=_MEMORY,
                reference=_POLARS_MEMORY,
                unit="MiB",
                scale=1 / _MIB,
            ),
        ),
        partial(sides, people),
    )


DIAGNOSIS_TRIAL = diagnosis_trial(PEOPLE)
