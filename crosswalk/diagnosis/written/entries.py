"""The rows as the writers get them: compared with what was asked for, and redacted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswalk.diagnosis.row import Row

from .previous import Previous
from .redaction import Redaction
from .writer import ALONE, Beside

Entry = tuple[Row, Beside]


def entries(
    rows: Iterable[Row],
    *,
    by_default: Iterable[Row] | None = None,
    previous: Previous | None = None,
    redaction: Redaction | None = None,
) -> Iterator[Entry]:
    """Yield each row with what it is compared with.

    ``by_default`` are the same rows under the default readings. An earlier diagnosis is searched
    for somebody before anybody is redacted.
    """
    if by_default is None and previous is None:
        found: Iterator[Entry] = ((row, ALONE) for row in rows)
    else:
        found = _compared(rows, by_default, previous)
    return found if redaction is None else _redacted(found, redaction)


def _compared(
    rows: Iterable[Row], by_default: Iterable[Row] | None, previous: Previous | None
) -> Iterator[Entry]:
    pairs: Iterable[tuple[Row, Row | None]] = (
        ((row, None) for row in rows) if by_default is None else zip(rows, by_default, strict=True)
    )
    for row, other in pairs:
        yield row, Beside(other, previous.since(row) if previous else None)


def _redacted(found: Iterator[Entry], redaction: Redaction) -> Iterator[Entry]:
    for row, beside in found:
        redacted = redaction.row(row)
        if beside.by_default:
            beside = beside._replace(by_default=redaction.same_row(beside.by_default))
        yield redacted, beside
