"""Collection of feature files by pytest; a test id is a place in a feature file.

A feature file is a module of scenarios; every scenario, and every row of an outline, is one test.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from _pytest._code.code import ExceptionInfo, TerminalRepr

from .failures import Failures
from .faults import Fault, Refused, fault_of, known_tags
from .gherkin import Malformed, Play, plays_of
from .lines import CHOSEN
from .report import concerns, failure, plain, reference, refusal
from .running import Performance, play, witness_of
from .told import Told
from .vocabulary import InvalidStepDefinition, Vocabulary, emptied, load

REFUSED = pytest.StashKey["FeatureFile"]()
"""The first feature file for which the step modules could not be imported."""
VOCABULARY = pytest.StashKey[Vocabulary | InvalidStepDefinition]()


def perform(request: pytest.FixtureRequest) -> None:
    """Play the scenario that is the requesting test."""
    __tracebackhide__ = True
    request.node.perform(request)


class FeatureFile(pytest.Module):
    """One feature file, seen as a module of scenarios."""

    plays: Sequence[Play] = ()
    """All scenarios of the file, whichever are asked for."""

    @cached_property
    def told(self) -> Told:
        """What was told of the scenarios of this file."""
        return Told(self.plays)

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for every scenario and every row of an outline that is asked for.

        A file that cannot be read is one test, which fails; where nothing is to be run, or a
        scenario is asked for by its name, it is an error.
        """
        self.obj = types.ModuleType(self.path.stem)
        if not self._has_vocabulary():
            return
        try:
            self.plays = plays_of(self.path)
        except Malformed as error:
            text = f"{self.nodeid}:{error}"
            if self._must_raise():
                raise self.CollectError(text) from None
            yield UnreadableFeature.from_parent(self, name=self.path.stem, text=text)
            return
        choice = self.config.stash.get(CHOSEN, {}).get(self.path)
        tags = known_tags(self.config)
        for each in self.plays:
            if choice is None or choice.takes(each):
                yield self._scenario(each, tags)

    def _has_vocabulary(self) -> bool:
        """Tell whether the step modules can be imported; the first file raises that they cannot."""
        try:
            vocabulary_of(self.config)
        except InvalidStepDefinition as error:
            if self.config.stash.get(REFUSED, self) is self or self._is_named():
                self.config.stash[REFUSED] = self
                raise self.CollectError(str(error)) from None
            return False
        return True

    def _scenario(self, play_: Play, known: Collection[str]) -> PlayedScenario:
        fault = fault_of(play_, known, self.config)
        if fault and self.config.option.collectonly:
            raise self.CollectError(f"{self.nodeid}:{fault.line}: {fault.text}")
        return PlayedScenario.from_parent(
            self, name=play_.name, callobj=perform, play=play_, fault=fault
        )

    def _must_raise(self) -> bool:
        return self.config.option.collectonly or self._is_named()

    def _is_named(self) -> bool:
        """Tell whether a scenario of this file is asked for by its name."""
        here = self.config.invocation_params.dir
        named = [each.partition("::") for each in self.config.args]
        return any(name and (here / path).absolute() == self.path for path, _, name in named)


class UnreadableFeature(pytest.Item):
    """A feature file that cannot be read, as a test that fails."""

    def __init__(self, *, text: str, **wiring: Any) -> None:
        super().__init__(**wiring)
        self._text = text

    def runtest(self) -> None:
        """Fail."""
        raise Malformed(self._text)

    def repr_failure(  # type: ignore[override]  # as pytest.Item has it
        self, excinfo: ExceptionInfo[BaseException]
    ) -> str | TerminalRepr:
        """Show what is wrong with the file, and nothing else."""
        return plain(self._text) if isinstance(excinfo.value, Malformed) else ""

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return the feature file: no scenario is known of it."""
        return self.path, None, self.name


class PlayedScenario(pytest.Function):
    """One scenario, or one row of an outline, as a test."""

    parent: FeatureFile

    def __init__(self, *, play: Play, fault: Fault | None, **wiring: Any) -> None:
        super().__init__(**wiring)
        # pytest compares ids as (name, row) where it reads them back, as for --lf: split them too.
        self._id = self.id.parse(self.nodeid)
        self.play = play
        self.performance: Performance | None = None
        self._fault = fault
        for tag in sorted(play.tags - (fault.tags if fault else frozenset())):
            self.add_marker(tag)

    def perform(self, request: pytest.FixtureRequest) -> None:
        """Play the scenario with the vocabulary of the session."""
        __tracebackhide__ = True
        self._failures().forget()
        if self._fault:
            raise Refused(self._fault)
        witness = witness_of(request)
        self.performance = Performance(self.play, vocabulary_of(self.config), witness)
        play(request, self.performance)

    def _failures(self) -> Failures:
        return Failures(self.config, self.path, self.name, self.play.line)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the feature file and the line of the scenario."""
        return self.path, self.play.line - 1, self.name

    def repr_failure(  # type: ignore[override]  # as pytest.Function has it
        self, excinfo: ExceptionInfo[BaseException]
    ) -> str | TerminalRepr:
        """Show a failed step in its scenario; anything else as pytest shows it."""
        error, place, told = excinfo.value, self.location[0], self.parent.told
        if isinstance(error, Refused):
            return refusal(error.fault, self.play, place, told)
        if self.performance is None or not concerns(self.performance, excinfo):
            return super().repr_failure(excinfo)
        if short := reference(self.performance, error, place, told):
            return plain(short, message=short)
        shown = failure(self.performance, excinfo, place, told, self.config)
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
