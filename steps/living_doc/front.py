"""The front page: symptoms, chapters, what was run, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from . import links
from .model import Book, Setting
from .page import Entry, Page
from .symptoms import SYMPTOMS

_LABS = {
    "process": "In the process of the tests",
    "http": "Served over HTTP by another process",
    "docker": "In three containers",
    "served": "One that was served already",
}


def pages(book: Book) -> Iterator[Page]:
    """Yield the front page."""
    run = book.run
    context = {
        "symptoms": SYMPTOMS,
        "when": datetime.fromtimestamp(run.started, UTC),
        "lab": _LABS[run.setting.lab],
        "revision": _revision(run.setting),
        "unfinished": _unfinished(book),
    }
    yield Page(links.FRONT, "Symptoms and overview", "front.html", context, tuple(_entries()))


def _entries() -> Iterator[Entry]:
    for each in SYMPTOMS:
        yield Entry("symptom", each.title, f"{links.FRONT}#{each.anchor}", each.meaning)


def _revision(setting: Setting) -> str:
    if not setting.revision:
        return "unknown: there is no checkout of git"
    return setting.revision + (", with changes that are not in it" if setting.dirty else "")


def _unfinished(book: Book) -> list[str]:
    """Return what keeps this run from telling everything."""
    told = [f"Not readable: {each}" for each in book.run.unreadable]
    if left_out := book.run.setting.left_out:
        told.append(f"The chapters {', '.join(left_out)}")
    not_run = sum(not case.attempts for case in book.cases)
    if not_run:
        told.append(f"{not_run} of {len(book.cases)} examples were not run")
    return told
