"""Which tests run which lines, and the processor time of each: seen once, in its own process."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

from .mutants import Mutant

_USING = "fakes"


class Reach:
    """What is known of the tests after they ran once on what is not mutated."""

    def __init__(self, root: Path, mutants: Iterable[Mutant], scratch: Path) -> None:
        self._root = root
        self._scratch = scratch
        self._files = set(_files(root, mutants))
        self._contexts: dict[str, dict[int, list[str]]] = {}

    @property
    def _file(self) -> str:
        return str(self._scratch / "coverage")

    def watch(self, items: Sequence[pytest.Item], run: Callable[[pytest.Item], None]) -> None:
        """Run every test and keep what each of them reaches, for whoever reads it later."""
        coverage = Coverage(data_file=self._file, include=self._files, config_file=False)
        seconds = {}
        coverage.start()
        for item in items:
            coverage.switch_context(item.nodeid)
            began = time.process_time()
            run(item)
            seconds[item.nodeid] = time.process_time() - began
        coverage.stop()
        coverage.save()
        (self._scratch / "seconds").write_text(json.dumps(seconds), encoding="utf-8")

    @cached_property
    def seconds(self) -> dict[str, float]:
        """How long the processor was at work for each test."""
        read: dict[str, float] = json.loads((self._scratch / "seconds").read_text("utf-8"))
        return read

    @cached_property
    def _data(self) -> CoverageData:
        data = CoverageData(self._file)
        data.read()
        return data

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests that may notice a mutant, the quickest first."""
        reached = self._users(mutant.place) if mutant.constant else self._runners(mutant)
        return sorted(reached, key=lambda each: (self.seconds[each], each))

    def _runners(self, mutant: Mutant) -> set[str]:
        return self._tests_of(str(self._root / mutant.path), mutant.lines)

    def _users(self, constant: str) -> set[str]:
        """Return the tests that run a line which names a constant."""
        named = re.compile(rf"\b{constant}\b")
        found: set[str] = set()
        for file in self._files:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
            found |= self._tests_of(
                file, (number for number, line in enumerate(lines, 1) if named.search(line))
            )
        return found

    def _tests_of(self, file: str, lines: Iterable[int]) -> set[str]:
        if file not in self._contexts:
            self._contexts[file] = self._data.contexts_by_lineno(os.path.realpath(file))
        contexts = self._contexts[file]
        return {each for line in lines for each in contexts.get(line, ()) if each in self.seconds}


def _files(root: Path, mutants: Iterable[Mutant]) -> Iterator[str]:
    """Yield the modules that are mutated, and those that name a constant of theirs."""
    constants = {each.place for each in mutants if each.constant}
    named = re.compile(rf"\b({'|'.join(constants)})\b") if constants else None
    yield from (str(root / each.path) for each in mutants)
    for path in (root / _USING).rglob("*.py"):
        if named and named.search(path.read_text(encoding="utf-8")):
            yield str(path)
