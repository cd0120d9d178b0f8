"""The chapters: one page for each feature file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from crosswalk import links

from . import pictures
from .evidence import Fold, folds
from .model import Background, Case, Chapter, Example
from .page import Entry, Page

PAGE_SIZE = 1_200_000
"""How many characters of evidence a chapter's page takes: it has to open on a phone."""
_TO_PAGE = Markup('<p><a href="{}">On a page of its own</a>: this one would be too long.</p>')


def listed(chapter: Chapter) -> Page:
    """Return the page of a chapter as the contents and the search need it: without evidence."""
    return Page(chapter.page, chapter.title, "chapter.html", entries=tuple(_entries(chapter)))


def pages(chapter: Chapter) -> Iterator[Page]:
    """Yield the page of a chapter, and those for evidence that would make it too long."""
    opened, apart = _evidence(chapter)
    titled = [rule for rule in chapter.rules if rule.title]
    pictured = {case.anchor: pictures.of_case(chapter, case) for case in chapter.cases}
    context = {"chapter": chapter, "titled": titled, "opened": opened, "pictured": pictured}
    yield replace(listed(chapter), context=context)
    yield from apart


def _evidence(chapter: Chapter) -> tuple[dict[str, list[Fold]], list[Page]]:
    """Return what is opened under each case by its anchor, and the pages it did not fit without."""
    left = PAGE_SIZE
    opened: dict[str, list[Fold]] = {}
    apart: list[Page] = []
    for case in chapter.cases:
        found = list(folds(case))
        size = sum(len(fold.content) for fold in found)
        if size > left:
            page = _apart(chapter, case, found)
            apart.append(page)
            found = [Fold("People, HTTP requests and rule", _TO_PAGE.format(page.path))]
        left -= sum(len(fold.content) for fold in found)
        opened[case.anchor] = found
    return opened, apart


def _apart(chapter: Chapter, case: Case, found: list[Fold]) -> Page:
    path = links.apart(chapter.page, case.anchor)
    context = {"chapter": chapter, "case": case, "opened": found}
    return Page(path, case.name, "evidence.html", context, listed=False)


def _entries(chapter: Chapter) -> Iterator[Entry]:
    page = chapter.page
    about = (chapter.description, *_said(chapter.background))
    yield Entry("chapter", chapter.title, page, text=about)
    for rule in chapter.rules:
        if rule.title:
            about = (rule.description, *_said(rule.background))
            yield Entry("rule", rule.title, f"{page}#{rule.anchor}", chapter.title, about)
        for example in rule.examples:
            within = rule.title or chapter.title
            about = (example.description, *(step.text for step in example.steps))
            yield Entry("example", example.title, f"{page}#{example.anchor}", within, about)
            yield from _rows(example, page, within)


def _said(background: Background | None) -> tuple[str, ...]:
    if background is None:
        return ()
    return (background.description, *(step.text for step in background.steps))


def _rows(example: Example, page: str, within: str) -> Iterator[Entry]:
    for table in example.tables:
        for case in table.rows:
            yield Entry("example", case.name, f"{page}#{case.anchor}", within, case.cells)
