"""What became of the problems of an earlier diagnosis."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.tenant import HeldAccount

from . import people, summary
from .cells import unguarded
from .writer import Since

_NEEDED = ("insync_email_id", "okta_login", "problems")
_Problems = tuple[Problem, ...]


class UnusablePrevious(ValueError):
    """A directory that holds no diagnosis to compare with; the message says what is missing."""


class Previous:
    """The rows of an earlier diagnosis, found by email ID, else by login.

    A row is found by its login only if its email ID is gone: whoever has the email ID now is found
    by that.
    """

    def __init__(self, directory: Path) -> None:
        _check_summary(directory)
        self._by_email_id: dict[str, tuple[str, _Problems]] = {}
        self._by_login: dict[str, list[_Problems]] = {}
        for email_id, login, problems in _rows(directory):
            if email_id:
                self._by_email_id[email_id] = (login, problems)
            else:
                self._by_login.setdefault(login, []).append(problems)

    def enter(self, accounts: Iterable[HeldAccount]) -> None:
        """Learn which email IDs there are now, before any row is compared."""
        present = {each.email_id.casefold() for each in accounts} & self._by_email_id.keys()
        for email_id in [each for each in self._by_email_id if each not in present]:
            login, problems = self._by_email_id.pop(email_id)
            self._by_login.setdefault(login, []).append(problems)

    def since(self, row: Row) -> Since:
        """Compare a row with the one before, which is then used up."""
        before = self._before(row)
        return Since(
            new=tuple(each for each in row.problems if each not in before),
            solved=tuple(each for each in before if each not in row.problems),
            unchanged=tuple(each for each in row.problems if each in before),
        )

    def _before(self, row: Row) -> _Problems:
        found = self._by_email_id.pop(row.insync_email_id.casefold(), None)
        if found:
            return found[1]
        having = self._by_login.get(row.okta_login.casefold()) if row.okta_login else None
        return having.pop(0) if having else ()

    def gone(self) -> Counter[Problem]:
        """Return the problems of the rows that no row of now was found for."""
        rows = [problems for _, problems in self._by_email_id.values()]
        rows.extend(problems for having in self._by_login.values() for problems in having)
        return Counter(problem for problems in rows for problem in problems)


def _check_summary(directory: Path) -> None:
    path = directory / summary.FILE
    if not directory.is_dir():
        raise UnusablePrevious(f"{directory} is not a directory: name one that --into wrote")
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnusablePrevious(f"{path} is missing: {directory} holds no diagnosis") from error
    except ValueError as error:
        raise UnusablePrevious(f"{path} is not JSON: {error}") from error
    if not isinstance(told, dict) or "redacted" not in told:
        raise UnusablePrevious(f"{path} has no key 'redacted': expected what a diagnosis wrote")
    if told["redacted"]:
        raise UnusablePrevious(
            f"{directory} is redacted, so nobody can be found in it: name one without --redact"
        )


def _rows(directory: Path) -> Iterator[tuple[str, str, _Problems]]:
    """Yield email ID and login without case, and the problems, of each row."""
    path = directory / people.FILE
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            yield from _read(path, lines)
    except OSError as error:
        raise UnusablePrevious(f"{path} is missing: {directory} holds no diagnosis") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnusablePrevious(f"{path} is not CSV in UTF-8: {error}") from error


def _read(path: Path, lines: Iterator[list[str]]) -> Iterator[tuple[str, str, _Problems]]:
    header = next(lines, [])
    for column in _NEEDED:
        if column not in header:
            raise UnusablePrevious(f"{path}, line 1: expected a column {column}")
    email_id, login, problems = map(header.index, _NEEDED)
    told: dict[str, _Problems] = {}
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise UnusablePrevious(
                f"{path}, row {number}: expected {len(header)} cells, found {len(cells)}"
            )
        codes = cells[problems]
        if codes not in told:
            told[codes] = _problems(path, number, codes)
        yield (
            unguarded(cells[email_id]).casefold(),
            unguarded(cells[login]).casefold(),
            told[codes],
        )


def _problems(path: Path, number: int, codes: str) -> _Problems:
    try:
        return tuple(Problem(code) for code in codes.split(";") if code)
    except ValueError as error:
        raise UnusablePrevious(f"{path}, row {number}, problems: {error}") from error
