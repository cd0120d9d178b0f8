"""The hash that OneDrive for Business gives of every file, as Microsoft published it."""

from __future__ import annotations

import base64

_BYTES = 20
_BITS = 8 * _BYTES
_SHIFT = 11
_MASK = (1 << _BITS) - 1


def quick_xor_hash(content: bytes) -> str:
    """Return the quickXorHash of a file, in base64.

    Every byte is moved 11 bits further than the one before it, round a ring of 160 bits, and
    all are combined with exclusive or; so is the length, in the last eight bytes.
    """
    ring = 0
    for place, byte in enumerate(_folded(content)):
        turned = byte << (_SHIFT * place % _BITS)
        ring ^= (turned & _MASK) | (turned >> _BITS)
    ring ^= len(content) << (_BITS - 64)
    return base64.b64encode(ring.to_bytes(_BYTES, "little")).decode("ascii")


def _folded(content: bytes) -> bytes:
    """After 160 bytes the places repeat, so that a long file is combined by rows first."""
    row = 0
    for start in range(0, len(content), _BITS):
        row ^= int.from_bytes(content[start : start + _BITS], "little")
    return row.to_bytes(min(len(content), _BITS), "little")
