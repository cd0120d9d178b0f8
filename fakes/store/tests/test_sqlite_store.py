"""What was kept is there, whatever became of the process; what is not ours is left alone."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fakes.store import empty
from fakes.store.saving import VERSION, dump
from fakes.store.sqlite_store import SqliteStore, Unreadable
from fakes.store.whole_file import add_checksums

from .worker import Bank, Purse, bank_after, new_bank, work

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bank.db"


def save(file: Path, bank: Bank) -> None:
    with closing(SqliteStore(file, {"bank": bank})) as store:
        store.save()


def restore(file: Path, bank: Bank) -> tuple[str, ...]:
    with closing(SqliteStore(file, {"bank": bank})) as store:
        return store.restore()


def write(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        add_checksums(connection)
        for statement in statements:
            connection.execute(statement)


def kill_while_working(file: Path, *, acknowledged: int, rest: int) -> int:
    """Let a process work, kill it, and return the last step that it said was kept.

    It is killed after so many acknowledgments, plus the time in which this process reads
    ``rest`` bytes of the next ones, which lies somewhere in its work.
    """
    worker = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "fakes.store.tests.worker", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with worker:
        assert worker.stdout
        said = b"".join(worker.stdout.readline() for _ in range(acknowledged))
        said += worker.stdout.read(rest)
        worker.kill()
        said += worker.stdout.read()
    # The last line may have been cut off.
    return int(said[: said.rindex(b"\n")].splitlines()[-1])


def test_what_was_kept_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random("kill")  # noqa: S311 - seeded, so that a failure can be repeated
    file, before = tmp_path / "bank.db", 0
    for _ in range(8):
        kept = kill_while_working(
            file, acknowledged=chance.randrange(1, 60), rest=chance.randrange(12)
        )
        bank = new_bank()
        restore(file, bank)

        steps = bank.moved // 3
        assert before <= kept <= steps <= kept + 1
        assert dump(bank) == dump(bank_after(steps))
        assert sum(purse.coins for purse in bank.purses) == 800
        before = steps


def test_a_new_file_restores_nothing_and_nobody_else_can_read_it(file: Path) -> None:
    bank = bank_after(2)
    assert restore(file, bank) == ()
    assert dump(bank) == dump(bank_after(2))
    assert file.stat().st_mode & 0o777 == 0o600


def test_only_what_changed_is_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = bank_after(5)
    written: list[tuple[object, ...]] = []
    with closing(SqliteStore(file, {"bank": bank})) as store:
        store.save()
        monkeypatch.setattr(
            store, "_write", lambda statements: written.extend(values for _, values in statements)
        )
        store.save()
        assert written == []
        purse = next(iter(bank.purses))
        bank.purses.put(Purse(purse.id, 7))
        bank.receipts["x"] = b"1"
        del bank.receipts["x"]
        store.save()
    assert written == [
        ("bank", "purses", purse.id, f'{{"id":"{purse.id}","coins":7}}'.encode()),
        ("bank", "receipts", "x"),
    ]


def test_order_survives_removal_and_return(file: Path) -> None:
    bank, other = new_bank(), new_bank()
    with closing(SqliteStore(file, {"bank": bank})) as store:
        store.save()
        first = next(iter(bank.purses))
        bank.purses.remove(first.id)
        bank.purses.put(Purse("new", 0))
        bank.purses.put(first)
        store.save()
    with closing(SqliteStore(file, {"bank": other})) as store:
        store.restore()
        other.purses.put(Purse("newer", 0))
        store.save()

    restore(file, bank)

    assert "".join(purse.id for purse in bank.purses) == "2345678new1newer"


def test_an_emptied_state_leaves_nothing_behind(file: Path) -> None:
    bank, restored = bank_after(3), bank_after(1)
    with closing(SqliteStore(file, {"bank": bank})) as store:
        store.save()
        empty(bank)
        bank.purses.put(Purse("1", 1))
        store.save()

    restore(file, restored)

    assert dump(restored) == dump(bank)
    assert len(restored.receipts) == 0


def test_what_could_not_be_written_is_written_the_next_time(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank, restored = new_bank(), new_bank()
    with closing(SqliteStore(file, {"bank": bank})) as store:
        store.save()
        work(bank)
        with monkeypatch.context() as broken:
            broken.setattr("fakes.store.rows._PUT_FIELD", "INSERT INTO nowhere VALUES (?, ?, ?)")
            with pytest.raises(Unreadable, match="cannot be used: no such table: nowhere"):
                store.save()
        store.save()

    restore(file, restored)

    assert dump(restored) == dump(bank)


def make_text(file: Path) -> None:
    file.write_text("name,address\n" * 100)


def make_foreign(file: Path) -> None:
    write(file, "CREATE TABLE songs (title TEXT)")


def make_newer(file: Path) -> None:
    save(file, bank_after(40))
    write(file, f"PRAGMA user_version = {VERSION + 1}")


def make_damaged(file: Path) -> None:
    save(file, bank_after(40))
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\x07" * 4096 + whole[12288:])


def make_cut(file: Path) -> None:
    save(file, bank_after(40))
    file.write_bytes(file.read_bytes()[:9000])


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (make_text, "holds something else: name another file"),
        (make_foreign, "holds something else: name another file"),
        (make_newer, f"has format {VERSION + 1}, expected {VERSION}: open it with the version"),
        (make_damaged, "is damaged: restore a copy, or remove it to begin anew"),
        (make_cut, "is damaged: restore a copy, or remove it to begin anew"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_as_it_is(
    file: Path, make: Callable[[Path], None], why: str
) -> None:
    make(file)
    before = file.read_bytes()

    with pytest.raises(Unreadable, match=f"bank.db {why}"):
        restore(file, new_bank())

    assert file.read_bytes() == before


@pytest.mark.parametrize("place", ["", "nowhere/bank.db"])
def test_a_place_for_no_file_is_told(tmp_path: Path, place: str) -> None:
    with pytest.raises(Unreadable, match="cannot be opened: name a file in a folder that can be"):
        restore(tmp_path / place, new_bank())


def test_a_file_belongs_to_one_store(file: Path) -> None:
    with closing(SqliteStore(file, {"bank": new_bank()})) as store:
        with pytest.raises(Unreadable, match="is in use by another process: stop it, or name"):
            restore(file, new_bank())
        store.save()
    assert restore(file, new_bank()) == ("bank",)


def test_records_of_another_shape_are_refused_whole(file: Path) -> None:
    bank = bank_after(2)
    save(file, bank_after(4))
    write(file, """UPDATE records SET data = '{"id": 3}' WHERE field = 'purses'""")

    why = r"cannot be read, bank.purses\[0\].id: expected `str`, got `int`: remove it to begin"
    with pytest.raises(Unreadable, match=why):
        restore(file, bank)

    assert dump(bank) == dump(bank_after(2))
