"""Messages become a book: everything as written, with what became of it."""

from __future__ import annotations

import pytest

from crosswalk.living_doc.model import Attempt, Book, Verdict, worst
from crosswalk.living_doc.reading import read

from .envelopes import START, envelopes

FRUIT = """
@R01
Feature: Fruit

  Why a reader
  would care.

  Background:
    Given a basket

  Example: First of all
    When somebody counts

  @R02
  Rule: Fruit is counted

    Said at length.

    Background:
      Given these fruits:
        | name  |
        | apple |

    @A3
    Scenario Outline: Counting <fruit>
      Given <fruit>
      Then the note reads:
        '''
        <fruit>!
        '''

      @P1
      Examples: Right
        | fruit | count |
        | apple | 1     |
        | pear  | 1     |

      Examples: Wrong
        | fruit | count |
        | pear  | 2     |
""".replace("'''", '"""')


@pytest.fixture(scope="module")
def book() -> Book:
    return read(envelopes({"features/02_fruit.feature": FRUIT}))


def test_a_chapter_is_told_as_written(book: Book) -> None:
    (chapter,) = book.chapters
    above, counted = chapter.rules

    assert (chapter.stem, chapter.page, chapter.title) == ("02_fruit", "fruit.html", "Fruit")
    assert chapter.description == "Why a reader\nwould care."
    assert chapter.background
    assert [(each.keyword, each.text) for each in chapter.background.steps] == [
        ("Given", "a basket")
    ]
    assert (above.title, [each.title for each in above.examples]) == ("", ["First of all"])
    assert (counted.title, counted.description) == ("Fruit is counted", "Said at length.")
    assert counted.background
    assert counted.background.steps[0].table == (("name",), ("apple",))


def test_an_outline_is_told_once_with_its_rows(book: Book) -> None:
    outline = book.chapters[0].rules[1].examples[0]
    right, wrong = outline.tables

    assert outline.title == "Counting <fruit>"
    assert outline.steps[1].doc_string == "<fruit>!"
    assert (right.title, right.header) == ("Right", ("fruit", "count"))
    assert [row.cells for row in right.rows] == [("apple", "1"), ("pear", "1")]
    assert [row.name for row in (*right.rows, *wrong.rows)] == [
        "Counting apple[apple-1]",
        "Counting pear[pear-1]",
        "Counting pear[pear-2]",
    ]
    assert [step.text for step in wrong.rows[0].steps][2:] == ["pear", "the note reads:"]
    assert wrong.rows[0].steps[3].doc_string == "pear!"


def test_a_row_carries_the_tags_of_everything_around_it(book: Book) -> None:
    assert [case.tags for case in book.cases] == [
        ("R01",),
        ("R01", "R02", "A3", "P1"),
        ("R01", "R02", "A3", "P1"),
        ("R01", "R02", "A3"),
    ]


def test_what_was_not_run_is_told() -> None:
    fruit = envelopes({"fruit.feature": FRUIT}, ran=lambda name: name == "Counting pear")
    chapter = read(fruit).chapters[0]

    assert chapter.counts == {Verdict.PASSED: 2, Verdict.UNKNOWN: 2}
    assert chapter.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("status", "verdict"),
    [("FAILED", Verdict.FAILED), ("UNDEFINED", Verdict.UNDEFINED), ("SKIPPED", Verdict.SKIPPED)],
)
def test_the_worst_step_decides(status: str, verdict: Verdict) -> None:
    def choose(_name: str, text: str) -> str:
        return status if text == "these fruits:" else "PASSED"

    cases = read(envelopes({"fruit.feature": FRUIT}, choose)).cases

    assert [case.verdict for case in cases] == [Verdict.PASSED, verdict, verdict, verdict]
    assert [cases[1].result_of(step).message for step in cases[1].steps] == ["", "<why>", "", ""]


def test_a_step_that_was_never_reached_is_not_run() -> None:
    cases = read(
        envelopes({"a.feature": FRUIT}, lambda _, text: None if text == "pear" else "PASSED")
    ).cases

    assert [case.verdict for case in cases] == [Verdict.PASSED] * 2 + [Verdict.UNKNOWN] * 2


def test_chapters_come_in_the_order_of_their_files_and_cases_in_that_of_the_document() -> None:
    messages = envelopes({"b.feature": FRUIT, "a.feature": "Feature: A\n  Example: B\n    * c\n"})
    head, tail = messages[:1], messages[1:]

    book = read([*head, *(each for each in tail if "pickle" not in each), *_pickles(tail)])

    assert [chapter.uri for chapter in book.chapters] == ["a.feature", "b.feature"]
    assert book.verdict is Verdict.PASSED
    assert [case.line for case in book.cases] == sorted(case.line for case in book.cases)


