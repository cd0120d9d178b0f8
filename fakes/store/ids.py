"""Identifiers that look random and are the same every time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Digits of base 62, the lowest first: two at a time, which halves the work on large numbers.
_PAIRS = tuple(low_digit + high_digit for high_digit in _ALPHABET for low_digit in _ALPHABET)
# RFC 9562, section 4: the digits by which a GUID tells that it was drawn at random.
_VARIANTS = "89ab"


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
        digits = self.digest(kind).hex()
        variant = _VARIANTS[int(digits[16], 16) & 3]
        return (
            f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"
        )

    def word(self, kind: str, length: int) -> str:
        """Return letters and digits, at most 40 of them."""
        value = int.from_bytes(self.digest(kind), "big")
        letters = []
        for _ in range(0, length, 2):
            value, rest = divmod(value, len(_PAIRS))
            letters.append(_PAIRS[rest])
        return "".join(letters)[:length]
