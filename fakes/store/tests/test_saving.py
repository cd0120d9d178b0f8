"""What is dumped can be loaded, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import pytest
from freezegun import freeze_time

from fakes.store import TRANSIENT, Ids, KeyedStore, Table, empty
from fakes.store.saving import VERSION, dump, dump_all, load, load_all


class Size(Enum):
    SMALL = "a small one"
    LARGE = "a large one"


@dataclass(frozen=True, slots=True)
class Parcel:
    id: str
    size: Size = Size.SMALL
    sent: datetime | None = None
    labels: frozenset[Size] = frozenset()
    notes: tuple[tuple[str, str], ...] = ()


def _parcels() -> Table[Parcel]:
    return Table(
        lambda parcel: parcel.id,
        unique={"notes": lambda parcel: parcel.notes},
        grouped={"size": lambda parcel: (parcel.size,)},
    )


@dataclass
class State:
    ids: Ids
    owner: str = field(default="nobody", metadata=TRANSIENT)
    parcels: Table[Parcel] = field(default_factory=_parcels)
    contents: KeyedStore[bytes] = field(default_factory=KeyedStore)
    sizes: dict[Size, dict[str, int]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    last: Parcel | None = None


def a_state() -> State:
    state = State(Ids("seed"), "somebody")
    state.ids.number("parcel")
    state.parcels.put(Parcel("b", Size.LARGE, datetime(2026, 3, 2, 8, 0, 1, 5, tzinfo=UTC)))
    state.parcels.put(Parcel("a", labels=frozenset(Size), notes=(("to", "x"),)))
    state.contents["b"] = b"\x00\xff"
    state.sizes = {Size.SMALL: {"z": 1, "a": 2}, Size.LARGE: {}}
    state.names = {"x", "y", "z"}
    state.last = Parcel("last")
    return state


def as_json(data: object) -> Any:
    return json.loads(json.dumps(data))


def test_what_was_dumped_is_loaded() -> None:
    state, other = a_state(), State(Ids("other"), "another")

    load(other, as_json(dump(state)))

    assert list(other.parcels) == list(state.parcels)
    assert other.parcels.find("notes", ("to", "x")) == state.parcels.get("a")
    assert other == State(
        Ids("seed", {"parcel": 1}),
        "another",
        other.parcels,
        state.contents,
        state.sizes,
        state.names,
        state.last,
    )
    assert json.dumps(dump(other)) == json.dumps(dump(state))


def test_a_dump_is_json_and_holds_what_is_remembered() -> None:
    data = dump(a_state())

    assert as_json(data) == data
    assert "owner" not in data
    assert data["names"] == ["x", "y", "z"]
    assert list(data["sizes"]["a small one"]) == ["z", "a"]
    assert data["parcels"][1]["labels"] == ["a large one", "a small one"]


def test_times_are_saved_while_the_clock_is_held() -> None:
    state, other = a_state(), State(Ids("other"))
    with freeze_time("2026-03-02 08:00:00.5"):
        state.last = Parcel("now", sent=datetime.now(UTC))
        data = dump(state)
        load(other, data)
    again = State(Ids("again"))
    load(again, data)

    assert data["last"]["sent"] == "2026-03-02T08:00:00.500000Z"
    assert again.last == other.last == state.last
    assert dump(again) == dump(other) == data


def changed(change: Callable[[Any], object]) -> Any:
    data = as_json(dump(a_state()))
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda d: d["parcels"][0].update(id=3), r"^parcels\[0\].id: expected `str`, got `int`$"),
        (lambda d: d["parcels"][0].update(size="x"), r"^parcels\[0\].size: invalid enum value 'x'"),
        (lambda d: d["parcels"][0].update(no=1), r"^parcels\[0\].no: expected nothing of this"),
        (lambda d: d["parcels"].append(d["parcels"][0]), "^parcels: key b is taken, expected it"),
        (
            lambda d: d["parcels"].append({"id": "c", "notes": [["to", "x"]]}),
            r"^parcels: notes \('to', 'x'\) is taken, expected it once",
        ),
        (lambda d: d["contents"].update(b="?"), r"contents\[...\]: invalid base64"),
        (lambda d: d["sizes"].update(x={}), "^sizes: invalid enum value 'x'"),
        (lambda d: d.pop("names"), "the data: object missing required field `names`"),
        (lambda d: d.update(owner="x"), "owner: expected nothing of this name"),
        (lambda d: d["ids"].update(drawn=[]), "ids.drawn: expected `object`, got `array`"),
    ],
)
def test_data_of_another_shape_is_refused(change: Callable[[Any], object], why: str) -> None:
    state = State(Ids("other"))
    before = dump(state)

    with pytest.raises(ValueError, match=why):
        load(state, changed(change))

    assert dump(state) == before


def test_several_states_are_loaded_together_or_not_at_all() -> None:
    data = as_json(dump_all({"one": a_state(), "two": a_state()}))
    states = {"one": State(Ids("1")), "two": State(Ids("2"))}
    before = dump_all(states)

    data["two"]["parcels"][1]["size"] = 7
    with pytest.raises(ValueError, match=r"two.parcels\[1\].size: "):
        load_all(states, data)
    assert dump_all(states) == before

    data["two"]["parcels"][1]["size"] = "a small one"
    load_all(states, data)
    assert dump_all(states) == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"version": VERSION + 1, "one": {}}, f"version: expected {VERSION}, got {VERSION + 1}"),
        ({"version": VERSION}, "expected an object with one, version"),
        ([], "expected an object with one, version"),
        ({"version": VERSION, "one": 3}, "one: expected `object`, got `int`"),
    ],
)
def test_another_dump_is_refused(data: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        load_all({"one": State(Ids("1"))}, data)


def test_an_emptied_state_is_as_new() -> None:
    state = a_state()
    empty(state)
    assert dump(state) == dump(State(Ids("seed")))
    assert state.owner == "somebody"
