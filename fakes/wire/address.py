"""An address as people write it and as systems compare it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SHAPE = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Address:
    """A3: an address keeps the case it was written in and is compared without it.

    Raises ValueError when the text is not of the form ``name@domain.example``.
    """

    text: str = field(compare=False)
    folded: str = field(default="", init=False, repr=False)

    def __post_init__(self) -> None:
        if not _SHAPE.fullmatch(self.text):
            raise ValueError(f"{self.text!r} is not an address: expected name@domain.example")
        object.__setattr__(self, "folded", self.text.casefold())

    def __str__(self) -> str:
        return self.text
