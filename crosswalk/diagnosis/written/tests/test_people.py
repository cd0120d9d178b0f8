"""people.csv: the columns, the cells, and what it costs."""

from __future__ import annotations

import csv
import tracemalloc
from pathlib import Path

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Foretold, Outcomes, Problem, Row, Word
from crosswalk.diagnosis.written.cells import unguarded
from crosswalk.diagnosis.written.change_request import ChangeRequest
from crosswalk.diagnosis.written.kinds import Kinds
from crosswalk.diagnosis.written.output import filled
from crosswalk.diagnosis.written.people import People
from crosswalk.diagnosis.written.summary import Summary
from crosswalk.diagnosis.written.tally import Tally
from crosswalk.diagnosis.written.writer import ALONE, About, Beside, Since, Writer

from .rows_by_hand import row

CONTRACT = (
    "okta_login,okta_email,insync_email_id,upn,primary_smtp,onedrive_backup_now,"
    "exchange_backup_now,exchange_restore_now,accounts_if_remapped_now,change_email_id_to,"
    "onedrive_backup_after,exchange_backup_after,exchange_restore_after,problems"
)
MIA = Row(
    "u1@corp.example",
    "mia@corp.example",
    "U1@corp.example",
    "u1@Corp.example",
    "Mia@corp.example",
    ("u1@corp.example", "m@corp.example"),
    Outcomes(
        Foretold(Word.SUCCEEDS, "U1@corp.example", "", ("R04", "R01")),
        Foretold(Word.NOT_FOUND, "p2", "no mailbox", ("R02",), ("A6",)),
        Foretold(Word.NOT_REACHABLE, "p3", "no primary", ("A1", "R03"), ("A53",)),
    ),
    2,
    "mia@corp.example",
    Outcomes(
        Foretold(Word.FAILS, "p4", "first, cause", ("R05",)),
        Foretold(Word.NOT_STARTED, "p5", "preserved", ()),
        Foretold(Word.NO_ACCOUNT, "p6", "none", ("F09",), ("A1",)),
    ),
    (Problem.DUPLICATE_AHEAD, Problem.GUEST),
    ("A2",),
)


def written(path: Path, *rows: tuple[Row, Beside], about: About | None = None) -> str:
    with filled(path) as output:
        people = People(output, Kinds(), about or About(Choices()))
        for each, beside in rows:
            people.add(each, beside)
        people.close()
    return (path / "people.csv").read_bytes().decode("utf-8")


def cells(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(text.splitlines(keepends=True), strict=True)]


def test_the_columns_open_with_those_that_stay(tmp_path: Path) -> None:
    assert written(tmp_path / "d").startswith(f"{CONTRACT},aliases,")


def test_every_cell_says_what_the_row_says(tmp_path: Path) -> None:
    (found,) = cells(written(tmp_path / "d", (MIA, ALONE)))
    assert found == {
        "okta_login": "u1@corp.example",
        "okta_email": "mia@corp.example",
        "insync_email_id": "U1@corp.example",
        "upn": "u1@Corp.example",
        "primary_smtp": "Mia@corp.example",
        "onedrive_backup_now": "succeeds",
        "exchange_backup_now": "EUSERNOTFOUND",
        "exchange_restore_now": "#100000011",
        "accounts_if_remapped_now": "2",
        "change_email_id_to": "mia@corp.example",
        "onedrive_backup_after": "fails",
        "exchange_backup_after": "not started",
        "exchange_restore_after": "no account",
        "problems": "duplicate_ahead;guest",
        "aliases": "u1@corp.example;m@corp.example",
        "onedrive_backup_now_presents": "U1@corp.example",
        "exchange_backup_now_presents": "p2",
        "exchange_restore_now_presents": "p3",
        "onedrive_backup_after_presents": "p4",
        "exchange_backup_after_presents": "p5",
        "exchange_restore_after_presents": "p6",
        "onedrive_backup_now_cause": "",
        "exchange_backup_now_cause": "no mailbox",
        "exchange_restore_now_cause": "no primary",
        "onedrive_backup_after_cause": "first, cause",
        "exchange_backup_after_cause": "preserved",
        "exchange_restore_after_cause": "none",
        "onedrive_backup_now_rules": "R04;R01",
        "exchange_backup_now_rules": "R02",
        "exchange_restore_now_rules": "A1;R03",
        "onedrive_backup_after_rules": "R05",
        "exchange_backup_after_rules": "",
        "exchange_restore_after_rules": "F09",
        "assumptions": "A1;A2;A6;A53",
    }


