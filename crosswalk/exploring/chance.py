"""Chance that can be repeated: what is drawn depends on a seed and on nothing else.

Somebody is picked by a number made of the seed and of who they are. So a step that is replayed in
a shorter history picks the same person as before, as long as that person is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import TypeVar
from zlib import crc32

Thing = TypeVar("Thing")

_SEEDS = 2**32
TURNS = 10_080
"""A number that many others divide: by it seeds are numbered, so that choices take turns."""


class NothingToDo(Exception):
    """There is nobody and nothing that an action could be about."""


class Chance:
    """What one step draws."""

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)  # noqa: S311 - it has to be the same each time
        self._turn = seed % TURNS if isinstance(seed, int) else 0

    def seed(self, turn: int) -> int:
        """Return the seed of something else whose turn is a number."""
        return self._random.randrange(_SEEDS) * TURNS + turn % TURNS

    def turn(self, options: Sequence[Thing]) -> Thing:
        """Return one of a fixed list: the one whose turn it is."""
        self._turn, turn = divmod(self._turn, len(options))
        return options[turn]

    def flip(self, share: float) -> bool:
        """Tell whether something happens that happens in this share of all cases."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """Return a whole number between two, which it can be, too."""
        return self._random.randint(least, most)

    def one_of(self, options: Sequence[Thing]) -> Thing:
        """Return one of a fixed list."""
        return options[self._random.randrange(len(options))]

    def weighted(self, options: Sequence[Thing], weights: Sequence[float]) -> Thing:
        """Return one of a fixed list, each as often as its weight says."""
        return self._random.choices(options, weights)[0]

    def pick(self, things: Iterable[Thing], name: Callable[[Thing], object] = str) -> Thing:
        """Return one of those that are there now, by name; raises NothingToDo for none."""
        salt = self._random.getrandbits(32)
        found = max(things, key=lambda each: crc32(f"{salt}/{name(each)}".encode()), default=None)
        if found is None:
            raise NothingToDo
        return found
