"""What a step leaves for later steps to ask about; what nobody asked about fails the scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from pytest_bdd.parser import Step


@dataclass(frozen=True, slots=True)
class Remark:
    """What came of a step besides what it returns; ``is_open`` tells whether nobody asked yet."""

    step: int
    text: str
    is_open: Callable[[], bool]


class Remarks:
    """The remarks of one scenario, and where in it the runner is.

    ``step`` is the index of the step that runs, ``action`` that of the last When step, and
    ``block`` that of the first When step since a Then; each is -1 before there is one.
    """

    def __init__(self) -> None:
        self.made: list[Remark] = []
        self.step = self.action = self.block = -1
        self.attach: Callable[[str], object] | None = None
        self._kind = ""

    def begin(self, index: int, step: Step) -> None:
        """Say which step begins."""
        if step.type == "when":
            self.action = index
            self.block = self.block if self._kind == "when" else index
        self._kind, self.step = step.type, index

    @property
    def prepares(self) -> bool:
        """Whether the step that runs only prepares: what goes wrong in it fails the scenario."""
        return self._kind == "given"

    def make(self, text: str, is_open: Callable[[], bool], *, shown: bool = True) -> None:
        """Leave a remark on the step that runs; what is shown is attached to it in the messages."""
        self.made.append(Remark(self.step, text, is_open))
        if shown and self.attach:
            self.attach(text)

    def on(self, step: int) -> Iterator[str]:
        """Yield what was remarked on a step."""
        return (each.text for each in self.made if each.step == step)

    def refuse_what_is_open(self) -> None:
        """Raise Unasked where a remark is open still."""
        left = [each for each in self.made if each.is_open()]
        if left:
            raise Unasked({each.step: each.text for each in reversed(left)})


class Unasked(Exception):
    """A scenario ended, and no Then step asked about what came of some of its steps."""

    def __init__(self, problems: Mapping[int, str]) -> None:
        super().__init__("; ".join(problems[index] for index in sorted(problems)))
        self.problems = {
            index: f"{problems[index]}: no Then step asks about it" for index in sorted(problems)
        }


FILE = "remark.txt"
"""Under which name a remark is attached to its step."""

KEY = pytest.StashKey[Remarks]()
