"""Several runs told as one: shards that played different scenarios, and reruns of the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import PurePosixPath
from typing import TypeVar

from . import vocabulary
from .model import LOUD, Book, Case, Chapter
from .run import Run, Setting

T = TypeVar("T")
Told = tuple[str, Book]
"""A book, and the name of what it was read from."""


class DifferentFeature(ValueError):
    """A feature file had another text in another run; the message says where they differ."""


def merged(told: Sequence[Told]) -> Book:
    """Return one book of several, each scenario with its attempts by their time.

    Raises DifferentFeature.
    """
    chapters: dict[str, Chapter] = {}
    names: dict[str, str] = {}
    for name, book in told:
        for chapter in book.chapters:
            known = chapters.get(chapter.uri)
            if known is None:
                chapters[chapter.uri], names[chapter.uri] = chapter, name
            else:
                _refuse_another(known, names[chapter.uri], chapter, name)
                chapters[chapter.uri] = _joined(known, chapter)
    ordered = tuple(chapters[uri] for uri in sorted(chapters))
    files = dict(file for _, book in told for file in book.files.items())
    return Book(ordered, _run([book for _, book in told], ordered), files=files)


def revisions(told: Iterable[Told]) -> dict[str, str]:
    """Return the revision of each run by the name of what it was read from, where it is known."""
    known = ((name, book.run.setting.revision) for name, book in told)
    return {name: revision for name, revision in known if revision}


def _refuse_another(one: Chapter, name: str, other: Chapter, other_name: str) -> None:
    if one.source == other.source:
        return
    lines, others = one.source.splitlines(), other.source.splitlines()
    differ = (n for n, (a, b) in enumerate(zip(lines, others, strict=False), 1) if a != b)
    line = next(differ, min(len(lines), len(others)) + 1)
    raise DifferentFeature(
        f"{one.uri}:{line}: the text differs between {name} and {other_name}: merge runs of the "
        "same files only"
    )


def _joined(one: Chapter, other: Chapter) -> Chapter:
    """Return a chapter with the attempts of both: the same text gave both the same cases."""
    attempts = {case.anchor: case.attempts for case in other.cases}

    def with_both(case: Case) -> Case:
        both = (*case.attempts, *attempts[case.anchor])
        return replace(case, attempts=tuple(sorted(both, key=attrgetter("started"))))

    return one.with_cases(with_both)


def _run(books: Sequence[Book], chapters: Sequence[Chapter]) -> Run:
    """Return when the runs took place; they ended well if only examples kept them from it."""
    runs = [book.run for book in books]
    return Run(
        started=min(run.started for run in runs),
        seconds=sum(run.seconds for run in runs),
        success=all(book.run.success or book.verdict in LOUD for book in books),
        unreadable=_once(each for run in runs for each in run.unreadable),
        setting=_setting([run.setting for run in runs], chapters),
    )


def _setting(settings: Sequence[Setting], chapters: Sequence[Chapter]) -> Setting:
    there = {PurePosixPath(chapter.uri).name for chapter in chapters}
    left_out = {each for setting in settings for each in setting.left_out}
    return Setting(
        revision=" and ".join(_once(each.revision for each in settings if each.revision)),
        dirty=any(each.dirty for each in settings),
        lab=" and ".join(_once(each.lab for each in settings)),
        left_out=tuple(sorted(left_out - there)),
        vocabulary=vocabulary.joined(each.vocabulary for each in settings),
        parts=tuple(sorted(_once(part for each in settings for part in each.parts))),
        moved=_once(address for each in settings for address in each.moved),
    )


def _once(several: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(several))
