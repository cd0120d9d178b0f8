"""The changes as a file that inSync's bulk change takes, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from crosswalk.diagnosis.written.change_request import ChangeRequest
from crosswalk.diagnosis.written.kinds import Kinds
from crosswalk.diagnosis.written.output import filled
from crosswalk.diagnosis.written.tally import Tally
from crosswalk.diagnosis.written.writer import ALONE
from fakes.lab import Lab
from fakes.wire import Address

from .rows_by_hand import row

HEADER = "inSync email ID,New inSync email ID\n"


def write(directory: Path, changes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Write the changes of rows, and return those that are left out."""
    tally = Tally(Kinds())
    with filled(directory) as output:
        request = ChangeRequest(output, tally)
        for email_id, new in changes:
            request.add(row(email_id=email_id, change=new), ALONE)
        request.close()
    return [(change.email_id, change.new_email_id) for change in tally.by_hand]


def text(directory: Path, name: str = "change-request.csv") -> str:
    return (directory / name).read_bytes().decode("utf-8")


def test_both_files_exist_without_changes(tmp_path: Path) -> None:
    assert write(tmp_path / "d", [("ada@corp.example", "")]) == []
    assert text(tmp_path / "d") == HEADER
    assert text(tmp_path / "d", "undo.csv") == HEADER


def test_undo_is_the_request_backwards(tmp_path: Path) -> None:
    write(tmp_path / "d", [("Ada@corp.example", "ada.ames@corp.example"), ("b@x.example", "")])
    assert text(tmp_path / "d") == f"{HEADER}Ada@corp.example,ada.ames@corp.example\n"
    assert text(tmp_path / "d", "undo.csv") == f"{HEADER}ada.ames@corp.example,Ada@corp.example\n"


def test_a_value_with_a_comma_is_quoted(tmp_path: Path) -> None:
    write(tmp_path / "d", [("a,b@corp.example", "ada@corp.example")])
    assert text(tmp_path / "d") == f'{HEADER}"a,b@corp.example",ada@corp.example\n'
    assert text(tmp_path / "d", "undo.csv") == f'{HEADER}ada@corp.example,"a,b@corp.example"\n'


@pytest.mark.parametrize(
    "unsafe", [("=a@corp.example", "a@corp.example"), ("a@corp.example", "-a@corp.example")]
)
def test_an_unsafe_value_is_left_out_and_not_altered(
    tmp_path: Path, unsafe: tuple[str, str]
) -> None:
    assert write(tmp_path / "d", [unsafe, ("b@corp.example", "c@corp.example")]) == [unsafe]
    assert text(tmp_path / "d") == f"{HEADER}b@corp.example,c@corp.example\n"
    assert text(tmp_path / "d", "undo.csv") == f"{HEADER}c@corp.example,b@corp.example\n"


def test_whoever_waits_for_an_email_id_that_stays_is_left_out_too(tmp_path: Path) -> None:
    chain = [
        ("d@corp.example", "C@corp.example"),
        ("a@corp.example", "=a@corp.example"),
        ("b@corp.example", "a@corp.example"),
        ("c@corp.example", "B@corp.example"),
        ("e@corp.example", "f@corp.example"),
    ]
    left_out = write(tmp_path / "d", chain)
    assert left_out == [chain[1], chain[2], chain[3], chain[0]]
    assert text(tmp_path / "d") == f"{HEADER}e@corp.example,f@corp.example\n"
    assert text(tmp_path / "d", "undo.csv") == f"{HEADER}f@corp.example,e@corp.example\n"


CHAIN_AND_CIRCLE = (
    ("a@corp.example", "b@corp.example"),
    ("b@corp.example", "C@corp.example"),
    ("X@corp.example", "y@corp.example"),
    ("y@corp.example", "x@corp.example"),
)


def test_insync_takes_the_request_and_the_undo_brings_back_what_was(tmp_path: Path) -> None:
    lab = Lab("seed")
    for before, _ in CHAIN_AND_CIRCLE:
        lab.insync.accounts.add(email_id=Address(before), display_name="Somebody")
    before_all = email_ids(lab)
    write(tmp_path / "d", CHAIN_AND_CIRCLE)
    lab.insync.accounts.change_email_ids((tmp_path / "d" / "change-request.csv").read_bytes())
    assert email_ids(lab) == [Address(after).text for _, after in CHAIN_AND_CIRCLE]
    lab.insync.accounts.change_email_ids((tmp_path / "d" / "undo.csv").read_bytes())
    assert email_ids(lab) == before_all


def email_ids(lab: Lab) -> list[str]:
    return [each.email_id.text for each in lab.insync.accounts.all()]
