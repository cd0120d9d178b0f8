"""Who has an address: addresses are numbers, the same in any case, and people are too."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import count

from fakes.wire import not_addresses

from .casefolding import casefolded

NOBODY = -1
SEVERAL = -2
NOTHING = 0
"""The number of the empty text, which is nobody's."""


class Numbers:
    """A number for each text, the same for one in another case.

    To compare or to look up a number takes a part of the time of a text, and of the memory.
    """

    def __init__(self) -> None:
        self._numbers = defaultdict[str, int](count().__next__)
        self.column([""])

    def __len__(self) -> int:
        return len(self._numbers)

    def column(self, texts: Iterable[str]) -> array[int]:
        """Return the number of each text; what was not known gets a new one."""
        return array("i", map(self._numbers.__getitem__, casefolded(texts)))

    def known(self, text: str) -> int:
        """Return the number of a text, that of the empty one if it is not known."""
        return self._numbers.get(text.casefold(), NOTHING)

    @cached_property
    def no_addresses(self) -> frozenset[int]:
        """The texts that are no addresses, in no case, of those with a number by now."""
        return frozenset(map(self._numbers.__getitem__, not_addresses(self._numbers)))


class Index:
    """Who has an address, by its number; everybody is a number, too, in the order of a list.

    ``ones`` has for each address that is numbered so far who has it, or NOBODY or SEVERAL.
    """

    __slots__ = ("_several", "numbers", "ones")

    def __init__(self, numbers: Numbers, *having: tuple[Iterable[int], Iterable[int]]) -> None:
        """Enter columns of addresses, each with a column of those who have them."""
        self.numbers = numbers
        self.ones = array("i", [NOBODY]) * len(numbers)
        shared: dict[int, set[int]] = {}
        for column, people in having:
            self._enter(column, people, shared)
        self._several = {number: tuple(sorted(people)) for number, people in shared.items()}

    def _enter(
        self, column: Iterable[int], people: Iterable[int], shared: dict[int, set[int]]
    ) -> None:
        ones = self.ones
        for number, who in zip(column, people, strict=False):
            known = ones[number]
            if known == NOBODY and number != NOTHING:
                ones[number] = who
            elif known not in (who, NOBODY):
                shared.setdefault(number, {known}).add(who)
                ones[number] = SEVERAL

    def one(self, text: str) -> int:
        """Return who has an address, or NOBODY or SEVERAL."""
        return self.ones[self.numbers.known(text)]

    def all(self, number: int) -> tuple[int, ...]:
        """Return everybody who has an address that is given by its number."""
        who = self.ones[number]
        if who == SEVERAL:
            return self._several[number]
        return () if who == NOBODY else (who,)


def index_of(numbers: Numbers, column: Iterable[int]) -> Index:
    """Return the index of a list, in which everybody has one address."""
    return Index(numbers, (column, count()))
