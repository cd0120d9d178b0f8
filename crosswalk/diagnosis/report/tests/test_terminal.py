"""The terminal shows what a diagnosis comes to: counts, the worst rows, what to do next."""

from __future__ import annotations

import pytest
from rich.console import Console

from crosswalk.diagnosis.report.sentences import SENTENCES
from crosswalk.diagnosis.report.terminal import SHOWN, Worst, screen
from crosswalk.diagnosis.row import Problem, Row, Word
from crosswalk.diagnosis.written.kinds import Kinds
from crosswalk.diagnosis.written.tally import Tally
from crosswalk.diagnosis.written.tests.rows_by_hand import row
from crosswalk.diagnosis.written.writer import ALONE


def shown(*rows: Row) -> str:
    tally, worst = Tally(Kinds()), Worst()
    for each in rows:
        for writer in (tally, worst):
            writer.add(each, ALONE)
    tally.close()
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(screen(tally, worst.rows()))
    return captured.get()


def test_a_tenant_without_problems_has_nothing_to_do() -> None:
    text = shown(row(email_id="a@x.example"))
    assert "1 people, no email ID to change" in text
    assert "There is nothing to do." in text
    assert "problem" not in text


def test_a_duplicate_ahead_is_warned_of_before_the_change_request() -> None:
    found = shown(row("a@x.example", change="b@x.example", problems=(Problem.DUPLICATE_AHEAD,)))
    warning = found.index("Do not remap yet: it would create 1 further accounts.")
    assert warning < found.index("First send change-request.csv to Druva Support")
    assert "nothing to do" not in found


def test_jobs_are_counted() -> None:
    found = shown(row(email_id="a@x.example"), row(email_id="b@x.example", word=Word.NOT_FOUND))
    (line,) = [each for each in found.splitlines() if "OneDrive backup" in each]
    assert [part for part in line.split() if part.isdigit()] == ["1", "1", "1", "1"]


def test_the_worst_rows_are_those_whose_jobs_fail_and_the_first_of_them() -> None:
    well = [row(email_id=f"well{n}@x.example", problems=(Problem.GUEST,)) for n in range(SHOWN)]
    bad = [
        row(email_id=f"bad{n}@x.example", problems=(Problem.GUEST,), word=Word.FAILS)
        for n in range(SHOWN + 1)
    ]
    found = shown(*well, *bad)
    assert "well" not in found.replace("do well", "")
    assert "bad0@x.example" in found
    assert f"bad{SHOWN}@x.example" not in found


def test_a_row_without_a_problem_is_none_of_the_worst() -> None:
    found = shown(
        row(email_id="a@x.example"), row(email_id="b@x.example", problems=(Problem.GUEST,))
    )
    assert "a@x.example" not in found


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_its_sentence(problem: Problem) -> None:
    assert SENTENCES[problem].means in shown(row(problems=(problem,)))


def test_an_address_is_no_markup() -> None:
    assert "[red]a@x.example" in shown(row(email_id="[red]a@x.example", problems=(Problem.GUEST,)))
