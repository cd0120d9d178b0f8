"""Chooses whom to play: everybody of a small tenant; of a large one each kind, and a sample."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import NamedTuple

from crosswalk.diagnosis.diagnosing import Diagnosis
from crosswalk.diagnosis.row import Row
from crosswalk.diagnosis.written.kinds import Kinds

from .part import Addresses, Part, part_of

AT_MOST = 2_000
"""How many people are played without those whom their addresses collide with."""


class Chosen(NamedTuple):
    """Whom to play, with their rows, out of how many, and whether these are all."""

    part: Part
    rows: tuple[Row, ...]
    people: int
    everyone: bool


def choose(diagnosis: Diagnosis, rows: Iterable[Row], *, everyone: bool, seed: int) -> Chosen:
    """Choose among the rows of a diagnosis, which are gone through once more for their addresses.

    Of a large tenant one row of each kind is chosen: of those that differ in nothing but their
    addresses. The rest are drawn, the same ones for one seed.
    """
    tenant, addresses = diagnosis.tenant, Addresses(diagnosis.choices)
    found = _Found(diagnosis, most=None if everyone else AT_MOST)
    for row in rows:
        found.add(row)
    if len(found.rows) == found.people:
        part = part_of(tenant, addresses, None)
        return Chosen(part, tuple(found.rows), found.people, everyone=True)
    part = part_of(tenant, addresses, found.drawn(seed))
    met = tuple(row for row in diagnosis.rows() if part.group_of_row(row) is not None)
    return Chosen(part, met, found.people, everyone=False)


class _Found:
    """The rows that go by: all of them as long as they are few, the first of each kind later."""

    def __init__(self, diagnosis: Diagnosis, most: int | None) -> None:
        self._accounts = diagnosis.tenant.accounts
        self._most = most
        self._kinds = Kinds()
        self._first: dict[tuple[int, bool], int] = {}
        self._logins: list[str] = []
        self.rows: list[Row] = []
        self.people = 0

    def add(self, row: Row) -> None:
        """Take the next row: those of accounts come first, in their order."""
        kind = self._kinds.of(row)
        self._first.setdefault((id(kind), bool(row.change_email_id_to)), self.people)
        if not row.insync_email_id:
            self._logins.append(row.okta_login)
        if self._most is None or self.people < self._most:
            self.rows.append(row)
        self.people += 1

    def drawn(self, seed: int) -> list[str]:
        """Return an address of each person who is drawn."""
        wanted = max((self._most or 0) - len(self._first), 0)
        sample = random.Random(seed).sample(range(self.people), wanted)  # noqa: S311 - no secret
        numbers = dict.fromkeys((*self._first.values(), *sample))
        return [self._address(number) for number in numbers]

    def _address(self, number: int) -> str:
        if number < len(self._accounts):
            return self._accounts[number].email_id
        return self._logins[number - len(self._accounts)]
