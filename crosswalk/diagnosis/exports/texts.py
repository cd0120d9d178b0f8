"""The texts of cells, each held once: most addresses stand in several exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from fakes.wire import not_addresses


class Texts:
    """Every text of the columns that share their texts, and which addresses are none."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._words: dict[str, str] = {}

    @property
    def address(self) -> Callable[[str, str], str]:
        """What returns an equal address, the one that was known before, else the second one."""
        return self._addresses.setdefault

    def addresses(self, cells: Iterable[str]) -> list[str]:
        """Return equal addresses, those that were known before where there are such."""
        texts = [*cells]
        return [*map(self._addresses.setdefault, texts, texts)]

    def words(self, cells: Iterable[str]) -> list[str]:
        """Return equal words, those that were known before where there are such."""
        texts = [*cells]
        return [*map(self._words.setdefault, texts, texts)]

    @cached_property
    def wrong(self) -> set[str]:
        """The texts that are no addresses, when all exports were read."""
        return not_addresses(self._addresses) - {""}

    @cached_property
    def mangled(self) -> set[str]:
        """The texts that have a question mark, as ASCII has it for other letters."""
        return {text for text in self._addresses if "?" in text}
