"""Collection of feature files by pytest; a test id is a place in a feature file.

A feature file is a module of scenarios; every scenario, and every row of an outline, is one test.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pytest
from _pytest._code.code import ExceptionInfo, TerminalRepr

from .failures import Failures
from .gherkin import Malformed, Play, plays_of
from .report import concerns, failure
from .running import Performance, play, witness_of
from .vocabulary import InvalidStepDefinition, Vocabulary, emptied, load

VOCABULARY = pytest.StashKey[Vocabulary | InvalidStepDefinition]()


def perform(request: pytest.FixtureRequest) -> None:
    """Play the scenario that is the requesting test."""
    __tracebackhide__ = True
    request.node.perform(request)


class FeatureFile(pytest.Module):
    """One feature file, seen as a module of scenarios."""

    def collect(self) -> Iterator[PlayedScenario]:
        """Yield a test for every scenario and every row of an outline."""
        self.obj = types.ModuleType(self.path.stem)
        tags = known_tags(self.config)
        try:
            vocabulary_of(self.config)
            plays = plays_of(self.path)
        except Malformed as error:
            raise self.CollectError(f"{self.nodeid}:{error}") from None
        except InvalidStepDefinition as error:
            raise self.CollectError(str(error)) from None
        for play_ in plays:
            self._refuse_unknown(play_, tags)
            yield PlayedScenario.from_parent(self, name=play_.name, callobj=perform, play=play_)

    def _refuse_unknown(self, play_: Play, known: frozenset[str]) -> None:
        for tag in sorted(play_.tags - known):
            near = ", ".join(f"@{each}" for each in get_close_matches(tag, known, 3, 0.3))
            raise self.CollectError(
                f"{self.nodeid}:{play_.line}: unknown tag @{tag}"
                + (f"; the nearest known are {near}" if near else "")
            )


class PlayedScenario(pytest.Function):
    """One scenario, or one row of an outline, as a test."""

    def __init__(self, *, play: Play, **wiring: Any) -> None:
        super().__init__(**wiring)
        # pytest compares ids as (name, row) where it reads them back, as for --lf: split them too.
        self._id = self.id.parse(self.nodeid)
        self.play = play
        self.performance: Performance | None = None
        for tag in sorted(play.tags):
            self.add_marker(tag)

    def perform(self, request: pytest.FixtureRequest) -> None:
        """Play the scenario with the vocabulary of the session."""
        __tracebackhide__ = True
        self._failures().forget()
        witness = witness_of(request)
        self.performance = Performance(self.play.render(), vocabulary_of(self.config), witness)
        play(request, self.performance)

    def _failures(self) -> Failures:
        return Failures(self.config, self.path, self.name)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the feature file and the line of the scenario."""
        return self.path, self.play.line - 1, self.name

    def repr_failure(  # type: ignore[override]  # as pytest.Function has it
        self, excinfo: ExceptionInfo[BaseException]
    ) -> str | TerminalRepr:
        """Show a failed step in its scenario; anything else as pytest shows it."""
        if self.performance is None or not concerns(self.performance, excinfo):
            return super().repr_failure(excinfo)
        shown = failure(self.performance, excinfo, self.location[0], self.play, self.config)
        shown.addsection("replay", self._failures().report(self.performance))
        return shown


def vocabulary_of(config: pytest.Config) -> Vocabulary:
    """Return the vocabulary of a session, importing the step modules when it is first needed.

    Raises InvalidStepDefinition when a definition is not a plain function.
    """
    if VOCABULARY not in config.stash:
        config.stash[VOCABULARY] = _load(config)
    vocabulary = config.stash[VOCABULARY]
    if isinstance(vocabulary, InvalidStepDefinition):
        raise vocabulary
    return vocabulary


def _load(config: pytest.Config) -> Vocabulary | InvalidStepDefinition:
    modules: list[str] = config.getini("vocabulary")
    try:
        # As plugins, so that the fixtures in them are found.
        vocabulary = Vocabulary(load(modules, config.pluginmanager.import_plugin))
    except InvalidStepDefinition as error:
        return error
    if config.getoption("empty_steps"):
        return Vocabulary(map(emptied, vocabulary.definitions))
    return vocabulary


def known_tags(config: pytest.Config) -> frozenset[str]:
    """Return the tags that the markers of a session name."""
    lines: list[str] = config.getini("markers")
    return frozenset(line.partition(":")[0].partition("(")[0].strip() for line in lines)
