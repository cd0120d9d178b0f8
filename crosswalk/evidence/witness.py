"""Evidence from the lab, for the report of a failure and for the messages of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from crosswalk.labs import Lab

if TYPE_CHECKING:
    from .everyone import Everyone
    from .model import Record
    from .rule import Failures
    from .scenes import Sentence


class Witness:
    """Sees every step of a scenario, and can say what was the case when one failed.

    Asked to gather evidence, it also remembers the people as they were before anybody acted. What
    looks at them is imported when it is needed: most runs need none of it.
    """

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._gathers = False
        self._sentences: list[Sentence] = []
        self._before: Everyone | None = None
        self._failures: Failures | None = None

    def gather(self) -> None:
        """Remember from now on what `evidence` tells."""
        self._gathers = True

    def during(self, step: str, *, acts: bool) -> None:
        """Let the journal know which sentence is being played; a When step acts."""
        if self._gathers:
            self._remember(step, acts=acts)
        self._lab.journal.begin(step, acts=acts)

    def _remember(self, step: str, *, acts: bool) -> None:
        from .everyone import read_everyone
        from .rule import Failures
        from .scenes import Sentence

        self._failures = self._failures or Failures(self._lab)
        self._look_at_jobs(self._failures)
        if acts and self._before is None:
            self._before = read_everyone(self._lab)
        self._sentences.append(Sentence(step, acts))

    def _look_at_jobs(self, failures: Failures) -> None:
        """See which jobs the step that was played last let fail."""
        if self._sentences and self._sentences[-1].acts:
            failures.look(self._sentences[-1].text)

    def evidence(self) -> Iterator[tuple[str, str, str]]:
        """Return names, media types and texts of what a scenario leaves behind."""
        from . import model
        from .everyone import compared, read_everyone
        from .rule import rule_that_decided
        from .scenes import scenes

        after = read_everyone(self._lab)
        sentences = [each.text for each in self._sentences]
        people = compared(self._before or after, after, sentences)
        if people.after.people:
            yield model.PEOPLE_FILE, model.PEOPLE_TYPE, model.written(people)
        journal = self._lab.journal.since(0)
        exchanges = scenes(self._sentences, journal)
        if exchanges.total:
            yield model.EXCHANGES_FILE, model.EXCHANGES_TYPE, model.written(exchanges)
        names = [each.name for each in people.after.people]
        if self._failures:
            self._look_at_jobs(self._failures)
        rule = rule_that_decided(self._lab, after, names, journal, self._failures)
        if rule:
            yield model.RULE_FILE, model.RULE_TYPE, rule

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
