"""Terms: what may stand where a sentence of the vocabulary has a placeholder.

A placeholder is known by its name. A step module writes
`@given(parsers.parse("{person} is in Okta"), converters=TERMS)`, so that editors read the sentence
as it stands. A closed list makes an unknown name an unknown sentence, which fails with the list,
and not as a wrong test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswalk.messages.quotes import QUOTED

Unlisted = Callable[[str], Iterable[str]]


def _none(_: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Term:
    """What a placeholder holds: the texts that fit, and the value a text stands for.

    ``allowed`` lists the texts of a closed list; it is empty for an open one. ``expected`` ends the
    sentence "it is not ...". ``examples`` are texts that fit an open one. ``unlisted`` finds the
    names in a text that no list has: a table of the scenario has to bring them.
    """

    pattern: str
    expected: str
    allowed: tuple[str, ...]
    convert: Callable[[str], object]
    examples: tuple[str, ...] = ()
    unlisted: Unlisted = _none

    def __call__(self, text: str) -> object:
        """Return the value of a text; raises ValueError, saying what was expected."""
        return self.convert(text)

    def read(self, text: str, names: Collection[str] | None = None) -> object:
        """Return the value of a text; raises ValueError, saying what it is not.

        ``names`` are those that the scenario has brought; without them any name will do.
        """
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"{text or '(empty)'} is not {self.expected}")
        unknown = [] if names is None else [n for n in self.unlisted(text) if n not in names]
        if unknown:
            brought = f"; the table brings {', '.join(sorted(names or ()))}" if names else ""
            raise ValueError(f"{unknown[0]} is not known here: expected {self.expected}{brought}")
        return self.convert(text)


TERMS: dict[str, Callable[[str], object]] = {}


def choice(values: Mapping[str, object]) -> Term:
    """Return the term of a closed list, each text standing for its value."""
    longest_first = sorted(values, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    expected = ("one of " if len(values) > 1 else "") + ", ".join(values)
    return Term(f"(?:{pattern})", expected, tuple(values), values.__getitem__)


def texts(*allowed: str) -> Term:
    """Return the term of a closed list of texts, each standing for itself."""
    return choice({text: text for text in allowed})


def one_of(names: str, values: Mapping[str, object], *, quoted: bool = False) -> None:
    """Let placeholders of these names hold one of a closed list, each text standing for its value.

    With ``quoted`` the texts stand in double quotes in a sentence.
    """
    spelled = {f'"{text}"' if quoted else text: value for text, value in values.items()}
    _add(names, choice(spelled))


def form(
    pattern: str,
    convert: Callable[[str], object],
    *,
    expected: str,
    examples: tuple[str, ...] = (),
    unlisted: Unlisted = _none,
) -> Term:
    """Return the term of what a pattern without groups describes."""
    if examples:
        expected += ", as in " + " or ".join(map(repr, examples))
    return Term(pattern, expected, (), convert, examples, unlisted)


def open_term(
    names: str,
    pattern: str,
    convert: Callable[[str], object],
    *,
    expected: str,
    examples: tuple[str, ...] = (),
    unlisted: Unlisted = _none,
) -> None:
    """Let placeholders of these names hold what a pattern without groups describes."""
    _add(names, form(pattern, convert, expected=expected, examples=examples, unlisted=unlisted))


def name_of(names: str, listed: Sequence[str], pattern: str, *, unlisted: Unlisted) -> None:
    """Let placeholders of these names hold a name: a listed one, or one that a table brings."""
    expected = f"one of {', '.join(listed)}"
    _add(names, Term(pattern, expected, tuple(listed), str, unlisted=unlisted))


def quoted(names: str, convert: Callable[[str], object], *, expected: str) -> None:
    """Let placeholders of these names hold a text in double quotes, converted without them."""
    open_term(
        names, r'"[^"]*"', lambda text: convert(text[1:-1]), expected=f"{expected} in double quotes"
    )


def code(names: str, *, expected: str, examples: tuple[str, ...]) -> None:
    """Let placeholders of these names hold code in double quotes, which may have texts in quotes.

    They stand for the code without the quotes around it.
    """
    spelled = tuple(f'"{example}"' for example in examples)
    expected = f"{expected} in double quotes"
    open_term(names, QUOTED, lambda text: text[1:-1], expected=expected, examples=spelled)


def _add(names: str, term: Term) -> None:
    for name in names.split():
        if name in TERMS:
            raise ValueError(f"what {{{name}}} holds is already said")
        TERMS[name] = term
