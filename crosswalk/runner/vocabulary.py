"""The index of the vocabulary: a sentence leads to the one step definition that says it.

pytest-bdd tries every fixture and every parser at every step. Here each distinct sentence is looked
up once and remembered, and must be said by exactly one definition.
"""

from __future__ import annotations

import configparser
import importlib
import inspect
import re
import shlex
import sys
import traceback
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Any

from pytest_bdd import parsers
from pytest_bdd.parser import Step
from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from .phrases import Term
from .tables import Table, table_of

KINDS = ("given", "when", "then")
BELOW = {"datatable": "a table", "docstring": "a doc string"}
"""What stands under a sentence, by the argument that asks for it."""


class InvalidStepDefinition(Exception):
    """A step definition cannot be taken into the vocabulary; the message names file and line."""


class Ambiguous(Exception):
    """A sentence is said by more than one definition; the message names them."""


@dataclass(frozen=True, eq=False)
class Definition:
    """A sentence of the vocabulary and the function that acts on it.

    ``kind`` is given, when, then, or empty for a sentence that may be any of them. ``table`` is
    what the function declares to stand below the sentence.
    """

    kind: str
    pattern: str
    function: Callable[..., object]
    parser: StepParser
    converters: Mapping[str, Callable[[str], object]]
    target: str | None
    table: Table | None = None

    @cached_property
    def accepts(self) -> frozenset[str]:
        """The names of all arguments of the function."""
        return frozenset(inspect.signature(self.function).parameters)

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The names of the arguments that have no default."""
        parameters = inspect.signature(self.function).parameters.values()
        return tuple(each.name for each in parameters if each.default is each.empty)

    @cached_property
    def awaits(self) -> tuple[str, ...]:
        """What must stand below the sentence."""
        return tuple(name for name in BELOW if name in self.needs)

    @cached_property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The pattern as (literal text, placeholder behind it)."""
        if not hasattr(self.parser, "parser"):
            return ((self.pattern, ""),)
        parsed = Formatter().parse(self.pattern)
        return tuple((literal, name or "") for literal, name, _, _ in parsed)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names of the placeholders, in order."""
        return tuple(name for _, name in self.pieces if name)

    @cached_property
    def shape(self) -> re.Pattern[str]:
        """The pattern as a regular expression, with a named group for each placeholder."""
        parts = (
            re.escape(literal) + (f"(?P<{name}>{self._fitting(name)})" if name else "")
            for literal, name in self.pieces
        )
        return re.compile("".join(parts))

    def _fitting(self, name: str) -> str:
        term = self.converters.get(name)
        return term.pattern if isinstance(term, Term) else ".+?"

    @property
    def keyword(self) -> str:
        """How a feature begins the sentence; * stands for any."""
        return self.kind.capitalize() or "*"

    @cached_property
    def place(self) -> str:
        """Where the function is, as path:line relative to the package's parent."""
        code = inspect.unwrap(self.function).__code__
        return f"{self.function.__module__.replace('.', '/')}.py:{code.co_firstlineno}"

    @cached_property
    def needs_its_parser(self) -> bool:
        """Whether only pytest-bdd's parser reads the pattern: a type after a colon, or a regex."""
        if isinstance(self.parser, parsers.re):
            return True
        typed = Formatter().parse(self.pattern) if hasattr(self.parser, "parser") else ()
        return any(kind for _, _, kind, _ in typed)

    def arguments(self, sentence: str) -> dict[str, object] | None:
        """Return what the placeholders hold, or None when this is another sentence."""
        found = self._found(sentence)
        if found is None:
            return None
        try:
            values = {name: self._value(name, held) for name, held in found.items()}
        except ValueError:
            return None
        return {name: value for name, value in values.items() if name in self.accepts}

    def unlisted(self, sentence: str) -> frozenset[str]:
        """Return the names in a sentence that no list has."""
        held = (self._found(sentence) or {}).items()
        terms = ((self.converters.get(name), text) for name, text in held)
        return frozenset(
            name for term, text in terms if isinstance(term, Term) for name in term.unlisted(text)
        )

    def _found(self, sentence: str) -> Mapping[str, Any] | None:
        if self.needs_its_parser:
            matches = self.parser.is_matching(sentence)
            return self.parser.parse_arguments(sentence) if matches else None
        found = self.shape.fullmatch(sentence)
        return found.groupdict() if found else None

    def _value(self, name: str, held: Any) -> object:
        return self.converters[name](held) if name in self.converters else held


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence means: its definition and the values of its placeholders.

    ``unlisted`` are the names in it that a table of the scenario has to bring.
    """

    definition: Definition
    arguments: Mapping[str, object]
    unlisted: frozenset[str] = frozenset()

    def is_about(self, names: Container[str]) -> bool:
        """Tell whether every name that no list has is one of these."""
        return all(each in names for each in self.unlisted)


class Vocabulary:
    """Every step definition, looked up by sentence."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self.definitions = tuple(definitions)
        for definition in self.definitions:
            _refuse_what_cannot_run(definition)
        self._by_kind = {
            kind: [each for each in self.definitions if each.kind in ("", kind)] for kind in KINDS
        }
        self._known: dict[tuple[str, str], tuple[Meaning, ...]] = {}

    def find(self, kind: str, sentence: str, names: Container[str] | None = None) -> Meaning | None:
        """Return what a sentence means, or None when nothing says it.

        ``names`` are those that the scenario has brought (`names_in`); without them any name
        will do. Raises Ambiguous when two definitions say it.
        """
        key = kind, sentence
        if key not in self._known:
            self._known[key] = tuple(self._look_up(kind, sentence))
        found = [each for each in self._known[key] if names is None or each.is_about(names)]
        if len(found) > 1:
            raise Ambiguous(_both(sentence, [meaning.definition for meaning in found]))
        return found[0] if found else None

    def _look_up(self, kind: str, sentence: str) -> Iterator[Meaning]:
        for definition in self._by_kind[kind]:
            arguments = definition.arguments(sentence)
            if arguments is not None:
                yield Meaning(definition, arguments, definition.unlisted(sentence))

    def names_in(self, steps: Iterable[Step]) -> frozenset[str]:
        """Return the names that the tables of steps bring."""
        return frozenset(
            name
            for step in steps
            if step.datatable is not None and (table := self._table_of(step))
            for name in table.names(step.datatable)
        )

    def _table_of(self, step: Step) -> Table | None:
        with suppress(Ambiguous):
            meaning = self.find(step.type, step.name)
            return meaning.definition.table if meaning else None
        return None


