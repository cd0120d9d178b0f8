"""The sentences of a vocabulary: what each takes and does, and where features say it.

The generated page, the catalogue that pytest prints and the page of the site are all made of this.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from .gherkin import Play
from .nearest import advice
from .phrases import Term
from .vocabulary import BELOW, Ambiguous, Definition, Vocabulary


class Argument(NamedTuple):
    """A placeholder of a sentence: what fits, in words, and the texts of a closed list."""

    name: str
    expected: str
    allowed: tuple[str, ...] = ()


class Use(NamedTuple):
    """A line of a feature file that says a sentence, and the first example to which it belongs."""

    path: str
    line: int
    example: str


class Problem(NamedTuple):
    """What is wrong with a sentence, and where, as path:line."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``below`` is what stands under it, if anything: a table or a doc string.

    ``columns`` are those that the function declares for the table.
    """

    keyword: str
    pattern: str
    docstring: str
    place: str
    arguments: tuple[Argument, ...]
    below: tuple[str, ...]
    columns: tuple[Argument, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A module of the vocabulary: its name, what its docstring says first, its sentences."""

    name: str
    about: str
    sentences: tuple[Sentence, ...]


class Catalogue:
    """Every sentence of a vocabulary, and what the features that were read make of it.

    ``undefined`` and ``ambiguous`` are what they say and no single definition does.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._uses: dict[Definition, dict[tuple[str, int], Use]] = {}
        self._undefined: dict[Problem, None] = {}
        self._ambiguous: dict[Problem, None] = {}

    def read(self, path: str, play: Play) -> None:
        """Take note of what a scenario of a feature file says."""
        names: frozenset[str] = frozenset()
        for step in play.render().steps:
            self.note(step.type, step.name, Use(path, step.line_number, play.name), names)
            names |= self._vocabulary.names_in([step])

    def note(
        self, kind: str, sentence: str, use: Use, names: Collection[str] | None = None
    ) -> None:
        """Take note of a sentence; of what one line says under several names the first stays.

        ``names`` are those that its scenario has brought; without them any name will do.
        """
        place = f"{use.path}:{use.line}"
        try:
            meaning = self._vocabulary.find(kind, sentence, names)
        except Ambiguous as error:
            self._ambiguous[Problem(place, str(error))] = None
            return
        if meaning is None:
            told = advice(kind, sentence, self._vocabulary, names or ())
            self._undefined[Problem(place, told)] = None
        else:
            uses = self._uses.setdefault(meaning.definition, {})
            uses.setdefault((use.path, use.line), use)

    @property
    def undefined(self) -> tuple[Problem, ...]:
        """What no definition says."""
        return tuple(self._undefined)

    @property
    def ambiguous(self) -> tuple[Problem, ...]:
        """What more than one definition says."""
        return tuple(self._ambiguous)

    @property
    def unused(self) -> tuple[Problem, ...]:
        """Definitions that nothing says."""
        return tuple(
            Problem(each.place, f"unused step: {each.keyword} {each.pattern}")
            for each in self._vocabulary.definitions
            if each not in self._uses
        )

    def concepts(self) -> Iterator[Concept]:
        """Yield the modules of the vocabulary, in order."""
        for module, definitions in groupby(self._vocabulary.definitions, _module):
            about = inspect.getdoc(sys.modules[module]) or ""
            yield Concept(
                module.rpartition(".")[2],
                about.partition("\n")[0],
                tuple(map(self._sentence, definitions)),
            )

    def _sentence(self, definition: Definition) -> Sentence:
        return Sentence(
            keyword=definition.keyword,
            pattern=definition.pattern,
            docstring=inspect.getdoc(definition.function) or "",
            place=definition.place,
            arguments=tuple(arguments_of(definition)),
            below=tuple(_below(definition)),
            columns=tuple(_columns(definition)),
            uses=tuple(self._uses.get(definition, {}).values()),
        )


def arguments_of(definition: Definition) -> Iterator[Argument]:
    """Yield the placeholders of a sentence, in order."""
    for name in definition.placeholders:
        term = definition.converters.get(name)
        if isinstance(term, Term):
            yield Argument(name, term.expected, term.allowed)
        else:
            yield Argument(name, "any text")


def _below(definition: Definition) -> Iterator[str]:
    """Yield what stands under a sentence, a table with its columns."""
    names = [each.name for each in _columns(definition)]
    for name, words in BELOW.items():
        if name in definition.accepts:
            declared = name == "datatable" and names
            yield f"{words} with the columns {', '.join(names)}" if declared else words


def _columns(definition: Definition) -> Iterator[Argument]:
    for column in definition.table.columns if definition.table else ():
        allowed = column.holds.allowed if column.holds else ()
        needed = "required: " if column.required else ""
        yield Argument(column.name, needed + column.expected, allowed)


def fitting(concepts: Iterable[Concept]) -> dict[str, tuple[str, ...]]:
    """Return what fits where a sentence has a placeholder, and which placeholders that is."""
    found = sorted(
        {
            (argument.expected, argument.name)
            for concept in concepts
            for sentence in concept.sentences
            for argument in sentence.arguments
        }
    )
    return {
        expected: tuple(name for _, name in pairs)
        for expected, pairs in groupby(found, itemgetter(0))
    }


def _module(definition: Definition) -> str:
    return definition.function.__module__
