"""A row of the page: the addresses beside one another, and in words how each job ends and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .kept import NOTHING, KeptRow, Verdict, addresses_of
from .said import JobSaid, Said


class AddressCell(NamedTuple):
    """An address of a person, and from what it differs though it should be the same."""

    column: str
    address: str
    differs_from: str = ""


class Line(NamedTuple):
    """How a job ends: what it presents, and what the default readings say if it is otherwise."""

    job: JobSaid
    presented: str
    by_default: str


@dataclass(frozen=True, slots=True)
class Person:
    """A kept row with its verdict."""

    row: KeptRow
    verdict: Verdict
    said: Said

    @property
    def addresses(self) -> tuple[AddressCell, ...]:
        """The addresses in the order of the columns; the first names the row."""
        row, differs = self.row, self.verdict.differs
        return (
            _cell("inSync email ID", row.insync_email_id, "Okta email", differs.email_id_and_email),
            AddressCell("Okta email", row.okta_email),
            _cell(
                "Primary SMTP address",
                row.primary_smtp,
                "Okta email",
                differs.email_and_primary_smtp,
            ),
            AddressCell("Okta login", row.okta_login),
            _cell("UPN", row.upn, "Okta login", differs.login_and_upn),
        )

    def lines(self) -> Iterator[Line]:
        """Yield how each job ends."""
        values = (*addresses_of(self.row), *self.row.literals)
        by_default = self.verdict.by_default
        words = by_default.words if by_default else [job.word for job in self.said.jobs]
        jobs = zip(self.said.jobs, self.verdict.presents, words, strict=True)
        for job, number, word in jobs:
            presented = "" if number == NOTHING else values[number]
            yield Line(job, presented, "" if word is job.word else word.value)

    @property
    def outcomes(self) -> Sequence[tuple[Line, Line]]:
        """The jobs, each now and afterwards."""
        lines = list(self.lines())
        return tuple(zip(lines[:3], lines[3:], strict=True))


def _cell(column: str, address: str, other: str, differs: bool) -> AddressCell:
    return AddressCell(column, address, other if differs else "")


def people(
    rows: Sequence[KeptRow], verdicts: Sequence[Verdict], said: dict[int, Said]
) -> Iterator[Person]:
    """Yield rows with what is said of them; ``said`` has it by the number of a verdict."""
    for row in rows:
        verdict = verdicts[row.verdict]
        if row.verdict not in said:
            said[row.verdict] = Said(verdict.kind)
        yield Person(row, verdict, said[row.verdict])
