"""Where a fake keeps what it remembers: tables, identifiers, readings in force."""

from __future__ import annotations

from .fields import OUTLIVES, empty
from .ids import Ids
from .keyed_store import Shelf
from .readings import Readings
from .table import Table, Taken

__all__ = ["OUTLIVES", "Ids", "Readings", "Shelf", "Table", "Taken", "empty"]
