"""What is said of problems and of jobs that fail, with the examples that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path

import msgspec

from crosswalk.diagnosis.row import Problem
from crosswalk.procedure.runbook import Claim, Words

BOOK = Path(__file__).with_name("problems.toml")


class Explained(Claim, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A problem by its code: what it means, and what to do about it."""

    code: Problem
    do: Words


class Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it: ``cases`` show how a job fails, the first of them whose id decided it."""

    problems: tuple[Explained, ...]
    cases: tuple[Claim, ...]

    def case_of(self, ids: Iterable[str]) -> Claim | None:
        """Return what shows how a job fails that is decided by ids."""
        return next((each for each in self.cases if each.ids[0] in ids), None)


def read(path: Path = BOOK) -> Book:
    """Return a book; raises ValueError saying where and what was expected."""
    try:
        book = msgspec.toml.decode(path.read_bytes(), type=Book)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    codes = [each.code for each in book.problems]
    if codes != [*Problem]:
        odd = next(a for a, b in zip_longest(Problem, codes) if a is not b)
        raise ValueError(f"{path.name}: expected each problem once, in order, up to {odd}")
    return book


@cache
def book() -> Book:
    """Return what the package says."""
    return read()


@cache
def explained() -> Mapping[Problem, Explained]:
    """Return what is said of each problem."""
    return {each.code: each for each in book().problems}
