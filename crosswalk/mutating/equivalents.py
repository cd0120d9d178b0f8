"""The mutants of which nobody can tell that they are one, each with the reason."""

from __future__ import annotations

from pathlib import Path

import msgspec

from .mutants import Mutant

FILE = Path(__file__).with_name("equivalents.toml")


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that behaves like what it was made of, and why."""

    path: str
    place: str
    before: str
    after: str
    why: str
    number: int = 1

    @property
    def mutant(self) -> Mutant:
        """The mutant, to compare others with."""
        return Mutant(self.path, self.place, self.before, self.after, self.number)


class _File(msgspec.Struct, forbid_unknown_fields=True):
    equivalents: list[Equivalent] = []


def equivalents(path: Path = FILE) -> dict[Mutant, str]:
    """Return the reasons by mutant; raises ValueError that says what is wrong with the file."""
    try:
        read = msgspec.toml.decode(path.read_bytes(), type=_File).equivalents
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from None
    return {each.mutant: each.why for each in read}
