"""The pictures that are shipped: each is kept until the texts or controls of its screen change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from .model import Picture, View

DIRECTORY = Path(__file__).with_name("shipped")
INDEX = "index.json"

Places = Mapping[str, tuple[Picture, ...]]
"""Pictures by the place that shows them: a step of the path, or of an example."""


class Kept(msgspec.Struct, frozen=True):
    """A picture, and the revision at which it was taken."""

    revision: str
    picture: Picture


class Shipped(msgspec.Struct, frozen=True):
    """The pictures of a directory, by the place that shows them."""

    places: Mapping[str, tuple[Kept, ...]] = {}

    @property
    def files(self) -> list[str]:
        """The names of all files, each once."""
        kept = (each.picture for taken in self.places.values() for each in taken)
        return sorted({name for picture in kept for name in picture.files})


def place_of(chapter: str, case: str, step: str, earlier: int) -> str:
    """Return the place of a step of an example.

    It is told by its text, and by how many steps before it read the same: lines move.
    """
    return f"{chapter}#{case}: {step}" + (f" ({earlier + 1})" if earlier else "")


@cache
def shipped(directory: Path = DIRECTORY) -> Shipped:
    """Return what a directory holds; raises ValueError where its index is not as expected."""
    index = directory / INDEX
    if not index.exists():
        return Shipped()
    try:
        return msgspec.json.decode(index.read_bytes(), type=Shipped)
    except msgspec.DecodeError as error:
        raise ValueError(f"{index}: {error}: run `crosswalk pictures screens`") from error


def renewed(
    directory: Path, places: Places, files: Mapping[str, bytes], revision: str
) -> Iterator[str]:
    """Put pictures into a directory, and yield the places of which some are new.

    What shows the texts and controls that it showed before stays as it is. Where the same link is
    marked on the same screen, one picture serves several places.
    """
    before = shipped(directory).places
    ways: dict[View, Kept] = {}
    index = {}
    for place, taken in places.items():
        old = dict(enumerate(before.get(place, ())))
        new = [
            _kept(old.get(at), picture) or Kept(revision, picture)
            for at, picture in enumerate(taken)
        ]
        index[place] = tuple(
            ways.setdefault(each.picture.view, each) if _leads_on(each.picture) else each
            for each in new
        )
        if index[place] != before.get(place):
            yield place
    _write(directory, Shipped(index), files)


def _kept(old: Kept | None, picture: Picture) -> Kept | None:
    return old if old and old.picture.view == picture.view else None


def _leads_on(picture: Picture) -> bool:
    """Tell whether what is marked leads to another screen or opens something, and does no more."""
    return picture.control is not None and picture.control.role in ("link", "text")


def _write(directory: Path, made: Shipped, files: Mapping[str, bytes]) -> None:
    directory.mkdir(exist_ok=True)
    for name in made.files:
        if not (directory / name).exists():
            (directory / name).write_bytes(files[name])
    for each in directory.iterdir():
        if each.name not in {INDEX, *made.files}:
            each.unlink()
    (directory / INDEX).write_text(_as_text(made), encoding="utf-8")
    shipped.cache_clear()


def _as_text(made: Shipped) -> str:
    """Return an index as JSON, a picture a line."""
    places = ",\n".join(
        f"{_json(place)}: [\n{_lines(map(_json, taken))}\n]" for place, taken in made.places.items()
    )
    return f'{{"places": {{\n{places}\n}}}}\n'


def _lines(parts: Iterable[str]) -> str:
    return ",\n".join(parts)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
