"""The vocabulary: every sentence, what fits in it, and the examples that say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from crosswalk import links
from crosswalk.runner.sentences import Argument, Concept, Sentence, fitting
from crosswalk.runner.vocabulary import KINDS

from .model import Book, Chapter, Example
from .page import Entry, Page


class Occurrence(NamedTuple):
    """An example, and the chapter in which it stands."""

    chapter: Chapter
    example: Example


AT_MOST = 100
"""How many examples are listed under a sentence: the page has to open on a phone."""
Shown = Mapping[tuple[str, int], Occurrence]
"""The examples of a book by the file of their chapter and the line of each case."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern, with the keywords under which it can be said.

    ``uses`` are by chapter; ``count`` tells how many there are, with those that are not listed.
    """

    anchor: str
    keywords: tuple[str, ...]
    text: str
    docstring: str
    arguments: tuple[Argument, ...]
    below: tuple[str, ...]
    uses: tuple[tuple[Chapter, tuple[Occurrence, ...]], ...]
    count: int

    @property
    def more(self) -> int:
        """How many examples say it and are not listed."""
        return max(self.count - AT_MOST, 0)


def pages(book: Book) -> Iterator[Page]:
    """Yield the page, unless no sentence is known."""
    concepts = book.run.setting.vocabulary
    if not concepts:
        return
    shown = {
        (chapter.uri, case.line): Occurrence(chapter, example)
        for chapter in book.chapters
        for example in chapter.examples
        for case in example.cases
    }
    listed = [(_title(each), _about(each), list(_patterns(each, shown))) for each in concepts]
    context = {"concepts": listed, "fitting": fitting(concepts)}
    entries = tuple(_entries(listed))
    yield Page(links.SENTENCES, "Steps", "sentences.html", context, entries)


def _patterns(concept: Concept, shown: Shown) -> Iterator[Pattern]:
    """Yield the sentences of a concept; those that differ in the keyword alone are one."""
    by_pattern: dict[str, list[Sentence]] = {}
    for each in concept.sentences:
        by_pattern.setdefault(each.pattern, []).append(each)
    for text, sentences in by_pattern.items():
        first = sentences[0]
        uses = {(use.path, use.line) for each in sentences for use in each.uses}
        said = (place for key, place in shown.items() if key in uses)
        places = list({(each.chapter.uri, each.example.anchor): each for each in said}.values())
        chapters = [tuple(listed) for _, listed in groupby(places[:AT_MOST], _page)]
        yield Pattern(
            anchor=links.slug(text),
            keywords=_in_order({each.keyword for each in sentences}),
            text=text,
            docstring=first.docstring,
            arguments=first.arguments,
            below=first.below,
            uses=tuple((listed[0].chapter, listed) for listed in chapters),
            count=len(places),
        )


def _in_order(keywords: Set[str]) -> tuple[str, ...]:
    told = (*(kind.capitalize() for kind in KINDS), "*")
    return tuple(keyword for keyword in told if keyword in keywords)


def _page(place: Occurrence) -> str:
    return place.chapter.page


def _title(concept: Concept) -> str:
    return concept.name.replace("_", " ")


def _about(concept: Concept) -> str:
    """Return what the sentences are about, without saying each time that they are."""
    about = concept.about.removeprefix("Steps about ")
    return about[:1].upper() + about[1:]


def _entries(concepts: list[tuple[str, str, list[Pattern]]]) -> Iterator[Entry]:
    for title, _, patterns in concepts:
        for each in patterns:
            said = f"{' / '.join(each.keywords)} {each.text}"
            yield Entry("step", said, links.sentence(each.text), title, (each.docstring,))
