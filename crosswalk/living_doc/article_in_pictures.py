"""The article in pictures: each of its steps as a screen before the click, and after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswalk import links
from crosswalk.screens.pictures.path import PathStep, the_path
from crosswalk.statements import ArticleStatement, statements

from .model import Book
from .page import Entry, Page
from .pictures import Strip, of_path

TITLE = "The article in pictures"


@dataclass(frozen=True, slots=True)
class Pictured:
    """A step of the article: its number, its pictures, and the examples that show it."""

    number: int
    step: PathStep
    strip: Strip
    shown: tuple[tuple[str, str], ...]


def pages(book: Book) -> Iterator[Page]:  # noqa: ARG001 - as every module of pages is called
    """Yield the page."""
    sections = [(each, list(_pictured(each.steps))) for each in the_path().sections]
    entries = tuple(
        Entry("picture", step.title, links.pictured(step.name), TITLE, step.said)
        for section, _ in sections
        for step in section.steps
    )
    yield Page(links.PICTURES, TITLE, "pictures.html", {"sections": sections}, entries)


def _pictured(steps: tuple[PathStep, ...]) -> Iterator[Pictured]:
    for number, step in enumerate(steps, 1):
        examples = (example for said in _about(step) for example in said.examples)
        shown = dict.fromkeys((links.example(stem, title), title) for stem, title in examples)
        yield Pictured(number, step, of_path(step.name), tuple(shown))


def _about(step: PathStep) -> Iterator[ArticleStatement]:
    """Yield what the article states in a step: its place may go on with a part of it."""
    for said in statements():
        if any(said.place == each or said.place.startswith(f"{each}, ") for each in step.places):
            yield said
