"""Tables below sentences are read before anything is played."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

pytest_plugins = ["pytester"]

SHOP = """
    from crosswalk.runner.phrases import choice, form
    from crosswalk.runner.tables import Column, columns, table

    def _is_dear(row):
        if row["fruit"] == 1 and row["price"] > 5:
            raise ValueError(f"an apple for {row['price']} is too dear")

    @given("these prices:")
    @table(
        Column("fruit", choice({"apple": 1, "pear": 2}), required=True, unique=True),
        Column("price", form("[0-9]+", int, expected="a whole number")),
        Column("origin", choice({"here": "h"}), empty=True),
        check=_is_dear,
    )
    def these_prices(datatable):
        with open("prices.txt", "a") as file:
            file.write(repr(datatable))

    @then("nobody takes a table")
    def takes_none():
        pass
"""
FEATURE = """\
Feature: Fruit
  Example: Prices
    Given apple is in the basket
    And these prices:
"""


def played(run: Run, *rows: str, below: str = "") -> pytest.RunResult:
    table = "".join(f"      {row}\n" for row in rows)
    return run(FEATURE + table + below, words=SHOP)


def nothing_was_played() -> bool:
    return not any(Path("during.txt").read_text().split("\n"))


def test_rows_are_read_by_column(run: Run) -> None:
    result = played(run, "| fruit | price | origin |", "| pear | 12 | |", "| apple | 3 | here |")

    result.assert_outcomes(passed=1)
    assert eval(Path("prices.txt").read_text()) == [  # noqa: S307
        {"fruit": 2, "price": 12, "origin": ""},
        {"fruit": 1, "price": 3, "origin": "h"},
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("| fruit | prcie |", "| pear | 1 |"),
            "5:17: unknown column 'prcie': the columns are fruit, price, origin",
        ),
        (("| fruit | fruit |", "| pear | pear |"), "5:17: the column 'fruit' stands there twice"),
        (
            ("| price |", "| 1 |"),
            "5: the column 'fruit' is missing: the columns are fruit, price, origin",
        ),
        (
            ("| fruit | price |", "| pear | 1 |", "| plum | 2 |"),
            "7:9: row 2, column 'fruit': plum is not one of apple, pear",
        ),
        (
            ("| fruit | price |", "| pear | |"),
            "6:16: row 1, column 'price': (empty) is not a whole number",
        ),
        (
            ("| fruit |", "| pear |", "| pear |"),
            "7: row 2, column 'fruit': another row above has the same",
        ),
        (("| fruit | price |", "| apple | 6 |"), "6: row 1: an apple for 6 is too dear"),
    ],
)
def test_a_wrong_table_is_told_with_its_place_before_anything_is_played(
    run: Run, rows: tuple[str, ...], said: str
) -> None:
    result = played(run, *rows)

    result.assert_outcomes(failed=1)
    lines = result.outlines
    assert f"fruit.feature:{said}" in lines
    assert "    · Given apple is in the basket" in lines
    assert "  > ✗ And these prices:" in lines
    result.stdout.no_fnmatch_line("*- people -*")
    assert nothing_was_played()


def test_every_wrong_cell_is_told_at_once(run: Run) -> None:
    result = played(run, "| fruit | price |", "| plum | x |", "| apple | 9 |")

    told = [line for line in result.outlines if line.startswith("fruit.feature:")][1:]
    assert [line.split()[0] for line in told] == [
        "fruit.feature:6:9:",
        "fruit.feature:6:16:",
        "fruit.feature:7:",
    ]


def test_a_cell_that_an_outline_fills_names_its_row_of_the_examples(run: Run) -> None:
    result = run(
        FEATURE.replace("Example", "Scenario Outline")
        + "      | fruit  |\n      | <what> |\n"
        + "    Examples:\n      | what |\n      | pear |\n      | plum |\n",
        words=SHOP,
    )

    result.assert_outcomes(passed=1, failed=1)
    assert (
        "fruit.feature:6:9: row 1, column 'fruit': plum is not one of apple, pear "
        "(with the row of the Examples in line 10)"
    ) in result.outlines


def test_what_is_missing_below_a_sentence_is_found_before_anything_is_played(run: Run) -> None:
    run(FEATURE, words=SHOP).assert_outcomes(failed=1)

    assert nothing_was_played()


def test_what_nothing_reads_is_found_before_anything_is_played(run: Run) -> None:
    more = "    Then nobody takes a table\n      | fruit |\n"
    result = played(run, "| fruit |", "| pear |", below=more)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["fruit.feature:7: this step takes no table (*"])
    assert nothing_was_played()


def test_a_table_that_no_argument_takes_is_refused(run: Run) -> None:
    result = run(FEATURE, words=SHOP.replace("these_prices(datatable)", "these_prices(table)"))

    result.stdout.fnmatch_lines(
        ["words.py:*: the step 'these prices:' declares a table, and has no argument datatable"]
    )
