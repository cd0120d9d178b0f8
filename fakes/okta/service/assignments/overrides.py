"""Values set by hand on an assignment, in place of those that the mappings compute."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overrides:
    """A username, "" for none, and values of the app profile, of which "" removes one."""

    user_name: str = ""
    profile: Pairs = ()

    def over(self, computed: Pairs) -> Pairs:
        """Return a profile with these values in place of its own."""
        if not self.profile:
            return computed
        values = {**dict(computed), **dict(self.profile)}
        return tuple((name, value) for name, value in values.items() if value)


NO_OVERRIDES = Overrides()
