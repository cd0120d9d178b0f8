"""What a fake remembers: tables, identifiers, the readings in force."""

from __future__ import annotations

from .fields import LATER, TRANSIENT, empty
from .ids import Ids
from .indexes import Taken
from .keyed_store import KeyedStore
from .readings import Readings, in_force
from .table import Table
from .volatile import Volatile

__all__ = [
    "LATER",
    "TRANSIENT",
    "Ids",
    "KeyedStore",
    "Readings",
    "Table",
    "Taken",
    "Volatile",
    "empty",
    "in_force",
]
