"""The page of the bench: what was kept, and what was not measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswalk.bench import page
from crosswalk.bench.measure import Result
from crosswalk.bench.report import Machine, Report, as_json, from_json

RESULT = Result(
    *("boxes", "boxes against crates", 2.0, 3, 1.5, 1.25, 1.75, 1800.0, 12.0, "ms"),
)
REPORT = Report(
    machine=Machine(2, "3.11.7", "Linux", "2026-11-28"),
    command="crosswalk bench --runs 3",
    results=(RESULT,),
    failures={"sacks": "1 failed"},
    left_out={"tins": "pip install '.[bench]'"},
)


def test_what_was_written_is_read_again() -> None:
    assert from_json(as_json(REPORT)) == REPORT


def test_a_result_is_a_row() -> None:
    assert list(page.rows(REPORT, ["boxes"])) == [
        ("boxes", "boxes against crates", "2", "1.50 (1.25 to 1.75)", "1,800 / 12 ms")
    ]


@pytest.mark.parametrize(
    ("target", "told"), [(1.4, "**1.50** (1.25 to 1.75)"), (None, "1.50 (1.25 to 1.75)")]
)
def test_a_ratio_that_misses_its_target_is_bold(target: float | None, told: str) -> None:
    report = replace(REPORT, results=(replace(RESULT, target=target),))

    assert next(page.rows(report, ["boxes"]))[3] == told


def test_what_has_no_result_has_a_row_that_says_why() -> None:
    assert list(page.rows(REPORT, ["sacks", "tins", "jars"])) == [
        ("sacks", "1 failed", "", "", ""),
        ("tins", "pip install '.[bench]'", "", "", ""),
        ("jars", "not measured yet", "", "", ""),
    ]


def test_the_page_says_when_where_and_how_it_was_measured() -> None:
    told = "\n".join(page.introduction(REPORT))

    assert "2 CPUs, Python 3.11.7, Linux, 2026-11-28" in told
    assert f"    crosswalk bench --runs 3 --json {page.RESULTS} && crosswalk pages\n" in told
