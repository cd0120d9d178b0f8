"""A request that changes nothing writes nothing, and nothing that changed is left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.store import Ids, KeyedStore, Table
from fakes.store.counters import AHEAD
from fakes.store.saving import dump, load
from fakes.store.sqlite_store import SqliteStore

LAW = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@dataclass(frozen=True, slots=True)
class Note:
    """A record."""

    id: str
    text: str


@dataclass
class Desk:
    """A state with a field of every kind there is."""

    ids: Ids
    notes: Table[Note] = field(default_factory=lambda: Table(lambda note: note.id))
    files: KeyedStore[bytes] = field(default_factory=KeyedStore)
    choices: dict[str, str] = field(default_factory=dict)
    shelves: dict[str, dict[str, str]] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)
    owner: Note | None = None
    opened: int = 0


def write_note(desk: Desk, word: str) -> None:
    desk.notes.put(Note(word, str(desk.ids.number("note"))))


def remove_note(desk: Desk, word: str) -> None:
    if word in desk.notes:
        desk.notes.remove(word)


def file_away(desk: Desk, word: str) -> None:
    desk.files[word] = word.encode()


def take_out(desk: Desk, word: str) -> None:
    desk.files.pop(word, None)


def choose(desk: Desk, word: str) -> None:
    desk.choices[word] = word * 2


def choose_otherwise(desk: Desk, word: str) -> None:
    if word in desk.choices:
        desk.choices[word] += "!"


def relabel(desk: Desk, word: str) -> None:
    desk.shelves = dict(desk.shelves)
    top = desk.shelves.setdefault("top", {})
    labels = [(f"{name}{word}", each) for name, each in top.items()]
    top.clear()
    top.update(labels)


def relabel_choices(desk: Desk, word: str) -> None:
    labels = [(f"{name}{word}", each) for name, each in desk.choices.items()]
    desk.choices.clear()
    desk.choices.update(labels)


def move_to_the_end(desk: Desk, word: str) -> None:
    if word in desk.choices:
        desk.choices[word] = desk.choices.pop(word)


def shelve(desk: Desk, word: str) -> None:
    desk.shelves.setdefault("top", {})[word] = word


def shelve_last(desk: Desk, word: str) -> None:
    top = desk.shelves.get("top", {})
    if word in top:
        top[word] = top.pop(word)


def replace_shelf(desk: Desk, _: str) -> None:
    desk.shelves = {name: dict(each) for name, each in desk.shelves.items()}


def cut_key(desk: Desk, word: str) -> None:
    desk.keys.setdefault("door", set()).add(word)


def lose_key(desk: Desk, word: str) -> None:
    desk.keys.get("door", set()).discard(word)


def hand_over(desk: Desk, word: str) -> None:
    desk.owner = Note(word, "owner")


def clear(desk: Desk, _: str) -> None:
    load(desk, dump(Desk(Ids("desk"))))


def read(desk: Desk, _: str) -> None:
    desk.ids.number("request")


ACTS = (
    *(write_note, remove_note, file_away, take_out, choose, move_to_the_end, shelve, shelve_last),
    *(choose_otherwise, relabel, relabel_choices),
    *(replace_shelf, cut_key, lose_key, hand_over, clear, read),
)
Act = Callable[[Desk, str], None]
histories = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from("abc")), max_size=25)


@pytest.fixture
def desk() -> Desk:
    return Desk(Ids("desk"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def store(file: Path, desk: Desk) -> Iterator[SqliteStore]:
    with closing(SqliteStore(file, {"desk": desk})) as store:
        store.save()
        yield store


def crash(store: SqliteStore) -> None:
    """End as a killed process does: without a last word."""
    store._connection.close()


def reopened(file: Path) -> Desk:
    desk = Desk(Ids("another"))
    with closing(SqliteStore(file, {"desk": desk})) as store:
        store.restore()
    return desk


def counted(desk: Desk) -> tuple[dict[str, object], dict[str, int]]:
    """Return what a desk remembers without what was drawn, and what was drawn."""
    told = dump(desk)
    return {key: told[key] for key in told if key != "ids"}, desk.ids.drawn


@LAW
@given(histories)
def test_after_every_act_a_crash_loses_nothing(history: list[tuple[Act, str]]) -> None:
    with TemporaryDirectory() as folder:
        desk, file = Desk(Ids("desk")), Path(folder) / "desk.db"
        store = SqliteStore(file, {"desk": desk})
        store.save()
        for act, word in history:
            act(desk, word)
            store.save()
        crash(store)
        after = reopened(file)
    (told, drawn), (expected, known) = counted(after), counted(desk)
    assert list(map(str, told.items())) == list(map(str, expected.items()))
    assert drawn.get("note") == known.get("note")
    assert known.get("request", 0) <= drawn.get("request", 0) <= known.get("request", 0) + AHEAD


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_saved_by_itself(file: Path, store: SqliteStore, desk: Desk, act: Act) -> None:
    for word in "ab":
        for prepare in (write_note, file_away, choose, shelve, cut_key):
            prepare(desk, word)
    store.save()

    act(desk, "a")
    store.save()
    crash(store)

    expected, (told, _) = counted(desk)[0], counted(reopened(file))
    assert list(map(str, told.items())) == list(map(str, expected.items()))


def test_reads_write_once_in_a_thousand(store: SqliteStore, desk: Desk) -> None:
    said: list[str] = []
    store._connection.set_trace_callback(said.append)
    for _ in range(3 * AHEAD):
        desk.ids.number("request")
        store.save()
    # Each is said again for each of its triggers.
    assert said.count("COMMIT") == 3


def test_reads_between_changes_write_nothing(store: SqliteStore, desk: Desk) -> None:
    read(desk, "")
    store.save()
    for number in range(20):
        write_note(desk, str(number))
        store.save()
        before = store._connection.total_changes
        read(desk, "")
        store.save()
        assert store._connection.total_changes == before


def test_a_crash_skips_identifiers_and_repeats_none(file: Path, desk: Desk) -> None:
    drawn = set()
    for _ in range(4):
        store = SqliteStore(file, {"desk": desk})
        store.restore()
        for _ in range(AHEAD // 2 + 1):
            number = desk.ids.number("request")
            assert number not in drawn
            drawn.add(number)
            store.save()
        crash(store)
        desk = Desk(Ids("desk"))


def test_a_closed_store_skips_no_identifier(file: Path, store: SqliteStore, desk: Desk) -> None:
    for _ in range(7):
        read(desk, "")
        store.save()
    store.close()
    assert reopened(file).ids.drawn == {"request": 7}


def test_what_is_undone_leaves_no_gap(store: SqliteStore, desk: Desk) -> None:
    read(desk, "")
    write_note(desk, "a")
    store.save()
    read(desk, "")
    store.save()
    before = dump(desk)
    write_note(desk, "b")
    read(desk, "")
    store.restore()
    assert dump(desk) == before
    read(desk, "")
    assert desk.ids.drawn["request"] == 3


def test_a_file_that_can_no_longer_be_written_is_closed_all_the_same(
    store: SqliteStore, desk: Desk
) -> None:
    read(desk, "")
    store.save()
    store._connection.execute("DROP TABLE fields")
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store._connection.execute("SELECT 1")
