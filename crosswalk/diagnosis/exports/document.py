"""Reads a JSON document with one list, item by item, and tells the line of each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .unusable import UnusableExport

_SPACE = re.compile(r"[ \t\r\n]*")
# A number is kept as it is written: some are too long for an int.
_DECODER = json.JSONDecoder(parse_int=str)


class Document:
    """A list of objects: the document itself, or what one of some names holds.

    ``name`` is that one, empty for a list; ``others`` is what stands besides it. Both are known
    when the items were read.
    """

    def __init__(self, path: Path, text: str, names: Sequence[str]) -> None:
        self._path = path
        self._text = text
        self._names = names
        self._at = 0
        self._counted = (0, 1)
        self.name = ""
        self.others: dict[str, Any] = {}

    def items(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield each object with the line on which it begins.

        Raises UnusableExport for half a JSON, or one that has another form.
        """
        try:
            yield from self._list() if self._sign() == "[" else self._object()
            if self._sign():
                raise json.JSONDecodeError("more follows the end", self._text, self._at)
        except json.JSONDecodeError as error:
            text = (
                f"the JSON ends or breaks here, column {error.colno}: {error.msg}: export it again"
            )
            raise UnusableExport(self._path, text, error.lineno) from None
        except RecursionError:
            raise UnusableExport(
                self._path, "the JSON is nested too deeply for an answer"
            ) from None

    def _object(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for name in self._each("}", self._named):
            if name in self._names and not self.name and self._sign() == "[":
                self.name = name
                yield from self._list()
            else:
                self.others[name] = self._value()

    def _list(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for line, item in self._each("]", lambda: (self._line(), self._value())):
            if not isinstance(item, dict):
                text = "expected a list of users, each an object, as an API answers it"
                raise UnusableExport(self._path, text, line)
            yield line, item

    def _each(self, end: str, read: Callable[[], Any]) -> Iterator[Any]:
        """Yield what is read of a list or an object, up to its end."""
        self._at += 1
        if self._sign() == end:
            self._at += 1
            return
        while True:
            self._sign()
            yield read()
            sign = self._sign()
            if not sign or sign not in f",{end}":
                raise json.JSONDecodeError(f"expected , or {end}", self._text, self._at)
            self._at += 1
            if sign == end:
                return

    def _named(self) -> str:
        if self._sign() != '"':
            raise json.JSONDecodeError("expected a name in quotes", self._text, self._at)
        name = self._value()
        if self._sign() != ":":
            raise json.JSONDecodeError("expected :", self._text, self._at)
        self._at += 1
        self._sign()
        return str(name)

    def _value(self) -> Any:
        value, self._at = _DECODER.raw_decode(self._text, self._at)
        return value

    def _sign(self) -> str:
        """Return the next sign that is no space, empty at the end."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _line(self) -> int:
        """Return the line of where we are; lines are counted from the last one asked for."""
        at, line = self._counted
        line += self._text.count("\n", at, self._at)
        self._counted = (self._at, line)
        return line
