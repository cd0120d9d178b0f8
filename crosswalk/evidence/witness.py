"""Evidence from the lab, for the report of a failure and for the messages of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from crosswalk.lab_interface import Lab

if TYPE_CHECKING:
    from .everyone import Everyone
    from .gathering import Gathering
    from .model import Record


class Witness:
    """Sees every step of a scenario, and can say what was the case when one failed.

    What looks at people and exchanges is imported when it is needed: most runs need none of it.
    """

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._gathering: Gathering | None = None

    def gather(self) -> None:
        """Remember from now on what `evidence` tells."""
        from .gathering import Gathering

        self._gathering = Gathering(self._lab)

    def during(self, step: str, *, acts: bool) -> None:
        """Let the journal know which sentence is being played; a When step acts."""
        if self._gathering is not None:
            self._gathering.remember(step, acts=acts)
        self._lab.journal.begin(step, acts=acts)

    def evidence(self) -> Iterator[tuple[str, str, str]]:
        """Return names, media types and texts of what a scenario leaves behind."""
        if self._gathering is not None:
            yield from self._gathering.evidence()

    def report_sections(self, step: str) -> Iterator[tuple[str, str]]:
        """Return titles and texts for whoever reads why a step failed."""
        from .everyone import SHOWN_AT_MOST, named_in, read_everyone
        from .rule import rule_that_decided

        everyone = read_everyone(self._lab)
        names = named_in(everyone, [step])
        shown = names[:SHOWN_AT_MOST]
        if shown:
            yield "people", _side_by_side(everyone, shown) + _more(len(names) - len(shown))
        journal = self._lab.journal.latest()
        rule = rule_that_decided(self._lab, everyone, shown, journal)
        if rule:
            yield "the rule that decided", rule
        exchanges = [
            f"{each.sender} -> {each.recipient}  {each.method} {each.path}  {each.status}"
            for each in journal
        ]
        if exchanges:
            at_most = 3 * SHOWN_AT_MOST
            cut = _more(len(exchanges) - at_most)
            yield "exchanges of the last action", "\n".join(exchanges[:at_most]) + cut

    def snapshot(self) -> bytes:
        """Return the lab as it stands, in the form that `crosswalk serve --seed` opens."""
        return msgspec.json.format(msgspec.json.encode(self._lab.snapshot()))


def _more(count: int) -> str:
    return f"\n... and {count} more" if count > 0 else ""


def _side_by_side(everyone: Everyone, names: Sequence[str]) -> str:
    """Return a block for each person: what Okta, inSync and Microsoft 365 know them by."""
    from .model import SYSTEMS

    rows = [("", *SYSTEMS.values())]
    for name in names:
        records = everyone.described(name).records
        columns = (
            [line for record in records if record.system == system for line in _lines(record)]
            for system in SYSTEMS
        )
        rows.extend(zip_longest([name], *columns, fillvalue=""))
    return _table(rows)


def _lines(record: Record) -> list[str]:
    width = max(len(value.label) for value in record.values)
    return [f"{value.label.ljust(width)} {value.text or '(none)'}" for value in record.values]


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
