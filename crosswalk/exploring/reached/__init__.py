"""What histories reach: a table of everything that is worth reaching, and how often it was."""

from __future__ import annotations

from .table import Key, Part, Reached, expected

__all__ = ["Key", "Part", "Reached", "expected"]
