"""Which records changed since somebody last asked."""

from __future__ import annotations


class Changes:
    """The keys under which something was put or removed, the new ones in the order they came.

    A key that was removed and then put again is in both, and stands last.
    """

    def __init__(self) -> None:
        self.put: dict[str, None] = {}
        self.removed: set[str] = set()

    def note_put(self, key: str) -> None:
        """Remember that there is something new under a key."""
        self.put[key] = None

    def note_removed(self, key: str) -> None:
        """Remember that there is nothing under a key any more."""
        self.put.pop(key, None)
        self.removed.add(key)

    def forget(self) -> None:
        """Begin again, as if nothing had changed."""
        self.put.clear()
        self.removed.clear()
