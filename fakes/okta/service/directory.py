"""Directory: the people, from staged to deleted."""

from __future__ import annotations

from typing import Protocol


class Assigned(Protocol):
    """Who hears that a person or a membership changed: the assignments."""

    def profile_changed(self, user_id: str) -> None:
        """A person's profile was changed."""

    def user_deactivated(self, user_id: str) -> None:
        """A person was deactivated."""

    def user_activated(self, user_id: str) -> None:
        """A deactivated person was activated again."""

    def joined(self, group_id: str, user_id: str) -> None:
        """A person was put into a group."""

    def left(self, group_id: str, user_id: str) -> None:
        """A person was taken out of a group."""
