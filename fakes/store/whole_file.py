"""Whether a file still is what was written: every row, and no other.

The file holds how many rows it has and the sum of their checksums. Triggers keep both up to date
within the transaction that changes a row, so that a part of a file, an older part beside a newer
one, and a changed byte are found out when it is opened.
"""

from __future__ import annotations

import sqlite3
from zlib import crc32

_FUNCTION = "row_checksum"
_TABLES = {
    "fields": f"{_FUNCTION}(0, {{0}}.system, {{0}}.field, '', {{0}}.data)",
    "records": f"{_FUNCTION}({{0}}.position, {{0}}.system, {{0}}.field, {{0}}.key, {{0}}.data)",
}


def _trigger(table: str, event: str, added: int, changed: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_{event} AFTER {event} ON {table} BEGIN"  # noqa: S608
        f" UPDATE whole SET count = count + {added}, checksums = checksums {changed}; END"
    )


def _triggers(table: str, checksum: str) -> tuple[str, ...]:
    old, new = checksum.format("old"), checksum.format("new")
    return (
        _trigger(table, "insert", 1, f"+ {new}"),
        _trigger(table, "update", 0, f"- {old} + {new}"),
        _trigger(table, "delete", -1, f"- {old}"),
    )


SCHEMA = (
    "CREATE TABLE IF NOT EXISTS whole (only INTEGER PRIMARY KEY CHECK (only = 1),"
    " count INTEGER NOT NULL, checksums INTEGER NOT NULL)",
    "INSERT OR IGNORE INTO whole VALUES (1, 0, 0)",
    *(each for table, checksum in _TABLES.items() for each in _triggers(table, checksum)),
)
_HELD = " UNION ALL ".join(
    f"SELECT {checksum.format(table)} AS checksum FROM {table}"  # noqa: S608 - our own names
    for table, checksum in _TABLES.items()
)
_COUNTED = f"SELECT count(*), coalesce(sum(checksum), 0) FROM ({_HELD})"  # noqa: S608 - ours
_WRITTEN = "SELECT count, checksums FROM whole"


def add_checksums(connection: sqlite3.Connection) -> None:
    """Let a connection compute the checksum of a row."""
    connection.create_function(_FUNCTION, 5, _checksum, deterministic=True)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Tell whether the rows of a file are those that were written."""
    counted, written = (connection.execute(each).fetchall() for each in (_COUNTED, _WRITTEN))
    return bool(counted == written)


def _checksum(position: object, system: object, field: object, key: object, data: object) -> int:
    head = "\0".join(map(repr, (position, system, field, key, type(data).__name__)))
    return crc32(data if isinstance(data, bytes) else repr(data).encode(), crc32(head.encode()))
