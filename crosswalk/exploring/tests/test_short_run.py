"""A short run of the machine: every law holds in some histories, whatever else is tested."""

from __future__ import annotations

from crosswalk.exploring.campaign import Result, histories
from crosswalk.exploring.reached import Key, Part
from fakes.insync.model import Cause

HISTORIES = 8


def test_every_law_holds_in_a_short_run() -> None:
    result = Result()
    for told in histories("short", range(HISTORIES)):
        result.add(told)
    assert {kind: find.said for kind, find in result.finds.items()} == {}
    assert result.steps == 100 * HISTORIES
    seen = {key.part for key in result.reached.counts}
    assert seen == {part.value for part in Part}
    assert result.reached.counts[Key(Part.CAUSE.value, Cause.NOT_PRIMARY_SMTP.value)]
