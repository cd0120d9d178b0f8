"""The pictures that a run took of its steps, by the place that shows them."""

from __future__ import annotations

import base64
import configparser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crosswalk.screens.pictures.model import Picture
from crosswalk.screens.pictures.shipped import place_of

from .model import Book, Case, Chapter, Step


def pictured_features(root: Path) -> list[Path]:
    """Return the feature files that the option ``pictures`` of a project's pytest.ini names."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(root / "pytest.ini", encoding="utf-8")
    begin = parser.get("pytest", "pictures", fallback="").split()
    return [path for each in begin for path in sorted((root / "features").glob(f"{each}*.feature"))]


def places_of(book: Book) -> dict[str, tuple[Picture, ...]]:
    """Return the pictures that were taken in a run, by their places."""
    return {
        place: case.pictures[step.id]
        for chapter in book.chapters
        for case in chapter.cases
        for step, place in steps_of(chapter, case)
        if step.id in case.pictures
    }


def files_of(book: Book) -> dict[str, bytes]:
    """Return the files of the pictures that were taken in a run."""
    return {name: base64.b64decode(content) for name, content in book.files.items()}


def steps_of(chapter: Chapter, case: Case) -> Iterator[tuple[Step, str]]:
    """Yield each step of a case with the place of its pictures."""
    read: Counter[str] = Counter()
    for step in case.steps:
        yield step, place_of(chapter.stem, case.anchor, step.text, read[step.text])
        read[step.text] += 1
