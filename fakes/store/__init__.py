"""Where a fake keeps what it remembers: tables, identifiers from a seed, readings in force."""

from __future__ import annotations

from .ids import Ids
from .readings import Readings
from .table import Table, Taken

__all__ = ["Ids", "Readings", "Table", "Taken"]
