"""Strict JSON without whitespace."""

from __future__ import annotations

from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder()


def encoded(body: object) -> bytes:
    """Return the JSON of a body."""
    return _ENCODER.encode(body)


def decoded(text: bytes) -> Any:
    """Return what a JSON text says; raises ValueError when it is none."""
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError(str(error)) from None
