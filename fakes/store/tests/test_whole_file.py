"""A state file is what was written, or is refused by its name: it never opens as something else."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fakes.store.saving import dump
from fakes.store.sqlite_store import SqliteStore, Unreadable
from fakes.store.whole_file import add_checksums

from .worker import Bank, bank_after, new_bank, work

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a bank that was worked in, closed as it should be."""
    path = tmp_path / "bank.db"
    with closing(SqliteStore(path, {"bank": bank_after(40)})) as store:
        store.save()
    return path


def opened(path: Path) -> dict[str, Any] | None:
    """Return what a file holds, None where it is refused by its name with what to do."""
    bank = new_bank()
    untouched = dump(bank)
    said, names = "", tuple[str, ...]()
    try:
        with closing(SqliteStore(path, {"bank": bank})) as store:
            names = store.restore()
    except Unreadable as refused:
        said = str(refused)
    if said:
        assert said.startswith(f"{path} "), said
        assert ": " in said, said
        assert dump(bank) == untouched
        return None
    assert names == ("bank",), "it opens as a new one"
    return dump(bank)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        add_checksums(connection)
        for statement in statements:
            connection.execute(statement)


def test_a_file_that_is_whole_opens_as_it_was(file: Path) -> None:
    assert opened(file) == dump(bank_after(40))


def test_a_changed_byte_is_found_or_changes_nothing(file: Path) -> None:
    chance = random.Random("flip")  # noqa: S311 - seeded, so that a failure can be repeated
    whole, was = file.read_bytes(), dump(bank_after(40))
    refused = 0
    for _ in range(400):
        at = chance.randrange(len(whole))
        flipped = whole[at] ^ (1 << chance.randrange(8))
        file.write_bytes(whole[:at] + bytes([flipped]) + whole[at + 1 :])
        found = opened(file)
        assert found in (None, was), at
        refused += found is None
    assert refused > 100


@pytest.mark.parametrize("cut", [1, 100, 4095, 4096, 8192])
def test_a_file_that_is_too_short_is_refused(file: Path, cut: int) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:-cut])
    assert opened(file) is None


@pytest.mark.parametrize("page", range(1, 6))
def test_an_older_page_beside_newer_ones_is_found(file: Path, page: int) -> None:
    older = file.read_bytes()
    bank = new_bank()
    with closing(SqliteStore(file, {"bank": bank})) as store:
        store.restore()
        for _ in range(10):
            work(bank)
            store.save()
    newer, now = file.read_bytes(), dump(bank)
    start, end = page * 4096, (page + 1) * 4096
    file.write_bytes(newer[:start] + older[start:end] + newer[end:])
    assert opened(file) in (None, now)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE records SET data = '{'", "cannot be read, "),
        ("UPDATE records SET data = CAST('{' AS BLOB)", "cannot be read, "),
        ("UPDATE fields SET data = CAST(? AS BLOB)", "cannot be read, "),
        ("DELETE FROM fields", "is damaged"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_with_the_file(
    file: Path, statement: str, said: str
) -> None:
    deep = "'" + "[" * 100_000 + "'"
    if statement.startswith("DELETE"):
        # As somebody does who knows nothing of the checksums.
        change(file, "DROP TRIGGER fields_delete")
    change(file, statement.replace("?", deep))
    refused = pytest.raises(Unreadable, match=f"^{re.escape(str(file))} {said}")
    with refused, closing(SqliteStore(file, {"bank": new_bank()})) as store:
        store.restore()


def test_a_row_that_is_gone_or_added_is_found(file: Path) -> None:
    whole = file.read_bytes()
    for trigger, statement in (
        ("records_delete", "DELETE FROM records WHERE position = 1"),
        ("records_update", "UPDATE records SET position = 999 WHERE position = 1"),
        ("records_insert", "INSERT INTO records VALUES (999, 'bank', 'receipts', 'x', x'31')"),
    ):
        file.write_bytes(whole)
        change(file, f"DROP TRIGGER {trigger}", statement)
        assert opened(file) is None, statement


def test_one_file_is_all_there_is_while_it_is_used(tmp_path: Path) -> None:
    path, bank, copy = tmp_path / "bank.db", new_bank(), tmp_path / "copy.db"
    with closing(SqliteStore(path, {"bank": bank})) as store:
        for _ in range(30):
            work(bank)
            store.save()
            shutil.copy(path, copy)
            assert opened(copy) == dump(bank)
    assert [each.name for each in tmp_path.iterdir() if "bank" in each.name] == ["bank.db"]


def test_a_copy_of_what_a_kill_left_is_whole_or_refused(tmp_path: Path) -> None:
    """The worker is killed anywhere; its file is copied without what is beside it."""
    path, copy = tmp_path / "bank.db", tmp_path / "copy.db"
    chance = random.Random("copy")  # noqa: S311 - seeded, so that a failure can be repeated
    for _ in range(5):
        worker = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "fakes.store.tests.worker", str(path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        with worker:
            assert worker.stdout
            for _ in range(chance.randrange(1, 80)):
                worker.stdout.readline()
            os.kill(worker.pid, signal.SIGKILL)
            said = worker.stdout.read()
        assert said is not None
        shutil.copy(path, copy)
        alone = opened(copy)
        kept = opened(path)
        assert kept is not None
        assert alone in (None, kept)
        bank: Bank = new_bank()
        with closing(SqliteStore(path, {"bank": bank})) as store:
            store.restore()
        assert dump(bank) == dump(bank_after(bank.moved // 3))
