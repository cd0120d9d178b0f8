"""The step definitions of a process, and what they make of a sentence."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytest_bdd.parser import Step
from pytest_bdd.parsers import StepParser, parse, re
from pytest_bdd.scenario import find_fixturedefs_for_step, iterparentnodeids
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from .places import relative
from .records import Argument, Definition, Match


class Definitions:
    """Finds the definition behind a function or a sentence, and remembers it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._matches: dict[tuple[Callable[..., object], str, str], Match | None] = {}
        self._found: dict[tuple[pytest.Collector | None, str, str], list[Match]] = {}
        self._contexts: dict[Callable[..., object], list[StepFunctionContext]] = {}
        self._definitions: dict[int, Definition] = {}
        self._indexed = -1

    def known(self) -> list[Definition]:
        """Return every definition of this process but those that pytest-bdd brings."""
        return [
            self._definition(context)
            for context in list(step_function_context_registry.values())
            if not context.step_func.__module__.startswith("pytest_bdd.")
        ]

    def match(self, function: Callable[..., object], kind: str, sentence: str) -> Match | None:
        """Return the match of a sentence with a step function."""
        key = function, kind, sentence
        if key not in self._matches:
            self._matches[key] = self._match(*key)
        return self._matches[key]

    def find(self, item: pytest.Item, kind: str, sentence: str) -> list[Match]:
        """Return what could act on a sentence in a test; pytest-bdd would take the last."""
        key = item.parent, kind, sentence
        if key not in self._found:
            self._found[key] = list(self._find(item, kind, sentence))
        return self._found[key]

    def _find(self, item: pytest.Item, kind: str, sentence: str) -> Iterator[Match]:
        step = Step(name=sentence, type=kind, indent=0, line_number=0, keyword="")
        found = find_fixturedefs_for_step(step, item.session._fixturemanager, item)
        for each in sorted(found, key=lambda fixture: [*iterparentnodeids(fixture.baseid)]):
            context = step_function_context_registry[each.func]
            yield self._matched(context, sentence)

    def _match(self, function: Callable[..., object], kind: str, sentence: str) -> Match | None:
        for context in self._of(function):
            if context.type in (None, kind) and context.parser.is_matching(sentence):
                return self._matched(context, sentence)
        return None

    def _matched(self, context: StepFunctionContext, sentence: str) -> Match:
        arguments = list(_arguments(context.parser, sentence))
        return Match(definition=self._definition(context), arguments=arguments)

    def _of(self, function: Callable[..., object]) -> list[StepFunctionContext]:
        if self._indexed != len(step_function_context_registry):
            self._indexed = len(step_function_context_registry)
            self._contexts = {}
            for context in list(step_function_context_registry.values()):
                self._contexts.setdefault(context.step_func, []).append(context)
        return self._contexts.get(function, [])

    def _definition(self, context: StepFunctionContext) -> Definition:
        # The registry of pytest-bdd keeps every context, so that no other gets its id.
        if id(context) not in self._definitions:
            self._definitions[id(context)] = self._defined(context)
        return self._definitions[id(context)]

    def _defined(self, context: StepFunctionContext) -> Definition:
        code = inspect.unwrap(context.step_func).__code__
        kind = "REGULAR_EXPRESSION" if isinstance(context.parser, re) else "CUCUMBER_EXPRESSION"
        return Definition(
            type=kind,
            source=context.parser.name,
            uri=relative(Path(code.co_filename), self._root),
            line=code.co_firstlineno,
        )


def _arguments(parser: StepParser, sentence: str) -> Iterator[Argument]:
    for start, stop in _spans(parser, sentence):
        there = start >= 0
        yield Argument(start=start, value=sentence[start:stop]) if there else Argument()


def _spans(parser: StepParser, sentence: str) -> Sequence[tuple[int, int]]:
    if isinstance(parser, re):
        found = parser.regex.fullmatch(sentence)
        return found.regs[1:] if found else []
    if isinstance(parser, parse):
        return sorted(parser.parser.parse(sentence).spans.values())
    return []
