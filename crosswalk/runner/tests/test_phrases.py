"""What may stand in a placeholder, and how it is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_bdd import parsers

from crosswalk.runner.phrases import TERMS, Term, code, one_of, open_term, quoted
from crosswalk.runner.vocabulary import Definition


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = dict(TERMS)
    yield
    TERMS.clear()
    TERMS.update(before)


@pytest.fixture(autouse=True)
def _terms(_as_before: None) -> None:
    open_term("pears plums", r"\d+", int, expected="a whole number")
    quoted("saying", str, expected="a text")
    quoted("weight", _weight, expected="a weight")
    code("formula", expected="a formula", examples=("1 + 1",))


def _weight(text: str) -> int:
    number, unit = text.split()
    if unit != "kg":
        raise ValueError(f"{text} is not a weight")
    return int(number)


def said(pattern: str, sentence: str) -> dict[str, object] | None:
    parser = parsers.parse(pattern)
    definition = Definition("given", pattern, _take, parser, TERMS, None)
    return definition.arguments(sentence)


def _take(
    pears: object = None,
    saying: object = None,
    weight: object = None,
    drink: object = None,
    formula: object = None,
) -> None:
    pass


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("pears", "12", 12),
        ("saying", '"two words"', "two words"),
        ("saying", '""', ""),
        ("weight", '"12 kg"', 12),
    ],
)
def test_a_text_stands_for_a_value(name: str, text: str, value: object) -> None:
    assert said(f"it is {{{name}}} here", f"it is {text} here") == {name: value}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pears", "twelve"),
        ("saying", "unquoted"),
        ("saying", '"a" and "b"'),
        ("weight", '"12 lb"'),
        ("weight", "12 kg"),
    ],
)
def test_another_text_does_not_fit(name: str, text: str) -> None:
    assert said(f"it is {{{name}}} here", f"it is {text} here") is None


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "1 + 1",
        'replace(name, "a", "b")',
        'replace(name, "x", "")',
        '"a" + name',
        '"a"',
        'name == "A" AND other != "B" ? "1" : "2"',
        "name matches \"a\" && {\"b\", 'it''s'}",
        """replace(name, '"', "")""",
        'name < "a" OR "b" >= name',
        'append(name, " for ")',
        'append(name, " for ") + " for "',
        "'open",
    ],
)
def test_code_in_double_quotes_may_have_texts_in_double_quotes(formula: str) -> None:
    assert said("take {formula} here", f'take "{formula}" here') == {"formula": formula}
    two = said("take {formula} for {saying}", f'take "{formula}" for "two (or more)"')
    assert two == {"formula": formula, "saying": "two (or more)"}


@pytest.mark.parametrize("text", ['"a" and "b"', '"a", "b"', '"open', '"a "b" c"', "1 + 1"])
def test_what_is_no_code_in_double_quotes_does_not_fit(text: str) -> None:
    assert said("take {formula} here", f"take {text} here") is None


def test_a_closed_list_knows_its_texts() -> None:
    one_of("drink", {"tea": 1, "tea with milk": 2, "7 up (cold)": 3})
    drink = TERMS["drink"]

    assert isinstance(drink, Term)
    assert drink.allowed == ("tea", "tea with milk", "7 up (cold)")
    assert said("{drink} please", "tea with milk please") == {"drink": 2}
    assert said("{drink} please", "7 up (cold) please") == {"drink": 3}
    assert said("{drink} please", "coffee please") is None
    assert said("{drink} please", "Tea please") is None


def test_a_quoted_list_is_shown_with_its_quotes() -> None:
    one_of("drink", {"tea": 1}, quoted=True)
    drink = TERMS["drink"]

    assert isinstance(drink, Term)
    assert drink.allowed == ('"tea"',)
    assert drink('"tea"') == 1


def test_a_list_of_one_value_is_told_as_that_value() -> None:
    one_of("drink", {"tea": 1})
    drink = TERMS["drink"]

    assert isinstance(drink, Term)
    assert drink.expected == "tea"


def test_what_is_expected_ends_with_examples() -> None:
    open_term("drink", r"\d+ cups?", str, expected="a number of cups", examples=("1 cup", "2 cups"))
    drink = TERMS["drink"]

    assert isinstance(drink, Term)
    assert drink.expected == "a number of cups, as in '1 cup' or '2 cups'"


def test_a_name_holds_one_thing() -> None:
    with pytest.raises(ValueError, match=r"what \{pears\} holds is already said"):
        open_term("apples pears", r"\d", int, expected="a digit")
