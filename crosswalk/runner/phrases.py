"""Terms: what may stand where a sentence of the vocabulary has a placeholder.

A placeholder is known by its name. A step module writes
`@given(parsers.parse("{person} is in Okta"), converters=TERMS)`, so that editors read the sentence
as it stands. A closed list makes an unknown name an unknown sentence, which fails with the list,
and not as a wrong test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar


Function = TypeVar("Function", bound=Callable[..., object])
Names = Callable[[Sequence[Sequence[object]]], Iterable[str]]
"""What reads the names that a table brings."""


def _none(_: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Term:
    """What a placeholder holds: the texts that fit, and the value a text stands for.

    ``allowed`` lists the texts of a closed list; it is empty for an open one. ``expected`` ends the
    sentence "it is not ...". ``examples`` are texts that fit an open one. ``unlisted`` finds the
    names in a text that no list has: a table of the scenario has to bring them (`brings`).
    """

    pattern: str
    expected: str
    allowed: tuple[str, ...]
    convert: Callable[[str], object]
    examples: tuple[str, ...] = ()
    unlisted: Callable[[str], Iterable[str]] = _none

    def __call__(self, text: str) -> object:
        """Return the value of a text; raises ValueError, saying what was expected."""
        return self.convert(text)


TERMS: dict[str, Callable[[str], object]] = {}


def one_of(names: str, values: Mapping[str, object], *, quoted: bool = False) -> None:
    """Let placeholders of these names hold one of a closed list, each text standing for its value.

    With ``quoted`` the texts stand in double quotes in a sentence.
    """
    spelled = {f'"{text}"' if quoted else text: value for text, value in values.items()}
    longest_first = sorted(spelled, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    expected = ("one of " if len(spelled) > 1 else "") + ", ".join(spelled)
    _add(names, Term(f"(?:{pattern})", expected, tuple(spelled), spelled.__getitem__))


def open_term(
    names: str,
    pattern: str,
    convert: Callable[[str], object],
    *,
    expected: str,
    examples: tuple[str, ...] = (),
    unlisted: Callable[[str], Iterable[str]] = _none,
) -> None:
    """Let placeholders of these names hold what a pattern without groups describes."""
    if examples:
        expected += ", as in " + " or ".join(map(repr, examples))
    _add(names, Term(pattern, expected, (), convert, examples, unlisted))


def name_of(
    names: str, listed: Sequence[str], pattern: str, *, unlisted: Callable[[str], Iterable[str]]
) -> None:
    """Let placeholders of these names hold a name: a listed one, or one that a table brings."""
    expected = f"one of {', '.join(listed)}"
    _add(names, Term(pattern, expected, tuple(listed), str, unlisted=unlisted))


def brings(names: Names) -> Callable[[Function], Function]:
    """Say that the table of a step brings names; the sentences of its scenario may use them."""

    def bringing(function: Function) -> Function:
        vars(function)["brings"] = names
        return function

    return bringing


def quoted(names: str, convert: Callable[[str], object], *, expected: str) -> None:
    """Let placeholders of these names hold a text in double quotes, converted without them."""
    open_term(
        names, r'"[^"]*"', lambda text: convert(text[1:-1]), expected=f"{expected} in double quotes"
    )


def _add(names: str, term: Term) -> None:
    for name in names.split():
        if name in TERMS:
            raise ValueError(f"what {{{name}}} holds is already said")
        TERMS[name] = term
