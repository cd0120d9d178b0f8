from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import pytest

from fakes.store import Readings


class Sign(Enum):
    OPEN = "it opens"
    SHUT = "it stays shut"


class Window(Enum):
    CLEAR = "clear"


@dataclass
class Kept:
    readings: dict[str, str] = field(default_factory=dict)


def test_what_can_be_chosen_is_told_and_kept_in_the_state() -> None:
    state = Kept()
    readings = Readings(state, {"A1": Sign, "A2": Window})

    readings.choose("A1", "it stays shut")

    assert readings.options() == (("A1", ("it opens", "it stays shut")), ("A2", ("clear",)))
    assert state.readings == {"A1": "it stays shut"}


@pytest.mark.parametrize(
    ("assumption", "reading", "why"),
    [
        ("A9", "it opens", "no assumption 'A9': expected one of A1, A2"),
        ("A1", "open", "A1 cannot be read as 'open': expected 'it opens' or 'it stays shut'"),
    ],
)
def test_what_there_is_not_is_refused(assumption: str, reading: str, why: str) -> None:
    state = Kept()

    with pytest.raises(ValueError, match=why):
        Readings(state, {"A1": Sign, "A2": Window}).choose(assumption, reading)

    assert state.readings == {}
