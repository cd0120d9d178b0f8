"""Identifiers that look random and are the same every time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Digits of base 62, the lowest first: two at a time, which halves the work on large numbers.
_PAIRS = tuple(low_digit + high_digit for high_digit in _ALPHABET for low_digit in _ALPHABET)


@dataclass
class Ids:
    """Draws identifiers from a seed: the same seed and the same order give the same values."""

    seed: str
    drawn: dict[str, int] = field(default_factory=dict)

    def number(self, kind: str) -> int:
        """Return 1, 2, 3, ... for each kind."""
        self.drawn[kind] = self.drawn.get(kind, 0) + 1
        return self.drawn[kind]

    def digest(self, kind: str) -> bytes:
        """Return 32 bytes that no other draw returns."""
        text = f"{self.seed}/{kind}/{self.number(kind)}"
        return hashlib.sha256(text.encode()).digest()

    def guid(self, kind: str) -> str:
        """Return a GUID in lower case with dashes."""
        return str(UUID(bytes=self.digest(kind)[:16], version=4))

    def word(self, kind: str, length: int) -> str:
        """Return letters and digits, at most 40 of them."""
        value = int.from_bytes(self.digest(kind), "big")
        letters = []
        for _ in range(0, length, 2):
            value, rest = divmod(value, len(_PAIRS))
            letters.append(_PAIRS[rest])
        return "".join(letters)[:length]
