"""What became of the problems of an earlier diagnosis, and which directory holds none."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.tenant import HeldAccount
from crosswalk.diagnosis.written.kinds import Kinds
from crosswalk.diagnosis.written.output import filled
from crosswalk.diagnosis.written.people import People
from crosswalk.diagnosis.written.previous import Previous, UnusablePrevious
from crosswalk.diagnosis.written.summary import Summary
from crosswalk.diagnosis.written.tally import Tally
from crosswalk.diagnosis.written.writer import ALONE, About, Since

from .rows_by_hand import row

P = Problem


def earlier(directory: Path, *rows: Row, redacted: bool = False) -> Path:
    """Write an earlier diagnosis of rows."""
    about = replace(About(Choices()), redacted=redacted)
    tally = Tally(Kinds())
    with filled(directory) as output:
        writers = (tally, People(output, tally.kinds, about), Summary(output, tally, about))
        for writer in writers:
            for each in rows:
                writer.add(each, ALONE)
            writer.close()
    return directory


def compared(directory: Path, *rows: Row) -> tuple[list[Since], Counter[Problem]]:
    previous = Previous(directory)
    previous.enter(HeldAccount(each.insync_email_id) for each in rows if each.insync_email_id)
    return [previous.since(each) for each in rows], previous.gone()


def test_a_row_is_found_by_its_email_id_without_case(tmp_path: Path) -> None:
    before = row("x@x.example", email_id="Ada@x.example", problems=(P.GUEST, P.NO_MAILBOX))
    now = row("y@x.example", email_id="aDA@x.example", problems=(P.GUEST, P.PRESERVED))
    assert compared(earlier(tmp_path / "d", before), now) == (
        [Since((P.PRESERVED,), (P.NO_MAILBOX,), (P.GUEST,))],
        Counter(),
    )


def test_a_row_whose_email_id_is_new_is_found_by_its_login(tmp_path: Path) -> None:
    before = row("ada@x.example", email_id="ada@x.example", problems=(P.DUPLICATE_AHEAD,))
    now = row("Ada@x.example", email_id="ada.ames@x.example")
    assert compared(earlier(tmp_path / "d", before), now) == (
        [Since(solved=(P.DUPLICATE_AHEAD,))],
        Counter(),
    )


def test_an_email_id_is_stronger_than_a_login(tmp_path: Path) -> None:
    """Both accounts of one login: one is gone, the other is found by its email ID."""
    gone = row("ada@x.example", email_id="a@x.example", problems=(P.ALREADY_TWICE, P.GUEST))
    kept = row("ada@x.example", email_id="b@x.example", problems=(P.ALREADY_TWICE,))
    now = row("ada@x.example", email_id="b@x.example")
    assert compared(earlier(tmp_path / "d", gone, kept), now) == (
        [Since(solved=(P.ALREADY_TWICE,))],
        Counter({P.ALREADY_TWICE: 1, P.GUEST: 1}),
    )
    further = row("ada@x.example", email_id="0@x.example")
    found, gone_now = compared(tmp_path / "d", further, now)
    assert found[0] == Since(solved=(P.ALREADY_TWICE, P.GUEST))
    assert (found[1], gone_now) == (Since(solved=(P.ALREADY_TWICE,)), Counter())


def test_two_accounts_of_one_login_are_each_compared_once(tmp_path: Path) -> None:
    one = row("ada@x.example", email_id="a@x.example", problems=(P.GUEST,))
    other = row("ada@x.example", email_id="b@x.example", problems=(P.PRESERVED,))
    now = [row("ada@x.example", email_id=f"{name}@x.example") for name in "cde"]
    found, gone = compared(earlier(tmp_path / "d", one, other), *now)
    assert found == [Since(solved=(P.GUEST,)), Since(solved=(P.PRESERVED,)), Since()]
    assert not gone


def test_people_without_an_account_are_found_by_their_login(tmp_path: Path) -> None:
    before = row("ada@x.example", problems=(P.EMAIL_ID_TAKEN,))
    now = row("ada@x.example", email_id="ada@x.example", problems=(P.GUEST,))
    assert compared(earlier(tmp_path / "d", before), now) == (
        [Since((P.GUEST,), (P.EMAIL_ID_TAKEN,))],
        Counter(),
    )


def test_whoever_has_neither_is_new(tmp_path: Path) -> None:
    before = row(email_id="a@x.example", problems=(P.AMBIGUOUS,))
    now = row(email_id="b@x.example", problems=(P.AMBIGUOUS,))
    assert compared(earlier(tmp_path / "d", before), now) == (
        [Since((P.AMBIGUOUS,))],
        Counter({P.AMBIGUOUS: 1}),
    )


@pytest.mark.parametrize(("login", "email_id"), [("", "=a@x.example"), ("-a@x.example", "")])
def test_a_guarded_address_is_found(tmp_path: Path, login: str, email_id: str) -> None:
    before = row(login, email_id=email_id, problems=(P.GUEST,))
    assert compared(earlier(tmp_path / "d", before), before)[0] == [Since(unchanged=(P.GUEST,))]


def drop(name: str) -> Callable[[Path], object]:
    return lambda directory: (directory / name).unlink()


def put(name: str, text: str) -> Callable[[Path], object]:
    return lambda directory: (directory / name).write_text(text, encoding="utf-8")


WRONG = {
    "no summary": (drop("summary.json"), r"summary\.json is missing"),
    "half a summary": (put("summary.json", '{"rows"'), r"summary\.json is not JSON"),
    "another summary": (put("summary.json", "[]"), r"summary\.json has no key 'redacted'"),
    "no people": (drop("people.csv"), r"people\.csv is missing"),
    "no header": (put("people.csv", ""), r"people\.csv, line 1: expected a column insync_email_id"),
    "a column less": (
        put("people.csv", "insync_email_id,okta_login\n"),
        r"people\.csv, line 1: expected a column problems",
    ),
    "a cell less": (
        put("people.csv", "insync_email_id,okta_login,problems\na,b\n"),
        r"people\.csv, row 2: expected 3 cells, found 2",
    ),
    "an unknown code": (
        put("people.csv", "insync_email_id,okta_login,problems\na,b,lost\n"),
        r"people\.csv, row 2, problems: 'lost' is not a valid Problem",
    ),
    "a stray quote": (
        put("people.csv", 'insync_email_id,okta_login,problems\n"a"x,b,\n'),
        r"people\.csv is not CSV in UTF-8",
    ),
}


@pytest.mark.parametrize(("spoil", "said"), WRONG.values(), ids=WRONG)
def test_what_is_not_a_diagnosis_is_refused(
    tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(earlier(tmp_path / "d", row("ada@x.example")))
    with pytest.raises(UnusablePrevious, match=said):
        Previous(tmp_path / "d")


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusablePrevious, match="d is not a directory"):
        Previous(tmp_path / "d")


def test_a_redacted_diagnosis_is_refused(tmp_path: Path) -> None:
    earlier(tmp_path / "d", row("ada@x.example"), redacted=True)
    assert json.loads((tmp_path / "d" / "summary.json").read_text())["redacted"] is True
    with pytest.raises(UnusablePrevious, match="d is redacted"):
        Previous(tmp_path / "d")
