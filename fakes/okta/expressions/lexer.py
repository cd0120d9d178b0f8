"""Cuts an expression into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from .errors import ExpressionError


class Kind(Enum):
    """What sort of word it is, as an error message names it."""

    NAME = "name"
    TEXT = "text"
    NUMBER = "number"
    SYMBOL = "symbol"
    END = "the end of the expression"


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it starts."""

    kind: Kind
    text: str
    position: int

    def __str__(self) -> str:
        return self.kind.value if self.kind is Kind.END else f"'{self.text}'"


_WORDS = (
    (Kind.TEXT, r""""(?:[^"]|"")*"|'(?:[^']|'')*'"""),
    (Kind.NUMBER, r"\d+(?:\.\d+)?"),
    (Kind.NAME, r"[A-Za-z_]\w*"),
    (Kind.SYMBOL, r"==|!=|<=|>=|&&|\|\||\?:|[-+*/%!<>?:(){},.\[\]]"),
)
_WORD = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _WORDS))
# What was probably meant by a sign that the language does not have.
_INSTEAD = {
    "=": "== to compare; an expression assigns nothing",
    "&": "&& or AND",
    "|": "|| or OR",
    "\\": "a text in quotes; a quote inside it is doubled",
    "$": "the expression itself, without ${ and }",
    **dict.fromkeys("\u2018\u2019\u201c\u201d\u201e", "straight quotes around a text"),
}
_SPACE = re.compile(r"\s*")


def words(text: str) -> Iterator[Token]:
    """Yield the words of an expression, then its end; raises ExpressionError at a stray sign."""
    position = _past_space(text, 0)
    while position < len(text):
        found = _WORD.match(text, position)
        if found is None:
            raise ExpressionError(text, position, _stray(text[position]))
        yield Token(Kind[found.lastgroup or ""], found.group(), position)
        position = _past_space(text, found.end())
    yield Token(Kind.END, "", len(text))


def _past_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _stray(sign: str) -> str:
    if sign in "'\"":
        return f"a text that is not closed: expected {sign} at its end"
    instead = _INSTEAD.get(sign)
    return f"unexpected character {sign!r}" + (f": expected {instead}" if instead else "")
