"""How the benchmark makes a large run of a small one, and a site of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.bench import many, measure, reporting, sides
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.tests.envelopes import envelopes

FRUIT = """
@R01
Feature: Fruit
  Rule: Apples are fruit
    Example: One
      Given an apple
    Scenario Outline: <number>
      Given <number> apples
      Examples:
        | number |
        | Two    |
        | Three  |
"""
NUTS = FRUIT.replace("Fruit", "Nuts")
LEFT = {"body": "as it is", "mediaType": "text/plain", "fileName": "a.txt"}


@pytest.fixture
def run() -> list[many.Envelope]:
    """A run of two chapters, three examples each."""
    return list(
        envelopes({"features/01_fruit.feature": FRUIT, "nuts.feature": NUTS}, attachments=[LEFT])
    )


@pytest.mark.parametrize(
    ("wanted", "pages"),
    [
        (3, ["fruit-1"]),
        (4, ["fruit-1", "nuts-1"]),
        (9, ["fruit-1", "fruit-2", "nuts-1"]),
    ],
)
def test_chapters_come_again_until_there_are_enough_examples(
    wanted: int, pages: list[str], run: list[many.Envelope]
) -> None:
    made = many.multiplied(run, wanted)

    book = read(made)
    assert [each.page for each in book.chapters] == [f"{page}.html" for page in pages]
    assert many.examples_in(made) == 3 * len(pages) >= wanted


def test_every_copy_went_as_the_original_did(run: list[many.Envelope]) -> None:
    original = read(run).chapters[0]

    for chapter in read(many.multiplied(run, 12)).chapters[:2]:
        assert chapter.counts == original.counts
        assert [each.name for each in chapter.cases] == [each.name for each in original.cases]
        assert [each.attachments for each in chapter.cases] == [
            each.attachments for each in original.cases
        ]


def test_a_site_is_made_afresh_and_timed_for_one_example(
    run: list[many.Envelope], tmp_path: Path
) -> None:
    side = reporting.site_of(run, tmp_path)

    assert side.count == 6
    for _ in range(2):
        assert side.seconds() > 0
        (site,) = (tmp_path / "sites").iterdir()
        assert {"index.html", "fruit.html", "nuts.html"} <= {each.name for each in site.iterdir()}


def test_a_limit_is_what_a_time_is_compared_with() -> None:
    allowed = sides.Allowed(0.5)
    samples = {reporting.MANY: [0.25], reporting.ALLOWED: [allowed.seconds()]}
    site, growth = reporting.SITE_TRIAL.comparisons

    result = measure.compared(site, samples)
    assert (result.ratio, result.met) == (0.5, True)
    assert (result.measured, result.reference) == (375.0, 750.0)
    assert (site.measured, growth.measured) == (reporting.MANY, reporting.MANY)
    assert allowed.profile() == "a limit of 0.5 s"
