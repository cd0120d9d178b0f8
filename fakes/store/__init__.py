"""Where a fake keeps what it remembers: tables with indexes, and identifiers from a seed."""

from __future__ import annotations

from .ids import Ids
from .table import Table, Taken

__all__ = ["Ids", "Table", "Taken"]
