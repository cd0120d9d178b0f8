"""What somebody who assigns the app gives by hand, beside what the mappings make of a person."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A username, "" for none, and values of the app profile, of which "" removes one."""

    user_name: str = ""
    profile: Pairs = ()

    def over(self, computed: Pairs) -> Pairs:
        """Return a profile with the given values written over it."""
        if not self.profile:
            return computed
        values = {**dict(computed), **dict(self.profile)}
        return tuple((name, value) for name, value in values.items() if value)


NOTHING_GIVEN = Given()
