"""The front page: symptoms, chapters, what was run, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from crosswalk import links

from .model import LOUD, Book, Case, Chapter
from .page import Page
from .run import Setting
from .symptoms import every_symptom

_LABS = {
    "process": "In the process of the tests",
    "http": "Served over HTTP by another process",
    "docker": "In three containers",
    "served": "One that was served already",
}


AT_MOST = 20
"""How many examples that did not pass are listed: below them the symptoms have to be found."""


def pages(book: Book) -> Iterator[Page]:
    """Yield the front page."""
    run = book.run
    problems = list(_problems(book))
    context = {
        "symptoms": every_symptom(),
        "when": datetime.fromtimestamp(run.started, UTC),
        "lab": "; ".join(_LABS.get(each, each) for each in run.setting.lab.split(" and ")),
        "revision": _revision(run.setting),
        "unfinished": _unfinished(book),
        "repeated": sum(len(case.attempts) > 1 for case in book.cases),
        "problems": problems[:AT_MOST],
        "more": len(problems[AT_MOST:]),
    }
    yield Page(links.FRONT, "Symptoms and overview", "front.html", context)


def _problems(book: Book) -> Iterator[tuple[Chapter, Case]]:
    for chapter in book.chapters:
        yield from ((chapter, case) for case in chapter.cases if case.verdict in LOUD)


def _revision(setting: Setting) -> str:
    if not setting.revision:
        return "unknown: there is no checkout of git"
    return setting.revision + (", with changes that are not in it" if setting.dirty else "")


def _unfinished(book: Book) -> list[str]:
    """Return why this run is incomplete."""
    missing = [f"Not readable: {each}" for each in book.run.unreadable]
    if left_out := book.run.setting.left_out:
        missing.append(f"The chapters {', '.join(left_out)}")
    not_run = sum(not case.attempts for case in book.cases)
    if not_run:
        missing.append(f"{not_run} of {len(book.cases)} examples were not run")
    return missing
