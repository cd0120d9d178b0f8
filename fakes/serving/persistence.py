"""What a request changed is saved before it is answered; what cannot be saved is undone."""

from __future__ import annotations

import os
import signal

from fakes.store.sqlite_store import SqliteStore, Unreadable
from fakes.wire.reading import printable


class NotPersisted(Exception):
    """What changed cannot be saved and is undone; the message says why and what to do."""


class Persistence:
    """Saves what changed, or undoes it: the lab then is as it was saved last.

    Where that fails too, what is remembered is not what is saved, and the server ends.
    """

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def __call__(self) -> None:
        """Save; raises NotPersisted."""
        try:
            self._store.save()
        except Unreadable as problem:
            raise NotPersisted(f"{problem}; {self._undone()}") from problem
        except ValueError as error:
            # What no file can hold is gone again, so that the next request can be saved.
            why = f"what changed cannot be written ({printable(str(error))})"
            raise NotPersisted(f"{why}; {self._undone()}") from error

    def _undone(self) -> str:
        try:
            self._store.restore()
        except Unreadable as further:
            # The server's own way to end, from whichever thread.
            os.kill(os.getpid(), signal.SIGTERM)
            return f"and it cannot be read ({further}), so the lab ends"
        return "the request is rolled back"


def save_nothing() -> None:
    """Save nothing: the lab is gone when the process is."""
