"""Replacing values in a text of JSON, which stays as it was written otherwise.

The text need not be whole: of a body that was cut off, what there is is replaced as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)("?)(\s*:)?|[{}\[\]]|-?[0-9][0-9eE.+-]*', re.DOTALL)
# By these a list of headers says whose value comes next.
_NAMES = ("name", "key", "header")


class Replacing:
    """Replaces what stands under some names.

    ``is_hidden`` tells by its name whether a value is replaced by ``hidden``; of an object or a
    list under such a name, everything is but what stands under a name that ``is_kept``. Any other
    text goes through ``other``.
    """

    def __init__(
        self,
        is_hidden: Callable[[str], bool],
        is_kept: Callable[[str], bool],
        other: Callable[[str], str],
        hidden: str,
    ) -> None:
        self._is_hidden = is_hidden
        self._is_kept = is_kept
        self._other = other
        self._hidden = hidden

    def __call__(self, text: str) -> str:
        """Return a text of JSON with the values replaced."""
        return _TOKEN.sub(_Walk(self).token, text)

    def hides(self, name: str, *, within: bool) -> bool:
        """Tell whether the value under a name is replaced; ``within`` an object that is."""
        return self._is_hidden(name) or (within and not self._is_kept(name))

    def shown(self, written: str, *, hide: bool) -> str:
        """Return a text, as it is written in JSON, as it may be shown."""
        if hide:
            return self._hidden
        inner = unescaped(written)
        shown = self._other(inner)
        return written if shown == inner else json.dumps(shown)[1:-1]

    def number(self, written: str, *, hide: bool) -> str:
        """Return a number as it may be shown."""
        return f'"{self._hidden}"' if hide else written


class _Walk:
    """One way through a text: which objects and lists are open, and whether to hide what comes."""

    def __init__(self, replacing: Replacing) -> None:
        self._replacing = replacing
        self._open: list[bool] = []
        self._hide = False
        self._names_next = self._is_named = False

    def token(self, match: re.Match[str]) -> str:
        """Return what stands for a token."""
        sign = match[0][0]
        if sign == '"':
            return self._key(match) if match[3] else self._text(match)
        if sign in "{[":
            self._open.append(self._hide)
        elif sign in "}]":
            self._close()
        else:
            return self._replacing.number(match[0], hide=self._hide)
        return match[0]

    def _close(self) -> None:
        if self._open:
            self._open.pop()
        self._hide = bool(self._open) and self._open[-1]
        self._is_named = False

    def _key(self, match: re.Match[str]) -> str:
        name = unescaped(match[1])
        within = bool(self._open) and self._open[-1]
        named = self._is_named and name.casefold() == "value"
        self._hide = named or self._replacing.hides(name, within=within)
        self._names_next = name.casefold() in _NAMES
        return match[0]

    def _text(self, match: re.Match[str]) -> str:
        if self._names_next:
            self._is_named = self._replacing.hides(unescaped(match[1]), within=False)
            self._names_next = False
        return f'"{self._replacing.shown(match[1], hide=self._hide)}{match[2]}'


def unescaped(written: str) -> str:
    """Return a text that is written in JSON; as it is written where it cannot be read."""
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written
