"""The vocabulary: every sentence, what fits in it, and the examples that say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from crosswalk.runner.sentences import Argument, Catalogue, Concept, Sentence, Use, fitting
from crosswalk.runner.vocabulary import KINDS, InvalidStepDefinition, Vocabulary, load

from . import links
from .model import Book, Case, Chapter, Example
from .page import Entry, Page


class Occurrence(NamedTuple):
    """An example, and the chapter in which it stands."""

    chapter: Chapter
    example: Example


AT_MOST = 100
"""How many examples are listed under a sentence: the page has to open on a phone."""
Shown = Mapping[tuple[str, str], Occurrence]
"""The examples of a book by the file of their chapter and their anchor."""


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
    """Yield the page, unless the vocabulary cannot be read, as then nothing was played."""
    try:
        vocabulary = Vocabulary(load(book.run.setting.vocabulary))
    except InvalidStepDefinition:
        return
    concepts = list(_read(book, vocabulary).concepts())
    shown = {
        (chapter.uri, example.anchor): Occurrence(chapter, example)
        for chapter in book.chapters
        for example in chapter.examples
    }
    listed = [(_title(each), _about(each), list(_patterns(each, shown))) for each in concepts]
    context = {"concepts": listed, "fitting": fitting(concepts)}
    entries = tuple(_entries(listed))
    yield Page(links.SENTENCES, "The sentences", "sentences.html", context, entries)


def _read(book: Book, vocabulary: Vocabulary) -> Catalogue:
    catalogue = Catalogue(vocabulary)
    for chapter in book.chapters:
        for example in chapter.examples:
            for case in example.cases:
                for kind, text in _said(case):
                    catalogue.note(kind, text, Use(chapter.uri, _line(example), example.anchor))
    return catalogue


def _line(example: Example) -> int:
    """Return one line for all rows of an outline, which are shown together."""
    return example.cases[0].line


def _said(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a case with what And and But stand for."""
    kind = KINDS[0]
    for step in case.steps:
        kind = step.keyword.lower() if step.keyword.lower() in KINDS else kind
        yield kind, step.text


def _patterns(concept: Concept, shown: Shown) -> Iterator[Pattern]:
    """Yield the sentences of a concept; those that differ in the keyword alone are one."""
    by_pattern: dict[str, list[Sentence]] = {}
    for each in concept.sentences:
        by_pattern.setdefault(each.pattern, []).append(each)
    for text, sentences in by_pattern.items():
        first = sentences[0]
        uses = {(use.path, use.example) for each in sentences for use in each.uses}
        places = [place for key, place in shown.items() if key in uses]
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
            yield Entry("sentence", said, links.sentence(each.text), title, (each.docstring,))
