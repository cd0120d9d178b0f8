"""Results of many runs are joined from their files, each history once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from crosswalk.exploring.campaign import Result, Told
from crosswalk.exploring.finding import Find
from crosswalk.exploring.history import Step
from crosswalk.exploring.ndjson import Unreadable, line_of, line_of_reached, merged
from crosswalk.exploring.reached import Key, Part, Reached, expected
from crosswalk.exploring.telling import table

HIRED = Key(Part.ACTION.value, "hire")
FIND = Find("no snapshot is lost", "snapshot 3 is gone", "s", 1, (Step("hire", 5),))


def told(number: int, find: Find | None = None) -> Told:
    return Told(number, 100, "digest", Counter({HIRED: 2}), find)


def write(file: Path, *histories: Told) -> Path:
    result = Result()
    for each in histories:
        result.add(each)
    lines = [*(line_of("s", each) for each in histories), line_of_reached(result.reached)]
    file.write_text("\n".join(lines))
    return file


def test_files_are_joined(tmp_path: Path) -> None:
    one = write(tmp_path / "one.ndjson", told(0), told(1, FIND))
    other = write(tmp_path / "other.ndjson", told(2), told(3, FIND))
    joined = merged([one, other])
    assert (joined.histories, joined.steps) == (4, 400)
    assert joined.reached.counts == {HIRED: 8}
    assert list(joined.finds.values()) == [FIND]
    assert joined.again == {FIND.kind: 2}


def test_a_history_that_two_files_have_counts_once(tmp_path: Path) -> None:
    one, other = (write(tmp_path / name, told(1, FIND)) for name in ("one", "other"))
    joined = merged([one, other])
    assert (joined.histories, joined.again) == (1, {FIND.kind: 1})


@pytest.mark.parametrize("line", ["no JSON", "[]", "{}", '{"seed": "s"}', '{"reached": [1]}', "7"])
def test_a_line_that_is_no_result_is_named(line: str, tmp_path: Path) -> None:
    file = write(tmp_path / "one.ndjson", told(0))
    file.write_text(f"{file.read_text()}\n{line}")
    with pytest.raises(Unreadable, match=r"one\.ndjson, line 3: expected what `crosswalk explore"):
        merged([file])


def test_finds_that_differ_in_names_and_numbers_are_of_one_kind() -> None:
    other = Find(FIND.law, "snapshot 44 is gone", "t", 9, ())
    assert other.kind == FIND.kind
    assert Find("another law", FIND.said, "s", 1, ()).kind != FIND.kind


def test_the_table_names_what_was_never_reached_and_what_was_found() -> None:
    result = Result()
    result.add(told(0, FIND))
    never = Reached(Counter({HIRED: 1})).never(expected())
    assert HIRED not in never
    assert len(never) == len(expected()) - 1
    text = table(result, never, complete=True)
    assert "path 'P4'" in text
    assert "FOUND, 1 times: no snapshot is lost" in text
    assert "never reached:" not in table(result, never, complete=False)


def test_everything_that_is_expected_is_expected_once() -> None:
    wanted = expected()
    assert len(set(wanted)) == len(wanted) > 400
    served = expected(in_process=False)
    assert set(served) < set(wanted)
