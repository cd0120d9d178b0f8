"""The page on the diagnosis of a tenant: its problem codes, and the report of a sample tenant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from crosswalk import diagnosis, links
from crosswalk.diagnosis.report.explained import Explained, explained

from .ahead import Once
from .model import Book
from .page import Entry, Page

TITLE = "A diagnosis of a tenant"
COMMAND = "crosswalk diagnose okta.csv app-users.csv insync.csv microsoft365.csv --into diagnosis"
SAMPLES = tuple(sorted(Path(diagnosis.__file__).with_name("samples").glob("*.csv")))
_CHAPTER = links.chapter("16_diagnosing")
_SEARCHED = (
    TITLE,
    "Diagnose a tenant from its exports: Okta, inSync, Microsoft 365",
    "Which email IDs have to be changed before the mapping is changed?",
    "A sample report: whom it hits, what to change first, a runbook for the tenant",
)


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    problems = explained().values()
    context = {
        "chapter_page": _CHAPTER,
        "command": COMMAND,
        "has_sample": has_sample(book),
        "exports": [f"{links.SAMPLE_EXPORTS}/{each.name}" for each in SAMPLES],
        "problems": [(links.slug(each.code.value), each) for each in problems],
    }
    searched = (Entry("page", text, links.DIAGNOSIS, TITLE) for text in _SEARCHED)
    entries = (*searched, *map(_entry, problems))
    yield Page(links.DIAGNOSIS, TITLE, "diagnosis.html", context, entries)


def _entry(problem: Explained) -> Entry:
    code = problem.code.value
    address = f"{links.DIAGNOSIS}#{links.slug(code)}"
    return Entry("term", code, address, TITLE, (problem.text, problem.do))


def has_sample(book: Book) -> bool:
    """Tell whether a site has the report: not where chapters lack to which it links."""
    return book.holds(_CHAPTER) and not book.run.setting.left_out


def sample(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the files of the report, by their paths, and the exports it was made from."""
    if has_sample(book):
        yield from _sample().items()
        for each in SAMPLES:
            yield f"{links.SAMPLE_EXPORTS}/{each.name}", each.read_text(encoding="utf-8")


@Once
def _sample() -> Mapping[str, str]:
    """Diagnose the sample tenant: the same for every book.

    What diagnoses is imported here, and so in the process that does this ahead.
    """
    from .sample_report import report

    return report(SAMPLES)
