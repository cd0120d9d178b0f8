"""Which records changed since they were last written."""

from __future__ import annotations

from enum import Enum


class Change(Enum):
    """What became of a record, by its key."""

    PUT = "put"
    REMOVED = "removed"
    PUT_ANEW = "removed, then put"


class TrackedChanges(dict[str, Change]):
    """What became of each record that changed, in the order in which records were put.

    It is a dict so that many can be asked at once, and fast, whether they hold anything.
    """

    def note_put(self, key: str) -> None:
        """Remember that there is something new under a key."""
        if self.get(key) is Change.REMOVED:
            del self[key]
            self[key] = Change.PUT_ANEW
        else:
            self.setdefault(key, Change.PUT)

    def note_removed(self, key: str) -> None:
        """Remember that there is nothing under a key any more."""
        self[key] = Change.REMOVED
