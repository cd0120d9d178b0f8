"""`summary.json`: what all rows come to, and what the diagnosis rests on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from importlib import metadata
from typing import Any

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Problem, Row, Word

from .output import Output
from .tally import COMPARED, Tally
from .writer import About, Beside

FILE = "summary.json"


class Summary:
    """Writes the numbers of a tally, which has to be closed before."""

    def __init__(self, output: Output, tally: Tally, about: About) -> None:
        self._file = output.file(FILE)
        self._tally = tally
        self._about = about

    def add(self, row: Row, beside: Beside) -> None:
        """Take the next row, which the tally counts."""

    def close(self) -> None:
        """Write the file."""
        json.dump(summary(self._tally, self._about), self._file, indent=2, ensure_ascii=False)
        self._file.write("\n")


def summary(tally: Tally, about: About) -> dict[str, Any]:
    """Return the numbers of a closed tally as the file holds them."""
    keys: dict[str, Any] = {
        "rows": tally.rows,
        "changes": tally.changes,
        "problems": _by_code(tally.problems),
        "outcomes": {column: _in_order(Word, counts) for column, counts in tally.outcomes.items()},
        "rests_on": dict(sorted(tally.rests_on.items(), key=_by_number)),
        "licenses_to_be_taken": about.licenses_to_be_taken,
        "choices": _choices(about.choices),
        "assumed": [*about.assumed],
        "notes": [{**note.place._asdict(), "text": note.text} for note in about.notes],
        "changes_by_hand": [change._asdict() for change in tally.by_hand],
        "redacted": about.redacted,
        "written_by": f"crosswalk {metadata.version('crosswalk')}",
    }
    if about.choices.readings:
        changed = tally.reading_changes
        keys["reading_changes"] = {column: changed[column] for column in COMPARED}
    if about.compared:
        keys["since"] = {
            "new": _by_code(tally.new),
            "solved": _by_code(tally.solved),
            "unchanged": _by_code(tally.unchanged),
        }
    return keys


def _choices(choices: Choices) -> dict[str, Any]:
    return {
        "access": choices.access.value,
        "user_name": choices.user_name,
        "ad_attribute": choices.ad_attribute,
        "readings": dict(choices.readings),
    }


def _by_code(counts: Counter[Problem]) -> dict[str, int]:
    return _in_order(Problem, counts)


def _in_order(members: Iterable[Any], counts: Counter[Any]) -> dict[str, int]:
    """Return the counts that are not 0, by their values in the order of an Enum."""
    return {member.value: counts[member] for member in members if counts[member]}


def _by_number(counted: tuple[str, int]) -> tuple[int, str]:
    """Return by what A9 comes before A10."""
    return len(counted[0]), counted[0]
