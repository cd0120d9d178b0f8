"""What Excel would run is guarded, everything else is as it was, and the guard can be undone."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.written.cells import are_plain, guarded, is_unsafe, unguarded

UNSAFE = {
    "=1+1@corp.example": "'=1+1@corp.example",
    "+ada@corp.example": "'+ada@corp.example",
    "-ada@corp.example": "'-ada@corp.example",
    "@corp.example": "'@corp.example",
    "\tada": "'\tada",
    "\rada": "'\rada",
    "\nada": "'\nada",
    "'=1": "''=1",
    '"=1': "'\"=1",
    "  =1": "'  =1",
    "\ufeff=1": "'\ufeff=1",
    "\N{FULLWIDTH EQUALS SIGN}1": "'\N{FULLWIDTH EQUALS SIGN}1",
    "ada;=1@corp.example": "ada;'=1@corp.example",
    "=1;b;-c": "'=1;b;'-c",
}
SAFE = (
    "",
    "ada@corp.example",
    "o'brien+x@corp.example",
    "'ada@corp.example",
    '"ada"@corp.example',
    "#100000011",
    "a,=b@corp.example",
    "zoë@corp.example",
    "a;b",
)


@pytest.mark.parametrize(("cell", "expected"), UNSAFE.items())
def test_what_excel_would_run_gets_an_apostrophe(cell: str, expected: str) -> None:
    assert guarded(cell) == expected
    assert is_unsafe(cell)
    assert not are_plain([cell])


@pytest.mark.parametrize("cell", SAFE)
def test_everything_else_is_as_it_was(cell: str) -> None:
    assert guarded(cell) == cell
    assert not is_unsafe(cell)


@pytest.mark.parametrize("cell", [*UNSAFE, *UNSAFE.values(), *SAFE])
def test_a_guard_can_be_undone(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["a,b", "a\nb", 'a"b', "a;b", "a b", "a\rb"])
def test_what_needs_quotes_or_could_is_not_plain(cell: str) -> None:
    assert not are_plain([cell])


def test_most_addresses_are_plain_also_several_and_empty_ones() -> None:
    assert are_plain(["ada.o'brien+x_y-z@corp.example", "", "ben@corp.example"])
    assert are_plain([""])
    assert not are_plain(["ben@corp.example", "=1"])
