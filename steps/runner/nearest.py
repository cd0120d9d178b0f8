"""What to tell somebody whose sentence nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pytest_bdd.parser import Step

from .phrases import Term
from .vocabulary import Definition, Vocabulary


def advice(step: Step, vocabulary: Vocabulary) -> str:
    """Say that nobody says a sentence, and which value did not fit or which sentences come near."""
    said = f"no step says {step.type.capitalize()} {step.name!r}"
    almost = [each for each in vocabulary.definitions if _loose(each).fullmatch(step.name)]
    lines = [line for each in almost for line in _misfits(each, step)]
    if not lines and (near := _near(step.name, vocabulary.definitions)):
        lines = ["the nearest sentences are:", *(f"    {_spoken(each)}" for each in near)]
    return "\n".join([said + (":" if lines else ""), *(f"  {line}" for line in lines)])


def _misfits(definition: Definition, step: Step) -> Iterator[str]:
    """Yield why a sentence that has the right words is another one all the same."""
    if definition.kind not in ("", step.type):
        yield f"as a {definition.keyword} it is known: {_spoken(definition)}"
    match = _loose(definition).fullmatch(step.name)
    values = match.groups() if match else ()
    for name, text in zip(definition.placeholders, values, strict=True):
        term = definition.converters.get(name)
        if isinstance(term, Term) and (problem := _refusal(term, text)):
            yield f"{_spoken(definition)}"
            yield f"    {name}: {problem}"


def _refusal(term: Term, text: str) -> str:
    if not re.fullmatch(term.pattern, text):
        return f"{text} is not {term.expected}"
    try:
        term(text)
    except ValueError as error:
        return str(error)
    return ""


def _loose(definition: Definition) -> re.Pattern[str]:
    """Return the words of a sentence with room for anything where its placeholders are."""
    parts = (re.escape(literal) + ("(.+?)" if name else "") for literal, name in definition.pieces)
    return re.compile("".join(parts), re.IGNORECASE)


def _near(sentence: str, definitions: Iterable[Definition]) -> list[Definition]:
    by_pattern = {each.pattern: each for each in definitions}
    return [by_pattern[pattern] for pattern in get_close_matches(sentence, by_pattern, 3, 0.5)]


def _spoken(definition: Definition) -> str:
    return f"{definition.keyword} {definition.pattern}  ({definition.place})"
