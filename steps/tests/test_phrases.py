"""What may stand in a placeholder, and how it is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_bdd import parsers

from fakes.wire import Address
from steps.runner.phrases import TYPES, one_of, open_type


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = dict(TYPES)
    yield
    TYPES.clear()
    TYPES.update(before)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Count", "12", 12),
        ("Word", "user.login", "user.login"),
        ("Text", '"two words"', "two words"),
        ("Text", '""', ""),
        ("Address", '"Ada@corp.example"', Address("ada@corp.example")),
    ],
)
def test_a_text_stands_for_a_value(kind: str, text: str, value: object) -> None:
    parser = parsers.parse(f"it is {{it:{kind}}} here", extra_types=TYPES)

    assert parser.parse_arguments(f"it is {text} here") == {"it": value}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("Count", "twelve"),
        ("Word", "two words"),
        ("Text", "unquoted"),
        ("Text", '"a" and "b"'),
        ("Address", '"ada"'),
        ("Address", "ada@corp.example"),
    ],
)
def test_another_text_does_not_fit(kind: str, text: str) -> None:
    parser = parsers.parse(f"it is {{it:{kind}}} here", extra_types=TYPES)

    assert not parser.is_matching(f"it is {text} here")


def test_a_closed_list_knows_its_texts() -> None:
    drink = one_of("Drink", {"tea": 1, "tea with milk": 2, "7 up (cold)": 3})
    parser = parsers.parse("{drink:Drink} please", extra_types=TYPES)

    assert drink.allowed == ("tea", "tea with milk", "7 up (cold)")
    assert parser.parse_arguments("tea with milk please") == {"drink": 2}
    assert parser.parse_arguments("7 up (cold) please") == {"drink": 3}
    assert not parser.is_matching("coffee please")
    assert not parser.is_matching("Tea please")
    with pytest.raises(ValueError, match="Tea is not one of tea, tea with milk"):
        drink("Tea")


def test_a_quoted_list_is_shown_with_its_quotes() -> None:
    drink = one_of("Drink", {"tea": 1}, quoted=True)

    assert drink.allowed == ('"tea"',)
    assert drink('"tea"') == 1


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="'Count' is already there"):
        open_type("Count", r"\d", int, expected="a digit")
