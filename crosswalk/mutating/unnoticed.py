"""The mutants that no feature and no law can notice, each with the reason."""

from __future__ import annotations

from pathlib import Path

import msgspec

from .mutants import Mutant

FILE = Path(__file__).with_name("unnoticed.toml")


class Unnoticed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that behaves like what it was made of, or that only one test can notice."""

    path: str
    place: str
    before: str
    after: str
    why: str
    number: int = 1
    test: str = ""
    """What notices it: a test of what no person of a feature sees. Without one, nobody can."""

    @property
    def mutant(self) -> Mutant:
        """The mutant, to compare others with."""
        return Mutant(self.path, self.place, self.before, self.after, self.number)


class _File(msgspec.Struct, forbid_unknown_fields=True):
    unnoticed: list[Unnoticed] = []


def unnoticed(path: Path = FILE) -> dict[Mutant, Unnoticed]:
    """Return what is listed by mutant; raises ValueError that says what is wrong with the file."""
    try:
        read = msgspec.toml.decode(path.read_bytes(), type=_File).unnoticed
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from None
    return {each.mutant: each for each in read}
