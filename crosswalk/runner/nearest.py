"""Advice for an undefined step: similar steps and allowed values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import product
from operator import itemgetter

from crosswalk.messages.quotes import QUOTED

from .phrases import Term
from .vocabulary import Definition, Vocabulary

_SHOWN_AT_MOST = 3
_FAR, _NEAR, _VERY_NEAR = 0.4, 0.6, 0.8
_SAME_KIND = 0.05
_HELD = "…"
_NOTHING = "no step is similar; pytest --step-catalogue lists every sentence"


def advice(kind: str, sentence: str, vocabulary: Vocabulary, names: Collection[str] = ()) -> str:
    """Say that a step is undefined, and list similar steps and allowed values.

    ``names`` are those that the scenario has brought before.
    """
    said = f"undefined step: {kind.capitalize()} {sentence!r}"
    lines = _misfits(kind, sentence, vocabulary, names)
    if lines:
        almost = _almost(sentence, vocabulary)
        others = [each for each in vocabulary.definitions if each not in almost]
        near = _near(kind, sentence, others, _VERY_NEAR)
    else:
        near = _near(kind, sentence, vocabulary.definitions, _NEAR, _FAR)
    if near:
        lines += ["similar steps:", *(f"    {_spoken(each)}" for each in near)]
        lines += [f"    where {each}" for each in _fitting(near)]
    return "\n".join([said, *(f"  {line}" for line in lines or [_NOTHING])])


def _misfits(
    kind: str, sentence: str, vocabulary: Vocabulary, names: Collection[str] = ()
) -> list[str]:
    """Return why a step is undefined that has the words of a definition: its kind or a value.

    ``names`` are those that the scenario has brought before.
    """
    almost = _almost(sentence, vocabulary)
    meant = [each for each in almost if each.kind in ("", kind)] or [
        each for each in almost if _holds_a_value(each, sentence, names)
    ]
    lines = [line for each in meant for line in _misfit(each, kind, sentence, names)]
    return [*lines, *_bringing(vocabulary, meant, sentence, names)]


def _bringing(
    vocabulary: Vocabulary, meant: Iterable[Definition], sentence: str, names: Collection[str]
) -> Iterator[str]:
    """Yield which sentences bring names, where one is missing."""
    if any(each.unlisted(sentence) - {*names} for each in meant):
        for each in vocabulary.definitions:
            if each.table and each.table.brings:
                yield f"a table brings names of your own: {_spoken(each)}"


def _almost(sentence: str, vocabulary: Vocabulary) -> list[Definition]:
    return [each for each in vocabulary.definitions if _loose(each).fullmatch(sentence)]


def _misfit(
    definition: Definition, kind: str, sentence: str, names: Collection[str]
) -> Iterator[str]:
    """Yield why a sentence that has the right words is another one all the same."""
    match = _loose(definition).fullmatch(sentence)
    values = match.groups() if match else ()
    problems = [
        f"    {name}: {problem}"
        for name, text in zip(definition.placeholders, values, strict=True)
        if isinstance(term := definition.converters.get(name), Term)
        and (problem := _refusal(term, text, names))
    ]
    if definition.kind not in ("", kind):
        yield f"as a {definition.keyword} it is defined: {_spoken(definition)}"
    elif problems:
        yield _spoken(definition)
    yield from problems


def _holds_a_value(definition: Definition, sentence: str, names: Collection[str]) -> bool:
    """Tell whether a value in a sentence fits, or none is asked for: else the words are chance."""
    match = _loose(definition).fullmatch(sentence)
    values = match.groups() if match else ()
    terms = [definition.converters.get(name) for name in definition.placeholders]
    return not values or any(
        not (isinstance(term, Term) and _refusal(term, text, names))
        for term, text in zip(terms, values, strict=True)
    )


def _refusal(term: Term, text: str, names: Collection[str]) -> str:
    try:
        term.read(text, names)
    except ValueError as error:
        return str(error)
    return ""


def _loose(definition: Definition) -> re.Pattern[str]:
    """Return the words of a sentence with a wildcard for each placeholder."""
    parts = (re.escape(literal) + ("(.+?)" if name else "") for literal, name in definition.pieces)
    return re.compile("".join(parts), re.IGNORECASE)


def _near(
    kind: str, sentence: str, definitions: Collection[Definition], *least: float
) -> list[Definition]:
    """Return the definitions whose words come nearest, each pattern once, those of a kind first.

    Of several limits each is for the case that nothing reaches the one before.
    """
    values = _values(definitions)
    matcher = SequenceMatcher(b=values.sub(_HELD, sentence))
    scored = []
    for each in definitions:
        for words in _wordings(each):
            matcher.set_seq1(values.sub(_HELD, words))
            if matcher.quick_ratio() >= least[-1]:
                scored.append((matcher.ratio(), each.kind in ("", kind), each))
    limit = next((each for each in least if any(score >= each for score, *_ in scored)), 1)
    reaching = [(score + _SAME_KIND * same, each) for score, same, each in scored if score >= limit]
    best: dict[str, Definition] = {}
    for _, each in sorted(reaching, key=itemgetter(0), reverse=True):
        best.setdefault(each.pattern, each)
    return list(best.values())[:_SHOWN_AT_MOST]


def _wordings(definition: Definition) -> Iterator[str]:
    """Yield a definition as a feature words it: with the words that its placeholders may hold."""
    parts = (
        [literal + words for words in _words(definition.converters.get(name))]
        if name
        else [literal]
        for literal, name in definition.pieces
    )
    return map("".join, product(*parts))


def _words(term: object) -> Collection[str]:
    """Return what a placeholder may hold, as far as that is words and no names or numbers."""
    if not isinstance(term, Term):
        return (_HELD,)
    return (
        term.examples or {text if _is_words(text) else _HELD for text in term.allowed} or (_HELD,)
    )


def _is_words(text: str) -> bool:
    return text[:1].islower()


def _values(definitions: Iterable[Definition]) -> re.Pattern[str]:
    """Return what placeholders surely hold, so that only words are left to compare."""
    terms = {term for each in definitions for term in each.converters.values()}
    allowed = {
        text
        for term in terms
        if isinstance(term, Term)
        for text in term.allowed
        if not _is_words(text)
    }
    longest_first = sorted(map(re.escape, allowed), key=len, reverse=True)
    return re.compile("|".join((QUOTED, r"\b\d+\b", *(rf"\b{text}\b" for text in longest_first))))


def _fitting(definitions: Iterable[Definition]) -> Iterator[str]:
    """Yield what fits where sentences have placeholders, each once."""
    known = {
        f"{name}: {term.expected}"
        for each in definitions
        for name in each.placeholders
        if isinstance(term := each.converters.get(name), Term)
    }
    yield from sorted(known)


def _spoken(definition: Definition) -> str:
    return f"{definition.keyword} {definition.pattern}  ({definition.place})"
