"""Who has an address, compared without case, by their numbers in a list."""

from __future__ import annotations

from collections.abc import Iterable

NOBODY = -1
SEVERAL = -2


class Index:
    """The numbers of those who have a value, by the casefolded value."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        # One number for nearly every value: a tuple for each would double what a million take.
        self._numbers: dict[str, int | tuple[int, ...]] = {}

    def add(self, value: str, number: int) -> None:
        """Enter that somebody has a value; an empty one is nobody's."""
        if not value:
            return
        key = value.casefold()
        known = self._numbers.setdefault(key, number)
        if known == number:
            return
        before = known if isinstance(known, tuple) else (known,)
        if number not in before:
            self._numbers[key] = (*before, number)

    def all(self, folded: str) -> tuple[int, ...]:
        """Return everybody who has a value that is given casefolded."""
        known = self._numbers.get(folded, ())
        return known if isinstance(known, tuple) else (known,)

    def one(self, folded: str) -> int:
        """Return who has a value that is given casefolded, or NOBODY or SEVERAL."""
        known = self._numbers.get(folded, NOBODY)
        return SEVERAL if isinstance(known, tuple) else known


def index_of(values: Iterable[str]) -> Index:
    """Return the index of a list, in which everybody has one value."""
    index = Index()
    for number, value in enumerate(values):
        index.add(value, number)
    return index
