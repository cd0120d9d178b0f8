"""What changed between two runs, example by example."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.evidence.model import EXCHANGES_FILE, PEOPLE_FILE
from crosswalk.living_doc.attachment import Attachment
from crosswalk.living_doc.changes import Change, Kind, changes, in_short
from crosswalk.living_doc.model import Book, Case
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.run import Setting
from crosswalk.living_doc.site import build
from crosswalk.living_doc.summary import change_lines, change_markdown

from .envelopes import envelopes

NAMES = ("Steady", "Wavering")
TEXT = "Feature: Fruit\n" + "".join(f"\n  Example: {name}\n    Given an apple\n" for name in NAMES)
FILE = "01_fruit.feature"


def run(text: str = TEXT, setting: Setting | None = None, **statuses: str) -> Book:
    def choose(name: str, _text: str) -> str | None:
        return statuses.get(name, "PASSED")

    messages = envelopes({FILE: text}, choose, ran=lambda name: statuses.get(name) != "MISSING")
    return read(messages, setting or Setting())


def compared(before: Book, now: Book) -> dict[str, tuple[Kind, str]]:
    found = changes(replace(now, previous=before))
    assert found is not None
    return {each.name: (each.kind, each.verdicts) for listed in found.values() for each in listed}


def changed(book: Book, **changed: object) -> Book:
    """Return a run in which the attempt at the second example differs."""

    def change(case: Case) -> Case:
        if case.name != "Wavering":
            return case
        return replace(case, attempts=(replace(case.attempts[-1], **changed),))  # type: ignore[arg-type]

    return replace(book, chapters=tuple(each.with_cases(change) for each in book.chapters))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("PASSED", "PASSED", None),
        ("PASSED", "FAILED", (Kind.NEWLY_FAILING, "passed → failed")),
        ("SKIPPED", "UNDEFINED", (Kind.NEWLY_FAILING, "skipped → undefined")),
        ("MISSING", "FAILED", (Kind.NEWLY_FAILING, "not run → failed")),
        ("FAILED", "FAILED", (Kind.STILL_FAILING, "failed")),
        ("FAILED", "UNDEFINED", (Kind.STILL_FAILING, "failed → undefined")),
        ("FAILED", "PASSED", (Kind.FIXED, "failed → passed")),
        ("FAILED", "SKIPPED", (Kind.OUTCOME, "failed → skipped")),
        ("PASSED", "MISSING", (Kind.OUTCOME, "passed → not run")),
        ("MISSING", "PASSED", (Kind.OUTCOME, "not run → passed")),
    ],
)
def test_an_example_changes_its_verdict(
    before: str, now: str, expected: tuple[Kind, str] | None
) -> None:
    found = compared(run(Wavering=before), run(Wavering=now))

    assert found == ({"Wavering": expected} if expected else {})


def test_an_example_is_new_or_gone() -> None:
    other = TEXT.replace("Wavering", "Fresh")

    assert compared(run(), run(other)) == {
        "Fresh": (Kind.NEW, "passed"),
        "Wavering": (Kind.GONE, "passed"),
    }
    assert compared(run(), run(other, Fresh="FAILED"))["Fresh"] == (Kind.NEWLY_FAILING, "failed")


def test_an_example_that_has_another_title_now_is_the_same() -> None:
    moved = ((f"{links.chapter('01_fruit')}#wavering", f"{links.chapter('01_fruit')}#fresh"),)
    now = run(TEXT.replace("Wavering", "Fresh"), Setting(moved=moved), Fresh="FAILED")

    assert compared(run(Wavering="FAILED"), now) == {"Fresh": (Kind.STILL_FAILING, "failed")}


def test_a_chapter_that_was_left_out_is_neither_new_nor_gone() -> None:
    left_out = Book((), replace(run().run, setting=Setting(left_out=(FILE,))))

    assert compared(left_out, run()) == dict.fromkeys(NAMES, (Kind.OUTCOME, "not run → passed"))
    assert compared(run(), left_out) == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (PEOPLE_FILE, "different: the people before and after"),
        (EXCHANGES_FILE, "different: the HTTP requests"),
        ("log.txt", ""),
    ],
)
def test_other_evidence_of_the_same_verdict_is_told(name: str, said: str) -> None:
    before, now = (changed(run(), attachments=(Attachment(body, "", name),)) for body in "ab")

    found = changes(replace(now, previous=before))

    assert found is not None
    assert [each.said for each in found.get(Kind.EVIDENCE, [])] == ([said] if said else [])
    assert changes(replace(before, previous=before)) == {}


@pytest.mark.parametrize(
    ("was", "took", "told"),
    [(1.0, 2.5, True), (1.0, 2.0, False), (0.1, 1.0, False), (0.1, 1.2, True), (5.0, 9.0, False)],
)
def test_slower_is_more_than_twice_and_more_than_a_second(
    was: float, took: float, told: bool
) -> None:
    found = compared(changed(run(), seconds=was), changed(run(), seconds=took))

    assert found == ({"Wavering": (Kind.SLOWER, "passed")} if told else {})


def test_without_a_run_before_nothing_is_compared(tmp_path: Path) -> None:
    assert changes(run()) is None

    build(run(), tmp_path)

    assert not (tmp_path / links.CHANGES).exists()
    assert links.CHANGES not in (tmp_path / links.FRONT).read_text("utf-8")


def test_the_site_says_what_changed(tmp_path: Path) -> None:
    now = replace(run(Wavering="FAILED"), previous=run(setting=Setting("abc")))

    build(now, tmp_path)

    page = (tmp_path / links.CHANGES).read_text("utf-8")
    assert "Newly failing (1)" in page
    assert f'<a href="{links.chapter("01_fruit")}#wavering">Wavering</a>' in page
    assert "passed → failed" in page
    assert "at revision <code>abc</code>" in page
    front = (tmp_path / links.FRONT).read_text("utf-8")
    assert (
        f'<a href="{links.CHANGES}">What changed</a> since the run before: 1 newly failing.'
        in front
    )


def test_the_terminal_and_the_summary_say_what_changed() -> None:
    now = run(Wavering="FAILED")
    found = changes(replace(now, previous=run()))

    assert found is not None
    assert list(change_lines(found)) == [
        "Since the run before: 1 newly failing",
        "Newly failing (1):",
        f"  {FILE}:6  Wavering  (passed → failed)  (Given an apple)",
    ]
    assert list(change_markdown(found)) == [
        "### What changed: 1 newly failing",
        "",
        "| change | scenario | where | how |",
        "| --- | --- | --- | --- |",
        f"| Newly failing | Wavering | {FILE.replace('_', '&#95;')}:6 | passed → failed; "
        "Given an apple |",
        "",
    ]


def test_many_changes_are_counted_and_some_are_listed() -> None:
    many = {Kind.NEW: [Change(Kind.NEW, f"{n}", "", "", None, None) for n in range(30)]}

    lines = list(change_lines(many))

    assert in_short(many) == "30 new"
    assert len(lines) == 23
    assert lines[-1] == "  and 10 more"
