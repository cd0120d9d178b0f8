"""The worst comes first: what is lost without anybody noticing, then what is not backed up."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.report.harm import Harm, harm_afterwards, harm_of, rank_of
from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.written.kinds import Kind

from .made import LOST, NOBODY, SILENT, STOPPED, WELL, row

AHEAD = (Problem.DUPLICATE_AHEAD,)
GUEST = (Problem.GUEST,)


@pytest.mark.parametrize(
    ("entry", "harm"),
    [
        (row(after=SILENT, problems=AHEAD), Harm.SILENT),
        (row(after=LOST, now=SILENT, problems=AHEAD), Harm.NOT_BACKED_UP),
        (row(now=NOBODY, after=NOBODY), Harm.NOT_BACKED_UP),
        (row(now=SILENT, problems=AHEAD), Harm.DUPLICATED),
        (row(now=SILENT), Harm.SILENT_NOW),
        (row(now=LOST), Harm.NOT_BACKED_UP_NOW),
        (row(now=STOPPED, after=STOPPED), Harm.NOT_STARTED),
        (row(problems=GUEST), Harm.NOTED),
        (row(now=NOBODY), Harm.NOTED),
        (row(), Harm.NONE),
    ],
)
def test_a_row_has_the_worst_of_what_it_has(entry: Row, harm: Harm) -> None:
    assert harm_of(Kind(entry)) is harm


@pytest.mark.parametrize(
    ("entry", "harm"),
    [
        (row(now=LOST, after=SILENT), Harm.SILENT),
        (row(after=LOST), Harm.NOT_BACKED_UP),
        (row(after=STOPPED, problems=AHEAD), Harm.NOT_STARTED),
    ],
)
def test_what_remains_is_told_by_what_comes_afterwards(entry: Row, harm: Harm) -> None:
    assert harm_afterwards(Kind(entry)) is harm


def test_of_one_harm_the_row_with_more_failures_comes_first() -> None:
    rows = [row(after=LOST, now=LOST), row(after=LOST), row(after=(*LOST[:1], *WELL[1:]))]
    ranks = [rank_of(kind, harm_of(kind)) for kind in map(Kind, rows)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(rows)
