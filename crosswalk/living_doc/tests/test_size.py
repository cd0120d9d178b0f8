"""A site of many examples, and one of large evidence, still opens on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crosswalk.bench.many import multiplied
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.site import build
from crosswalk.runner.gherkin import plays_of

from .conftest import FEATURES
from .envelopes import envelopes

MOST = 2_000_000
LEFT = {"body": "What it left behind.\n" * 7000, "mediaType": "text/plain", "fileName": "left.txt"}
TEXTS = {f"features/{path.name}": path.read_text(encoding="utf-8") for path in FEATURES}


def sizes(directory: Path) -> Mapping[str, int]:
    return {path.name: path.stat().st_size for path in directory.iterdir()}


def test_no_page_of_1500_examples_is_too_large(tmp_path: Path) -> None:
    build(read(multiplied(envelopes(TEXTS), 1500)), tmp_path)

    found = sizes(tmp_path)
    assert len(found) > 100
    assert {name: size for name, size in found.items() if size > MOST} == {}


def test_no_page_of_large_evidence_is_too_large(tmp_path: Path) -> None:
    largest = max(FEATURES, key=lambda path: len(plays_of(path)))
    run = envelopes({largest.name: largest.read_text("utf-8")}, attachments=[LEFT])
    assert sum(len(each["attachment"]["body"]) for each in run if "attachment" in each) > MOST

    build(read(run), tmp_path)

    assert {name: size for name, size in sizes(tmp_path).items() if size > MOST} == {}
