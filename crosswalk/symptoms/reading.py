"""Reads the symptoms from their files, and refuses what does not lead anywhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from .mistakes import mistakes
from .model import Symptom, Told

FOLDER = Path(__file__).parent


@cache
def symptoms(folder: Path = FOLDER) -> tuple[Symptom, ...]:
    """Return the symptoms by the order of their files; raises ValueError saying what is wrong."""
    paths = sorted(folder.glob("*.toml"))
    read = tuple(map(_read, paths))
    known = {each.name: frozenset(cause.name for cause in each.causes) for each in read}
    for path, symptom in zip(paths, read, strict=True):
        if found := mistakes(symptom, known):
            raise ValueError(f"{path.name}: {'; '.join(found)}")
    return read


def _read(path: Path) -> Symptom:
    try:
        told = msgspec.toml.decode(path.read_bytes(), type=Told)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    number, _, name = path.stem.partition("_")
    if not (number.isdigit() and name):
        raise ValueError(f"{path.name}: expected a name such as 01_duplicates.toml")
    return Symptom(name=name, **{each: getattr(told, each) for each in told.__struct_fields__})
