"""`pytest --step-catalogue`: every sentence, and what is wrong with those that features say.

Feature files are collected as for any run, and nothing is played. The exit code is 1 for a sentence
that nothing or more than one thing says, and for a definition that nothing uses. Unused can only
be told where all features of the vocabulary were read; a user's own need not use everything.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest

from .collection import PlayedScenario, vocabulary_of
from .gherkin import Malformed, plays_of
from .sentences import Catalogue, Concept, Problem, Sentence
from .vocabulary import InvalidStepDefinition

_OUTER, _INNER = 2, 6


class StepCatalogue:
    """Prints the catalogue instead of playing what was collected."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._lines: list[str] = []
        self._wrong = False

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Leave tests in Python out: they say no sentences."""
        return True if collection_path.suffix == ".py" else None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Take every scenario that is left after -k and -m, and leave none to be played."""
        here = self._config.invocation_params.dir
        scenarios = [each for each in items if isinstance(each, PlayedScenario)]
        items.clear()
        try:
            catalogue = Catalogue(vocabulary_of(self._config))
        except InvalidStepDefinition:
            return
        for each in scenarios:
            catalogue.read(os.path.relpath(each.path, here), each.play)
        self._take(catalogue, all_read=_all_are_there(self._config, scenarios))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail where a sentence is wrong; leave alone what already went wrong otherwise."""
        if session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self._lines:
            wrong, fine = pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.OK
            session.exitstatus = wrong if self._wrong else fine

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, exitstatus: pytest.ExitCode
    ) -> None:
        """Print it, unless a feature file could not be read."""
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self._lines:
            terminalreporter.section("step catalogue")
            width = terminalreporter.config.get_terminal_writer().fullwidth
            # Whoever searches what was piped wants whole lines.
            fitting = width if terminalreporter.isatty else sys.maxsize
            for line in self._lines:
                terminalreporter.write_line("\n".join(_wrapped(line, fitting)))

    def _take(self, catalogue: Catalogue, *, all_read: bool) -> None:
        concepts = tuple(catalogue.concepts())
        unused = catalogue.unused
        failing = {"undefined": catalogue.undefined, "ambiguous": catalogue.ambiguous}
        if all_read:
            failing["unused"] = unused
        self._wrong = any(failing.values())
        self._lines = [line for concept in concepts for line in _shown(concept)]
        for title, problems in failing.items():
            self._lines.extend(_listed(title, problems))
        counts = [f"{len(problems)} {title}" for title, problems in failing.items()]
        if not all_read:
            counts.append(f"{len(unused)} not used in what was read")
        total = sum(len(concept.sentences) for concept in concepts)
        self._lines.append(f"{total} sentences: {', '.join(counts)}")


def _all_are_there(config: pytest.Config, scenarios: list[PlayedScenario]) -> bool:
    """Tell whether every scenario below testpaths was collected."""
    counted = Counter(each.path for each in scenarios)
    roots: list[str] = config.getini("testpaths") or ["."]
    own = [path for root in roots for path in (config.rootpath / root).rglob("*.feature")]
    try:
        return counted.keys() >= set(own) and all(
            counted[path] == len(plays_of(path)) for path in own
        )
    except Malformed:
        return False


def _shown(concept: Concept) -> Iterator[str]:
    yield f"{concept.name}: {concept.about}".rstrip()
    for sentence in concept.sentences:
        yield f"{' ' * _OUTER}{sentence.keyword} {sentence.pattern}  ({sentence.place})"
        yield from (f"{' ' * _INNER}{line}" for line in _described(sentence))
    yield ""


def _described(sentence: Sentence) -> Iterator[str]:
    yield from sentence.docstring.splitlines()
    for argument in sentence.arguments:
        yield f"{{{argument.name}}} {argument.expected}"
    for attached in sentence.below:
        yield f"below it {attached}"
    for column in sentence.columns:
        yield f"| {column.name} | {column.expected}"
    for path, uses in groupby(sentence.uses, attrgetter("path")):
        yield f"{path}:{' '.join(str(use.line) for use in uses)}"
    if not sentence.uses:
        yield "not used"


def _listed(title: str, problems: tuple[Problem, ...]) -> Iterator[str]:
    if problems:
        yield f"{title}:"
        for problem in problems:
            first, *more = problem.text.splitlines()
            yield f"{' ' * _OUTER}{problem.place}: {first}"
            yield from (f"{' ' * _INNER}{line}" for line in more)
        yield ""


def _wrapped(line: str, width: int) -> list[str]:
    """Return a line in as many as it takes, those that follow further in than the first."""
    inward = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.wrap(
        line,
        width,
        subsequent_indent=inward,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
