"""What is read and made of the document itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.living_doc.model import Book
from crosswalk.living_doc.moved import moved_in
from crosswalk.living_doc.parts import parts_in
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.run import Setting
from crosswalk.living_doc.site import build
from crosswalk.living_doc.vocabulary import concepts
from crosswalk.runner.vocabulary import Vocabulary, load, modules_in

from .envelopes import envelopes
from .looking import Played, play
from .reader import Reader, pages_in

ROOT = Path(__file__).parents[3]
FEATURES = sorted((ROOT / "features").glob("*.feature"))
VOCABULARY = modules_in(ROOT / "pytest.ini")
PARTS = parts_in(ROOT / "pytest.ini")


@pytest.fixture(scope="session")
def document() -> Book:
    """The document as if all of it had passed."""
    texts = {f"features/{path.name}": path.read_text(encoding="utf-8") for path in FEATURES}
    messages = envelopes(texts)
    setting = Setting(
        vocabulary=concepts(Vocabulary(load(VOCABULARY)), messages),
        parts=PARTS,
        moved=moved_in(ROOT / "features"),
    )
    return read(messages, setting)


@pytest.fixture(scope="session")
def built(document: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the document as if all of it had passed."""
    directory = tmp_path_factory.mktemp("site")
    build(document, directory)
    return directory


@pytest.fixture(scope="session")
def site(built: Path) -> dict[str, Reader]:
    """The pages of that site, by their names."""
    return pages_in(built)


@pytest.fixture(scope="session")
def played(chromium_program: str, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A site to look at, of a real run; without a browser nobody looks, and none is made."""
    return play(tmp_path_factory.mktemp("looked-at"))
