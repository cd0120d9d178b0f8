"""Reading a table on from a record, and by group."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest

from fakes.store import Table, Taken

COLORS = ("red", "blue", "green")


@pytest.fixture
def letters() -> Table[str]:
    table: Table[str] = Table(str)
    for letter in "abcd":
        table.put(letter)
    return table


@pytest.mark.parametrize(("key", "rest"), [("", "abcd"), ("a", "bcd"), ("c", "d"), ("d", "")])
def test_what_came_after_a_record_is_read_in_order(
    letters: Table[str], key: str, rest: str
) -> None:
    assert "".join(letters.after(key)) == rest


@pytest.mark.parametrize(("key", "rest"), [("", "dcba"), ("a", ""), ("c", "ba"), ("d", "cba")])
def test_what_came_before_a_record_is_read_backwards(
    letters: Table[str], key: str, rest: str
) -> None:
    assert "".join(letters.before(key)) == rest
    with pytest.raises(KeyError):
        letters.before("z")


def test_after_sees_what_was_added_and_removed_since(letters: Table[str]) -> None:
    assert "".join(letters.after("b")) == "cd"
    letters.put("e")
    letters.put("c")
    assert "".join(letters.after("b")) == "cde"
    letters.remove("c")
    letters.put("c")
    assert "".join(letters.after("b")) == "dec"


def test_nothing_comes_after_a_record_that_is_not_there(letters: Table[str]) -> None:
    with pytest.raises(KeyError):
        letters.after("z")
    letters.remove("a")
    with pytest.raises(KeyError):
        letters.after("a")


def test_reading_on_does_not_walk_to_where_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    table: Table[int] = Table(str)
    for number in range(1000):
        table.put(number)
    next(table.after("1"))
    monkeypatch.setattr(Table, "__iter__", lambda _: pytest.fail("walked"))
    assert next(table.after("900")) == 901


def test_a_group_is_in_the_order_of_the_table() -> None:
    table: Table[tuple[str, str]] = Table(
        lambda each: each[0], grouped={"color": lambda each: (each[1],)}
    )
    for name in "abc":
        table.put((name, "red"))
    table.put(("a", "blue"))
    table.put(("d", "red"))
    table.put(("a", "red"))
    assert "".join(name for name, _ in table.group("color", "red")) == "abcd"
    assert table.group("color", "blue") == ()
    table.remove("b")
    table.put(("b", "red"))
    assert "".join(name for name, _ in table.group("color", "red")) == "acdb"
    assert table.group("color", "red") == table.with_contents(table).group("color", "red")


@pytest.mark.parametrize("seed", range(8))
def test_groups_of_any_size_hold_what_a_walk_finds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - seeded, so that a failure can be repeated
    table: Table[tuple[str, frozenset[str]]] = Table(
        lambda each: each[0], grouped={"color": lambda each: sorted(each[1])}
    )
    largest = 0
    for _ in range(600):
        key = str(chance.randrange(40))
        if key in table and chance.random() < 0.3:
            table.remove(key)
        else:
            table.put((key, frozenset(chance.sample(COLORS, chance.randrange(3)))))
        for color in COLORS:
            walked = tuple(each for each in table if color in each[1])
            assert table.group("color", color) == walked
            assert table.count("color", color) == len(walked)
            largest = max(largest, len(walked))
    assert largest > 16


def test_a_value_that_a_record_has_twice_is_one() -> None:
    table: Table[tuple[str, str]] = Table(
        lambda each: each[0], grouped={"letter": lambda each: each[1]}
    )
    table.put(("a", "xx"))
    table.put(("b", "xyx"))
    table.put(("b", "yxy"))
    assert [table.count("letter", letter) for letter in "xy"] == [2, 1]
    table.remove("a")
    table.remove("b")
    assert table.group("letter", "x") == table.group("letter", "y") == ()


class Held(NamedTuple):
    key: str
    value: str


def holders() -> Table[Held]:
    table: Table[Held] = Table(
        lambda record: record.key,
        unique={"value": lambda record: (record.value,)},
        grouped={"kind": lambda record: (record.value.isupper(),)},
    )
    for key, value in zip("abcd", "wxyz", strict=True):
        table.put(Held(key, value))
    return table


def seen(table: Table[Held]) -> tuple[object, ...]:
    """Return everything that can be asked of a table."""
    found = {value: table.find("value", value) for value in "wxyzWXYZ"}
    return tuple(table), found, table.group("kind", True), table.group("kind", False)


def test_records_put_together_exchange_what_is_unique() -> None:
    table = holders()
    table.put_all([Held("a", "x"), Held("b", "y"), Held("c", "w"), Held("e", "Z")])
    assert [(each.key, each.value) for each in table] == [
        *(("a", "x"), ("b", "y"), ("c", "w"), ("d", "z"), ("e", "Z"))
    ]
    assert seen(table) == seen(table.with_contents(tuple(table)))


@pytest.mark.parametrize(
    "records",
    [
        [Held("a", "X"), Held("b", "z")],
        [Held("a", "X"), Held("e", "X")],
        [Held("e", "w"), Held("f", "V")],
        [Held("a", "x"), Held("b", "x")],
    ],
)
def test_of_records_put_together_all_are_refused_or_none(records: list[Held]) -> None:
    table = holders()
    before = seen(table)
    with pytest.raises(Taken):
        table.put_all(records)
    assert seen(table) == before


def test_records_put_together_are_as_those_put_one_by_one() -> None:
    chance = random.Random(7)  # noqa: S311 - nothing is kept secret
    for _ in range(500):
        table, one_by_one = holders(), holders()
        records = {
            key: Held(key, chance.choice("wxyzWXYZ"))
            for key in chance.sample("abcdef", chance.randrange(1, 5))
        }
        rest = [each for each in one_by_one if each.key not in records]
        possible = len({each.value for each in [*rest, *records.values()]})
        try:
            table.put_all(records.values())
        except Taken:
            assert possible < len(rest) + len(records)
            assert seen(table) == seen(one_by_one)
            continue
        after = {each.key: each for each in one_by_one} | records
        assert seen(table) == seen(table.with_contents(after.values()))


class Word(NamedTuple):
    key: str
    texts: tuple[str, ...]


@pytest.fixture
def words() -> Table[Word]:
    """Records that are found by how their texts begin."""
    table: Table[Word] = Table(lambda each: each.key, spelled={"text": lambda each: each.texts})
    table.put(Word("1", ("plum", "pear")))
    table.put(Word("2", ("apple", "pe")))
    return table


def beginning(table: Table[Word], text: str) -> str:
    return "".join(each.key for each in table.beginning("text", text))


@pytest.mark.parametrize(
    ("text", "found"), [("p", "21"), ("pea", "1"), ("pear", "1"), ("pears", ""), ("", "21")]
)
def test_records_are_found_by_how_their_texts_begin_in_the_order_of_these(
    words: Table[Word], text: str, found: str
) -> None:
    assert beginning(words, text) == found


@pytest.mark.parametrize("searched_before", [False, True])
def test_a_search_sees_what_came_changed_and_went(
    words: Table[Word], *, searched_before: bool
) -> None:
    if searched_before:
        assert beginning(words, "pe") == "21"
    words.put(Word("3", ("pea", "pea")))
    words.put(Word("1", ("plum", "quince")))
    words.put_all([Word("4", ("peach",))])
    words.remove("2")

    assert beginning(words, "pe") == "34"
    assert beginning(words, "q") == "1"
    assert beginning(words.with_contents(words), "p") == "341"


def test_a_refused_record_is_not_found_by_its_beginning() -> None:
    table: Table[Word] = Table(
        lambda each: each.key,
        unique={"last": lambda each: each.texts[-1:]},
        spelled={"text": lambda each: each.texts},
    )
    table.put(Word("1", ("pear",)))
    assert beginning(table, "p") == "1"
    with pytest.raises(Taken):
        table.put(Word("2", ("plum", "pear")))
    assert beginning(table, "p") == "1"