def _pickles(messages: list[dict[str, object]]) -> list[dict[str, object]]:
    return [each for each in reversed(messages) if "pickle" in each]


def test_the_last_attempt_decides() -> None:
    messages = envelopes({"a.feature": "Feature: A\n  Example: B\n    * c\n"})
    (case,) = (each["testCase"] for each in messages if "testCase" in each)
    again = {"id": "again", "testCaseId": case["id"], "attempt": 1}
    failed = {
        "testCaseStartedId": "again",
        "testStepId": case["testSteps"][0]["id"],
        "testStepResult": {"status": "FAILED", "message": "no"},
    }

    (played,) = read([*messages, {"testCaseStarted": again}, {"testStepFinished": failed}]).cases

    assert [attempt.verdict for attempt in played.attempts] == [Verdict.PASSED, Verdict.FAILED]
    assert played.verdict is Verdict.FAILED


def test_what_fails_around_the_steps_counts() -> None:
    messages = envelopes({"a.feature": "Feature: A\n  Example: B\n    * c\n"})
    (case,) = (each["testCase"] for each in messages if "testCase" in each)
    case["testSteps"].append({"id": "hook", "hookId": "h"})
    failed = {
        "testCaseStartedId": case["id"].replace("c", "s", 1),
        "testStepId": "hook",
        "testStepResult": {"status": "FAILED", "message": "teardown"},
    }

    (played,) = read([*messages, {"testStepFinished": failed}]).cases

    assert played.verdict is Verdict.FAILED
    assert [each.message for each in played.attempts[0].around] == ["teardown"]


def test_attachments_belong_to_the_attempt() -> None:
    attached = [
        {"body": "eA==", "mediaType": "a/b", "fileName": "x", "contentEncoding": "BASE64"},
        {"body": "<y>", "mediaType": "text/plain"},
    ]
    (case,) = read(
        envelopes({"a.feature": "Feature: A\n  Example: B\n    * c\n"}, attachments=attached)
    ).cases

    assert [(each.file_name, each.text) for each in case.attachments] == [("x", "x"), ("", "<y>")]
    assert case.attachment("x") is case.attachments[0]
    assert case.attachment("z") is None


def test_the_run_is_told_by_its_messages(book: Book) -> None:
    assert (book.run.started, book.run.seconds, book.run.success) == (START, 4.0, True)


def test_a_document_that_cannot_be_read_is_named() -> None:
    broken = {"parseError": {"source": {"uri": "a.feature"}, "message": "(1:1): expected"}}

    assert read([broken]).run.unreadable == ("a.feature: (1:1): expected",)


def test_everything_has_a_verdict_at_its_address(book: Book) -> None:
    assert list(book.verdicts) == [
        "fruit.html",
        "fruit.html#first-of-all",
        "fruit.html#rule-fruit-is-counted",
        "fruit.html#counting-fruit",
        "fruit.html#counting-apple-apple-1",
        "fruit.html#counting-pear-pear-1",
        "fruit.html#counting-pear-pear-2",
    ]
    assert book.verdict_of("fruit.html#first-of-all") is Verdict.PASSED
    assert book.verdict_of("elsewhere.html") is Verdict.UNKNOWN


def test_nothing_at_all_was_not_run() -> None:
    assert worst([]) is Verdict.UNKNOWN
    assert Attempt({}).verdict is Verdict.UNKNOWN


def test_a_remark_stands_on_its_step_and_is_no_evidence_of_the_case() -> None:
    text = "Feature: Fruit\n  Example: A pear\n    When it drops\n    Then nobody minds\n"
    made = envelopes({"features/02_fruit.feature": text})
    dropped = next(each["testStepFinished"] for each in made if "testStepFinished" in each)
    remark = {
        "testCaseStartedId": dropped["testCaseStartedId"],
        "testStepId": dropped["testStepId"],
        "body": "the floor refused",
        "mediaType": "text/plain",
        "contentEncoding": "IDENTITY",
        "fileName": "remark.txt",
    }

    ((example,),) = (chapter.examples for chapter in read([*made, {"attachment": remark}]).chapters)
    (case,) = example.cases

    assert [case.result_of(step).remarks for step in case.steps] == [("the floor refused",), ()]
    assert case.attachments == ()