def modules_in(ini: Path) -> tuple[str, ...]:
    """Return the step modules that the option ``vocabulary`` of a pytest.ini names."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ini, encoding="utf-8")
    return tuple(shlex.split(parser.get("pytest", "vocabulary", fallback="")))


def load(
    modules: Iterable[str], bring_in: Callable[[str], object] = importlib.import_module
) -> list[Definition]:
    """Import modules and return the definitions in them, in order.

    Raises InvalidStepDefinition when a module cannot be imported.
    """
    named = tuple(modules)
    for name in named:
        try:
            bring_in(name)
        except Exception as error:
            raise InvalidStepDefinition(_import_failed(name, error.__cause__ or error)) from error
    return [definition for name in named for definition in _defined_in(name)]


def emptied(definition: Definition) -> Definition:
    """Return a definition of the same sentence that does nothing, to measure the rest."""
    return replace(definition, function=_nothing, target=None)


def _nothing(datatable: object = None, docstring: object = None) -> None:
    """Take what stands under any sentence."""


def _import_failed(name: str, error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    reason = f"{type(error).__name__}: {error}"
    return f"{name} cannot be imported: {reason} ({frame.filename}:{frame.lineno})"


def _defined_in(name: str) -> list[Definition]:
    space = vars(sys.modules[name])
    return [
        _definition(context)
        for context in list(step_function_context_registry.values())
        if inspect.unwrap(context.step_func).__globals__ is space
    ]


def _definition(context: StepFunctionContext) -> Definition:
    return Definition(
        kind=context.type or "",
        pattern=context.parser.name,
        function=context.step_func,
        parser=context.parser,
        converters=context.converters,
        target=context.target_fixture,
        table=table_of(context.step_func),
    )


def _refuse_what_cannot_run(definition: Definition) -> None:
    function = inspect.unwrap(definition.function)
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        reason = "is async, and nothing would await it: write a plain def"
    elif inspect.isgeneratorfunction(function):
        reason = "yields, and nothing would run it: clean up in a fixture"
    elif definition.table and "datatable" not in definition.accepts:
        reason = "declares a table, and has no argument datatable"
    else:
        return
    raise InvalidStepDefinition(f"{definition.place}: the step {definition.pattern!r} {reason}")


def _both(sentence: str, definitions: Iterable[Definition]) -> str:
    found = list(definitions)
    said = "".join(f"\n    {each.pattern}  ({each.place})" for each in found)
    return f"ambiguous step: {len(found)} definitions match {sentence!r}:{said}"
