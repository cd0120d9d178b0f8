"""A step definition to paste for an undefined step, in the terms of the vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from pytest_bdd.parser import Step

from crosswalk.messages.snippets import Piece, Placeholder, definition, pieces

from .phrases import Term
from .vocabulary import BELOW, Vocabulary

_FIXTURES_AT_MOST = 6
_ANY_WORD = "xyzzy"


class _Held(NamedTuple):
    """A part of a sentence, and the placeholders that fit it, the likeliest first."""

    start: int
    stop: int
    names: tuple[str, ...]


def snippet_for(step: Step, vocabulary: Vocabulary, names: Collection[str] = ()) -> str:
    """Return the code; a value that a term knows becomes the placeholder of this term.

    ``names`` are those that the scenario has brought before.
    """
    terms = _Terms(vocabulary, names)
    said = list(terms.pieces(step.name))
    named = {each.name for each in said if isinstance(each, Placeholder)}
    attached = dict(zip(BELOW, (step.datatable, step.docstring), strict=True))
    return definition(
        step.type,
        said,
        [name for name, below in attached.items() if below is not None],
        converters="TERMS" if named & terms.known.keys() else "",
        fixtures=_fixtures(vocabulary),
    )


class _Terms:
    """The terms that the sentences of a vocabulary use, and how often."""

    def __init__(self, vocabulary: Vocabulary, names: Collection[str]) -> None:
        self._names = {*names}
        self.known: dict[str, Term] = {}
        self._uses: Counter[str] = Counter()
        self._literals = "\n".join(
            literal for each in vocabulary.definitions for literal, _ in each.pieces
        )
        for each in vocabulary.definitions:
            for name in each.placeholders:
                term = each.converters.get(name)
                if isinstance(term, Term):
                    self.known[name] = term
                    self._uses[name] += 1

    def pieces(self, sentence: str) -> Iterator[Piece]:
        """Yield a sentence with a placeholder for each value in it."""
        taken: set[str] = set()
        last = 0
        for held in self._held(sentence):
            name = next((each for each in held.names if each not in taken), None)
            if name and held.start >= last:
                yield from self._rest(sentence[last : held.start], taken)
                yield Placeholder(name)
                taken.add(name)
                last = held.stop
        yield from self._rest(sentence[last:], taken)

    def _rest(self, text: str, taken: set[str]) -> Iterator[Piece]:
        # Where there are terms, a number that is none of them belongs to a name.
        return pieces(text, taken, numbers=not self.known)

    def _held(self, sentence: str) -> Iterator[_Held]:
        """Yield what fits a term, from left to right and the longest of each place first."""
        spans: dict[tuple[int, int], list[str]] = {}
        for name, term in self.known.items():
            for found in self._fits(name, term, sentence):
                spans.setdefault(found.span(), []).append(name)
        for (start, stop), names in sorted(
            spans.items(), key=lambda each: (each[0][0], -each[0][1])
        ):
            yield _Held(start, stop, tuple(sorted(names, key=self._likely)))

    def _fits(self, name: str, term: Term, sentence: str) -> Iterator[re.Match[str]]:
        if re.fullmatch(term.pattern, _ANY_WORD):
            return
        for found in re.finditer(rf"(?<![\w.@-])(?:{term.pattern})(?![\w@-])", sentence):
            # An open term may hold any words, such as "everyone": those are rather said.
            words = not term.allowed and found[0][0].islower()
            strange = {*term.unlisted(found[0])} - self._names
            if not words and not strange and not self._is_literal(name, found[0]):
                yield found

    def _is_literal(self, name: str, text: str) -> bool:
        """Tell whether sentences rather say a text themselves, such as the name of a product."""
        said = len(re.findall(rf"\b{re.escape(text)}\b", self._literals))
        return said > self._uses[name]

    def _likely(self, name: str) -> tuple[bool, bool, bool, int]:
        """Sort closed lists first, then the term called text, then what is used most."""
        term = self.known[name]
        plain = term is self.known.get("text")
        return not term.allowed, name != "text", not plain, -self._uses[name]


def _fixtures(vocabulary: Vocabulary) -> list[str]:
    """Return what other steps ask for, the most common first."""
    left = {each.target for each in vocabulary.definitions} | {"request", *BELOW}
    counted = Counter(
        name
        for each in vocabulary.definitions
        for name in each.needs
        if name not in each.placeholders and name not in left
    )
    return [name for name, _ in counted.most_common(_FIXTURES_AT_MOST)]
