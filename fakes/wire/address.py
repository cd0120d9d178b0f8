"""An address as people write it and as systems compare it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import filterfalse

from .characters import UNFIT

_NAME, _LABEL = rf"[^@\s{UNFIT}]", rf"[^@\s.{UNFIT}]"
_SHAPE = re.compile(rf"{_NAME}+@{_LABEL}+(\.{_LABEL}+)+")


def is_address(text: str) -> bool:
    """Tell whether a text is of the form ``name@domain.example``."""
    return _SHAPE.fullmatch(text) is not None


def not_addresses(texts: Iterable[str]) -> set[str]:
    """Return those of many texts that are no addresses."""
    return set(filterfalse(_SHAPE.fullmatch, texts))


@dataclass(frozen=True, slots=True)
class Address:
    """A3: an address keeps the case it was written in and is compared without it.

    Raises ValueError when the text is not of the form ``name@domain.example``.
    """

    text: str = field(compare=False)
    folded: str = field(default="", init=False, repr=False)

    def __post_init__(self) -> None:
        if not is_address(self.text):
            raise ValueError(f"{self.text!r} is not an address: expected name@domain.example")
        folded = self.text.casefold()
        # Most are written in lower case, and one text is enough for them.
        object.__setattr__(self, "folded", self.text if folded == self.text else folded)

    def __str__(self) -> str:
        return self.text
