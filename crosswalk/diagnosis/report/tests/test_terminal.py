"""The terminal shows what a diagnosis comes to: counts, the worst rows, what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from crosswalk.diagnosis.report.explained import explained
from crosswalk.diagnosis.report.findings import Findings
from crosswalk.diagnosis.report.terminal import PROBLEMS, WORST, screen
from crosswalk.diagnosis.row import Problem, Row, Word

from .made import LOST, SILENT, WELL, found, row

GUEST = (Problem.GUEST,)
AHEAD = (Problem.DUPLICATE_AHEAD,)


def shown(*rows: Row, width: int = 100) -> str:
    return drawn(found(rows), width)


def drawn(findings: Findings, width: int) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(screen(findings, Path("out")))
    return captured.get()


def test_a_tenant_without_problems_has_nothing_to_do() -> None:
    text = shown(row())
    assert text.startswith("1 row, 0 with something to see to, 0 email IDs to change")
    assert "There is nothing to do." in text
    assert "problem" not in text
    assert "worst" not in text
    assert str(Path("out", "index.html")) in text


def test_a_tenant_without_anybody_is_not_told_that_all_is_well() -> None:
    text = shown()
    assert "Nobody was diagnosed" in text
    assert "nothing to do" not in text


def test_a_duplicate_ahead_is_warned_of_before_the_change_request() -> None:
    text = shown(row(change="b@x.example", problems=AHEAD))
    warning = text.index("Do not remap yet: it would create 1 further account.")
    assert warning < text.index(str(Path("out", "change-request.csv")))
    assert "nothing to do" not in text


def test_jobs_are_counted_in_three_ways_now_and_afterwards() -> None:
    stopped = (Word.NOT_STARTED, Word.NO_ACCOUNT, Word.FAILS)
    rows = (row(), row(), row(now=LOST), row(now=stopped), row(now=WELL, after=LOST))
    lines = {line[:16].rstrip(): line[16:].split() for line in shown(*rows).splitlines()[3:6]}
    assert lines == {
        "OneDrive backup": ["3", "1", "1", "4", "1", "0"],
        "Exchange backup": ["3", "1", "1", "4", "1", "0"],
        "Exchange restore": ["3", "2", "0", "4", "1", "0"],
    }


def test_the_counts_fit_a_narrow_terminal() -> None:
    findings = found([row()])
    for counts in findings.tally.outcomes.values():
        counts.update(dict.fromkeys(Word, 200_000))
    lines = drawn(findings, width=80).splitlines()
    assert " ".join(lines[2].split()) == "job now: succeed fail none after: succeed fail none"
    numbers = "200,001 600,000 400,000"
    assert " ".join(lines[3].split()) == f"OneDrive backup {numbers} {numbers}"


def test_the_worst_rows_come_first_and_no_more_than_fit() -> None:
    well = [row(f"well{n}", problems=GUEST) for n in range(WORST)]
    bad = [row(f"bad{n}", problems=GUEST, after=LOST) for n in range(WORST)]
    text = shown(*well, row("silent", after=SILENT), *bad)
    assert text.index("silent@corp.example") < text.index("bad0@corp.example")
    assert "well" not in text
    assert f"bad{WORST - 2}@" in text
    assert f"bad{WORST - 1}@" not in text


def test_it_fits_a_screen_with_every_problem_and_addresses_of_any_length() -> None:
    long = "unbroken" * 30
    rows = [
        row(f"{long}{n}", problems=(problem, *AHEAD), after=LOST, change=f"{long}@x.example")
        for n, problem in enumerate(Problem)
    ]
    lines = shown(*rows, *[row(problems=GUEST)] * 2000).splitlines()
    assert 24 <= len(lines) <= 40
    assert all(len(line) <= 100 for line in lines)
    codes = {problem.value for problem in Problem}
    assert sum(codes.isdisjoint(line.split()[1:2]) is False for line in lines) == PROBLEMS
    assert any(f"and {len(Problem) - PROBLEMS} more" in line for line in lines)


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_is_shown_with_its_count_and_its_words(problem: Problem) -> None:
    text = shown(*[row(problems=(problem,))] * 3, width=160)
    (line,) = [each for each in text.splitlines() if explained()[problem].text in each]
    assert line.split()[:2] == ["3", problem.value]


def test_assumptions_are_counted_the_one_first_on_which_most_rows_rest() -> None:
    rests = row()._replace(assumed_if_remapped=("A2",))
    job = rests.now.onedrive_backup._replace(assumed=("A4",))
    both = rests._replace(now=rests.now._replace(onedrive_backup=job))
    assert "rest on an assumption: 2 on A2, 1 on A4." in shown(rests, both)


@pytest.mark.parametrize(
    ("name", "told"),
    [("[red]ada", "[red]ada@corp.example"), ("a\u202eb\x1b[31m", "a⟨U+202E⟩b⟨U+001B⟩[31m")],
)
def test_an_address_is_neither_markup_nor_a_command_of_the_terminal(name: str, told: str) -> None:
    text = shown(row(name, problems=GUEST), width=160)
    assert told in text
    assert "\x1b" not in text
