"""Counts with their words."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its word, which gets an s unless there is another plural."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
