"""Several runs told as one: what each played, in the order of time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosswalk.living_doc.merging import DifferentFeature, merged
from crosswalk.living_doc.missing import is_complete, missing
from crosswalk.living_doc.model import Book, Verdict
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.run import Setting
from crosswalk.living_doc.vocabulary import joined
from crosswalk.runner.sentences import Concept, Sentence, Use

from .envelopes import Choose, envelopes, passed

FRUIT = """Feature: Fruit

  Example: An apple
    Given an apple

  Scenario Outline: <fruit>
    Given a <fruit>

    Examples:
      | fruit |
      | pear  |
      | plum  |
"""
CAKE = "Feature: Cake\n\n  Example: A cake\n    Given a cake\n"
FILES = {"f/01_fruit.feature": FRUIT, "f/02_cake.feature": CAKE}
LATER = 100


def run(
    files: dict[str, str],
    *names: str,
    choose: Choose = passed,
    at: int = 0,
    setting: Setting | None = None,
) -> Book:
    """Return a run that played the scenarios of these names, or all."""
    messages = envelopes(files, choose, ran=lambda name: not names or name in names)
    return read(_at(messages, at, files), setting or Setting())


def _at(messages: list[dict[str, Any]], at: int, files: dict[str, str]) -> list[dict[str, Any]]:
    for each in messages:
        if started := each.get("testCaseStarted"):
            started["timestamp"] = {"seconds": at, "nanos": 0}
    return [{"source": {"uri": uri, "data": text}} for uri, text in files.items()] + messages


def verdicts(book: Book) -> dict[str, Verdict]:
    return {case.name: case.verdict for case in book.cases}


def failed(_name: str, _text: str) -> str:
    return "FAILED"


def test_shards_that_split_a_chapter_are_the_run_of_all_of_it() -> None:
    whole = run(FILES)
    shards = [run(FILES, "An apple", "plum"), run(FILES, "pear", "A cake")]

    told = merged([("a", shards[0]), ("b", shards[1])])

    assert told.chapters == whole.chapters
    assert is_complete(told)
    assert not any(map(is_complete, shards))


def test_shards_of_different_chapters_are_in_the_order_of_all() -> None:
    one, other = ({uri: FILES[uri]} for uri in FILES)

    told = merged([("b", run(other)), ("a", run(one))])

    assert told.chapters == run(FILES).chapters


@pytest.mark.parametrize("order", [("first", "second"), ("second", "first")])
def test_the_last_attempt_counts_whatever_the_order_of_the_files(order: tuple[str, ...]) -> None:
    runs = {"first": run(FILES, choose=failed), "second": run(FILES, "A cake", at=LATER)}

    told = merged([(name, runs[name]) for name in order])

    assert verdicts(told)["A cake"] is Verdict.PASSED
    assert verdicts(told)["pear"] is Verdict.FAILED
    (cake,) = (case for case in told.cases if case.name == "A cake")
    assert [each.verdict for each in cake.attempts] == [Verdict.FAILED, Verdict.PASSED]


def test_steps_are_the_same_in_runs_whose_messages_have_other_ids() -> None:
    cake = {"f/02_cake.feature": CAKE}

    told = merged([("a", run(FILES, choose=failed)), ("b", run(cake, at=LATER))])

    (case,) = (case for case in told.cases if case.name == "A cake")
    assert [case.result_of(step).verdict for step in case.steps] == [Verdict.PASSED]


def test_what_no_shard_played_is_missing() -> None:
    told = merged([("a", run(FILES, "An apple")), ("b", run(FILES, "pear"))])

    names = [(chapter.title, [case.name for case in cases]) for chapter, cases in missing(told)]
    assert names == [("Fruit", ["plum"]), ("Cake", ["A cake"])]
    assert not is_complete(told)


def test_what_a_shard_left_out_and_another_played_is_not_left_out() -> None:
    one, other = ({uri: FILES[uri]} for uri in FILES)
    names = ["02_cake.feature", "03_more.feature"], ["01_fruit.feature", "03_more.feature"]
    shards = [
        run(files, setting=Setting(left_out=tuple(left_out)))
        for files, left_out in zip((one, other), names, strict=True)
    ]

    told = merged([("a", shards[0]), ("b", shards[1])])

    assert told.run.setting.left_out == ("03_more.feature",)
    assert not is_complete(told)


def test_another_text_is_refused_by_its_first_line_that_differs() -> None:
    other = {**FILES, "f/02_cake.feature": CAKE.replace("A cake", "Two cakes")}

    with pytest.raises(DifferentFeature, match=r"^f/02_cake\.feature:3: .* between a and b: "):
        merged([("a", run(FILES)), ("b", run(other))])


def test_a_run_that_broke_off_for_another_reason_is_still_told() -> None:
    well, broken = run(FILES), run(FILES, at=LATER)
    broken = replace(broken, run=replace(broken.run, success=False))

    assert merged([("a", well)]).run.success
    assert not merged([("a", well), ("b", broken)]).run.success


def test_a_rerun_of_what_failed_ends_well() -> None:
    told = merged([("a", run(FILES, choose=failed)), ("b", run(FILES, at=LATER))])

    assert told.verdict is Verdict.PASSED
    assert told.run.success


def test_where_the_runs_took_place_is_joined() -> None:
    one = Setting(revision="abc", lab="process", moved=(("a.html", "b.html"),))
    other = Setting(revision="def", lab="http", dirty=True)

    told = merged([("a", run(FILES, setting=one)), ("b", run(FILES, at=LATER, setting=other))])

    assert told.run.setting == Setting(
        "abc and def", True, "process and http", moved=(("a.html", "b.html"),)
    )


def test_sentences_are_joined_with_the_uses_of_both() -> None:
    def concept(*uses: Use, also: tuple[Sentence, ...] = ()) -> Concept:
        known = Sentence("Given", "an apple", "", "", (), (), (), uses)
        return Concept("fruit", "", (known, *also))

    more = Sentence("When", "eaten", "", "", (), (), (), ())
    here, there = Use("a.feature", 1, "One"), Use("b.feature", 2, "Two")

    told = joined([[concept(here)], [concept(there, here, also=(more,))]])

    assert told == (concept(here, there, also=(more,)),)
