"""What the fakes remember, in a file of SQLite, so that it outlives the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from . import whole_file
from .as_written import AsWritten
from .fields import PersistentState, remembered
from .keyed_store import KeyedStore
from .rows import Statement
from .saving import VERSION, load_all
from .stored_state import StoredState
from .table import Table

APPLICATION = 0x43524F53
"""What marks a file of SQLite as one of ours."""

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS fields (system TEXT NOT NULL, field TEXT NOT NULL,"
    " data BLOB NOT NULL, PRIMARY KEY (system, field)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS records (position INTEGER PRIMARY KEY, system TEXT NOT NULL,"
    " field TEXT NOT NULL, key TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (system, field, key))",
    *whole_file.SCHEMA,
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)
_PROBLEMS = {
    "SQLITE_BUSY": "is in use by another process: stop it, or name another file",
    "SQLITE_NOTADB": "holds something else: name another file",
    "SQLITE_CORRUPT": "is damaged: restore a copy, or remove it to begin anew",
    "SQLITE_READONLY": "cannot be written: allow it, or name another file",
    "SQLITE_CANTOPEN": "cannot be opened: name a file in a folder that can be written",
    "SQLITE_FULL": "cannot grow: free some space on its disk",
}


class Unreadable(ValueError):
    """A file that states cannot be saved in; says why, and what to do."""


class SqliteStore:
    """Saves states, by their names, in one file of SQLite that belongs to one process.

    What ``save`` returned for survives the end of the process, however sudden, and of what it
    did not return for all is there or nothing. A state that the store was not given stays in
    the file as it is. Not for several threads at a time.
    """

    def __init__(self, path: str | Path, states: Mapping[str, PersistentState]) -> None:
        self._path = Path(path)
        self._states = dict(states)
        self._stored = {name: StoredState(name, state) for name, state in self._states.items()}
        self._as_written = AsWritten(self._states.values())
        with _explained(self._path):
            # It holds tokens and secrets, so nobody else is to read it.
            self._path.touch(mode=0o600)
            self._connection = sqlite3.connect(
                self._path, timeout=0, isolation_level=None, check_same_thread=False
            )
            whole_file.add_checksums(self._connection)
            try:
                self._open()
            except BaseException:
                self._connection.close()
                raise

    def restore(self) -> tuple[str, ...]:
        """Load the states that the file holds, and return their names.

        Raises Unreadable, and changes nothing, when they have another shape.
        """
        with _explained(self._path):
            held = [row[0] for row in self._ask("SELECT DISTINCT system FROM fields")]
            names = tuple(name for name in self._states if name in held)
            try:
                data = {name: self._read(name) for name in names}
                load_all({name: self._states[name] for name in names}, {"version": VERSION, **data})
            except (ValueError, RecursionError) as error:
                why = f"cannot be read, {error}: remove it to begin anew"
                raise self._unreadable(why) from error
        for name in names:
            self._stored[name].restored()
        if len(names) == len(self._states):
            self._as_written.note()
        return names

    def save(self) -> None:
        """Write what changed since the last time, all of it or nothing."""
        stored = self._stored.values()
        if self._as_written and not any(each.drew_beyond() for each in stored):
            return
        changed = [(each, each.changed()) for each in stored]
        self._write([row for each, fields in changed for row in each.statements(fields)])
        for each, fields in changed:
            each.written(fields)
        self._as_written.note()

    def close(self) -> None:
        """Leave the file to others; what was not saved is not in it."""
        statements = [each for one in self._stored.values() for each in one.counted_exactly()]
        # Without them identifiers are skipped, which is no reason to complain.
        with suppress(Unreadable):
            if statements:
                self._write(statements)
        self._connection.close()

    def _open(self) -> None:
        """Take the file for this process alone; looks before it touches what may be another's."""
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        ours, version = self._number("application_id"), self._number("user_version")
        if self._ask("SELECT 1 FROM sqlite_master") or ours:
            self._check(ours, version)
        # One file: what is committed is in it, and a copy needs no other.
        self._connection.execute("PRAGMA journal_mode = DELETE")
        # What the process wrote outlives the process; after a power cut the checksums decide.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._write([(statement, ()) for statement in _SCHEMA])

    def _check(self, ours: int, version: int) -> None:
        if ours != APPLICATION:
            raise self._unreadable(_PROBLEMS["SQLITE_NOTADB"])
        if version != VERSION:
            raise self._unreadable(
                f"has format {version}, expected {VERSION}: "
                "open it with the version that wrote it, or name another file"
            )
        is_sound = self._ask("PRAGMA integrity_check(1)") == [("ok",)]
        if not is_sound or not whole_file.is_whole(self._connection):
            raise self._unreadable(_PROBLEMS["SQLITE_CORRUPT"])

    def _read(self, name: str) -> dict[str, Any]:
        """Return a state as it was dumped."""
        state = self._states[name]
        fields = self._ask("SELECT field, data FROM fields WHERE system = ?", name)
        return {
            **{field: msgspec.json.decode(data) for field, data in fields},
            **{
                field: self._rows(name, field, getattr(state, field))
                for field in remembered(state)
                if isinstance(getattr(state, field), Table | KeyedStore)
            },
        }

    def _rows(self, name: str, field: str, held: object) -> object:
        rows = self._ask(
            "SELECT key, data FROM records WHERE system = ? AND field = ? ORDER BY position",
            name,
            field,
        )
        values = {key: msgspec.json.decode(data) for key, data in rows}
        return values if isinstance(held, KeyedStore) else list(values.values())

    def _write(self, statements: list[Statement]) -> None:
        with _explained(self._path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            for statement, values in statements:
                self._connection.execute(statement, values)

    def _ask(self, question: str, *values: str) -> list[Any]:
        return self._connection.execute(question, values).fetchall()

    def _number(self, pragma: str) -> int:
        return int(self._ask(f"PRAGMA {pragma}")[0][0])

    def _unreadable(self, why: str) -> Unreadable:
        return Unreadable(f"{self._path} {why}")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into what can be done about it."""
    try:
        yield
    except sqlite3.Error as error:
        # SQLite refines its codes: SQLITE_READONLY_DIRECTORY is a SQLITE_READONLY.
        code = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        raise Unreadable(f"{path} {_PROBLEMS.get(code, f'cannot be used: {error}')}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} {_PROBLEMS['SQLITE_CORRUPT']}") from error
    except OSError as error:
        problem = _PROBLEMS["SQLITE_CANTOPEN"]
        raise Unreadable(f"{path} {problem} ({error.strerror})") from error
