"""A picture of a screen, and what the screen shows."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

import msgspec

PICTURES_TYPE = "application/vnd.crosswalk.pictures+json"
IMAGE_TYPE = "image/webp"
SUFFIX = ".webp"
FILE = r"^[0-9a-f]{16}\.webp$"
"""What files are called: by what is in them, so that equal pictures are one file."""
File = Annotated[str, msgspec.Meta(pattern=FILE)]


class Named(msgspec.Struct, frozen=True, array_like=True):
    """Something on a screen that has a name: a heading, a label, a button, a link, a field."""

    role: str
    name: str


class Screen(msgspec.Struct, frozen=True):
    """What a screen shows besides the values of people: its title, where it is, what has a name."""

    title: str
    path: str
    shows: tuple[Named, ...]


class View(NamedTuple):
    """What a picture is of: a screen, and what is marked on it."""

    screen: Screen
    control: Named | None


class Picture(msgspec.Struct, frozen=True):
    """A screen, and the files of its picture, light and dark.

    ``control`` is what is marked: what is used next. The last picture of a step has none.
    """

    screen: Screen
    light: File
    dark: File
    width: int
    height: int
    control: Named | None = None

    @property
    def files(self) -> tuple[str, str]:
        """The names of its files."""
        return (self.light, self.dark)

    @property
    def view(self) -> View:
        """What it is of: two that are of the same look alike, but for the values of people."""
        return View(self.screen, self.control)


def is_file(name: str) -> bool:
    """Tell whether a name is one of a picture's file."""
    return re.match(FILE, name) is not None


def written(pictures: tuple[Picture, ...]) -> str:
    """Return pictures as JSON."""
    return msgspec.json.encode(pictures).decode()


def read(text: str) -> tuple[Picture, ...]:
    """Return the pictures that JSON tells of; raises ValueError where it is something else."""
    try:
        return msgspec.json.decode(text, type=tuple[Picture, ...])
    except msgspec.DecodeError as error:
        raise ValueError(f"pictures of a step are not as expected: {error}") from error
