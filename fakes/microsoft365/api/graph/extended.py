"""The extended properties by which a restored message looks like the one that was received."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

_UNSENT = 8
_NAME = re.compile(r"(\w+)\s+0x([0-9A-Fa-f]{1,4})")


def moment_of(text: str) -> datetime:
    """Read a time, which is UTC unless it says otherwise; raises ValueError."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        raise ValueError(f"{text} is out of range") from None


EXTENDED: Mapping[tuple[str, int] | None, tuple[str, Callable[[str], Any]]] = MappingProxyType(
    {
        ("integer", 0x0E07): ("is_draft", lambda text: bool(int(text) & _UNSENT)),
        ("systemtime", 0x0039): ("sent_at", moment_of),
        ("systemtime", 0x0E06): ("received_at", moment_of),
    }
)
"""What a property says of a message, by its type and tag, and how its value is read."""


def said(name: str, value: str) -> dict[str, Any] | None:
    """Return what a property, such as ``Integer 0x0E07``, says of a message.

    That is None for one that is not modeled; raises ValueError for a value that is none.
    """
    match = _NAME.fullmatch(name.strip())
    key = (match[1].lower(), int(match[2], 16)) if match else None
    if key not in EXTENDED:
        return None
    means, read = EXTENDED[key]
    return {means: read(value)}
