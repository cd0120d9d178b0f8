"""Links to the site of the living documentation, which name chapter and example besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS, FACTS, PATHS, REQUIREMENTS
from crosswalk.procedure.runbook import Claim

SITE = "../living-doc"
"""Where the site is taken to be, seen from the directory of a diagnosis."""

_STATEMENTS = {
    id_: each.statement
    for table in (REQUIREMENTS, FACTS, PATHS, ASSUMPTIONS)
    for id_, each in table.items()
}


def statements(readings: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the catalogue says by id, and of an assumption that is read otherwise how."""
    otherwise = {
        id_: f"{_STATEMENTS[id_]} (read otherwise here: {reading})"
        for id_, reading in readings.items()
        if reading != ASSUMPTIONS[id_].readings[0]
    }
    return _STATEMENTS | otherwise


@dataclass(frozen=True, slots=True)
class Site:
    """A site of the living documentation: its address, or the path that leads to it.

    ``back`` is the page of it that leads to the report, where the report is a sample of the site.
    """

    address: str = SITE
    back: str = ""

    def example(self, claim: Claim) -> str:
        """Return where the example of a claim stands."""
        return self._of(links.example(claim.feature, claim.example))

    def identifier(self, id_: str) -> str:
        """Return where an id of the catalogue stands, and the examples that show it."""
        return self._of(links.identifier(id_))

    @property
    def way_back(self) -> str:
        """Where the page stands that leads to the report."""
        return self._of(self.back)

    def _of(self, page: str) -> str:
        return f"{self.address.rstrip('/')}/{page}"


def named(claim: Claim) -> str:
    """Return the chapter and the title of the example of a claim."""
    return f"{claim.feature}: {claim.example}"
