"""The article in pictures: each of its steps as a screen before the click, and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    stated = statements()
    sections = [(each, list(_pictured(each.steps, stated))) for each in the_path().sections]
    entries = tuple(
        Entry("picture", step.title, links.pictured(step.name), TITLE, step.said)
        for section, _ in sections
        for step in section.steps
    )
    yield Page(links.PICTURES, TITLE, "pictures.html", {"sections": sections}, entries)


def _pictured(steps: Iterable[PathStep], stated: Sequence[ArticleStatement]) -> Iterator[Pictured]:
    for number, step in enumerate(steps, 1):
        about = (each for each in stated if _is_about(each, step))
        examples = (example for each in about for example in each.examples)
        shown = dict.fromkeys((links.example(stem, title), title) for stem, title in examples)
        yield Pictured(number, step, of_path(step.name), tuple(shown))


def _is_about(said: ArticleStatement, step: PathStep) -> bool:
    """Tell whether a statement is about a step: its place may go on with a part of it."""
    return any(said.place == each or said.place.startswith(f"{each}, ") for each in step.places)
