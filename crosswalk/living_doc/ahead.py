"""What is the same in every site is worked out once, and can be while the features still run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Once(Generic[Result]):
    """Work that depends on nothing of a run: it is done when its result is first asked for.

    The result is plain data, which can come from a second process.
    """

    all: list[Once[Any]] = []  # noqa: RUF012 - modules add to it when they are imported

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._results: list[Result] = []
        Once.all.append(self)

    def __call__(self) -> Result:
        """Return the result."""
        if not self._results:
            self.enter(self._work())
        return self._results[0]

    def enter(self, result: Result) -> None:
        """Take the result from elsewhere."""
        self._results = [result]


def results() -> list[Any]:
    """Return the results of all of this work."""
    return [each() for each in Once.all]


def enter(results: Iterable[Any]) -> None:
    """Take the results of all of this work from elsewhere."""
    for each, result in zip(Once.all, results, strict=True):
        each.enter(result)
