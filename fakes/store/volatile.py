"""What a fake draws and does not remember: secrets that nobody can foretell, ids of requests."""

from __future__ import annotations

from dataclasses import dataclass, field

from .ids import Ids


@dataclass
class Volatile:
    """Draws that are no part of a state; the same seed and salt give the same ones.

    ``salt`` makes the secrets of a lab new. ``passing`` draws what identifies a request or an
    error: nobody looks it up, so a read that draws it changes nothing.
    """

    seed: str = ""
    salt: str = ""
    passing: Ids = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Draw from the beginning again."""
        self.passing = Ids(f"{self.salt}{self.seed}/passing")

    def secret(self, ids: Ids, kind: str, length: int) -> str:
        """Return letters and digits, which ``ids`` counts and the salt makes new."""
        return Ids(self.salt + ids.seed, ids.drawn).word(kind, length)