ODD = ("=1+1@x.example", "a,b@x.example", 'a"b@x.example', "a b\r\nc", "-x;+y", "'=z", "zoë@x.de")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["okta_login", "change_email_id_to", "aliases", "presented"])
def test_odd_values_are_kept_exactly_and_are_safe_to_open(
    tmp_path: Path, odd: str, field: str
) -> None:
    job = MIA.after.exchange_backup._replace(presented=odd)
    given = {
        "aliases": MIA._replace(aliases=(odd,)),
        "presented": MIA._replace(after=MIA.after._replace(exchange_backup=job)),
    }.get(field) or MIA._replace(**{field: odd})  # type: ignore[arg-type]
    plain, found = cells(written(tmp_path / "d", (MIA, ALONE), (given, ALONE)))
    name = "exchange_backup_after_presents" if field == "presented" else field
    assert unguarded(found[name]) == odd
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in found.values())
    assert {**found, name: ""} == {**plain, name: ""}


def test_the_default_readings_stand_beside_the_chosen_ones(tmp_path: Path) -> None:
    other = MIA._replace(
        now=MIA.after, after=MIA.now, accounts_if_remapped_now=1, change_email_id_to="", problems=()
    )
    about = About(Choices(readings={"A1": "the setting"}))
    (found,) = cells(written(tmp_path / "d", (MIA, Beside(other)), about=about))
    assert {key: each for key, each in found.items() if key.endswith("_by_default")} == {
        "onedrive_backup_now_by_default": "fails",
        "exchange_backup_now_by_default": "not started",
        "exchange_restore_now_by_default": "no account",
        "accounts_if_remapped_now_by_default": "1",
        "change_email_id_to_by_default": "",
        "onedrive_backup_after_by_default": "succeeds",
        "exchange_backup_after_by_default": "EUSERNOTFOUND",
        "exchange_restore_after_by_default": "#100000011",
        "problems_by_default": "",
    }
    assert found["onedrive_backup_now"] == "succeeds"


def test_what_became_of_each_problem_stands_in_one_cell(tmp_path: Path) -> None:
    since = Since((Problem.GUEST,), (Problem.PRESERVED, Problem.AMBIGUOUS), (Problem.NO_MAILBOX,))
    about = About(Choices(), compared=True)
    rows = ((MIA, Beside(since=since)), (MIA, Beside(since=Since())))
    one, other = cells(written(tmp_path / "d", *rows, about=about))
    assert one["since"] == "new:guest;solved:preserved;solved:ambiguous;unchanged:no_mailbox"
    assert other["since"] == ""


def test_rows_of_another_kind_are_told_apart(tmp_path: Path) -> None:
    rows = (
        MIA,
        MIA._replace(problems=()),
        MIA._replace(accounts_if_remapped_now=1),
        MIA._replace(assumed_if_remapped=()),
        MIA._replace(now=MIA.after, after=MIA.now),
    )
    found = cells(written(tmp_path / "d", *((each, ALONE) for each in rows)))
    assert [each["problems"] for each in found] == ["duplicate_ahead;guest", ""] + 3 * [
        "duplicate_ahead;guest"
    ]
    assert [each["accounts_if_remapped_now"] for each in found] == ["2", "2", "1", "2", "2"]
    assert [each["assumptions"] for each in found][3] == "A1;A6;A53"
    assert [each["onedrive_backup_now"] for each in found] == [*4 * ["succeeds"], "fails"]


def peak(path: Path, count: int) -> int:
    """Return how much memory writing so many rows takes at most, in bytes."""
    tracemalloc.start()
    tally = Tally(Kinds())
    with filled(path) as output:
        about = About(Choices())
        writers: tuple[Writer, ...] = (
            tally,
            ChangeRequest(output, tally),
            People(output, tally.kinds, about),
            Summary(output, tally, about),
        )
        for number in range(count):
            address = f"u{number}@corp.example"
            each = row(
                address, f"a{number}@corp.example", address, change=f"a{number}@corp.example"
            )
            for writer in writers:
                writer.add(each, ALONE)
        for writer in writers:
            writer.close()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_more_rows_take_no_more_memory(tmp_path: Path) -> None:
    few = peak(tmp_path / "few", 1_000)
    assert peak(tmp_path / "many", 10_000) < few + 10_000
