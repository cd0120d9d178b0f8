"""The index of the search, as a script that a page can load from a disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .page import Entry, Page
from .synonyms import synonyms

_HEAD = "window.searchIndex="
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def index(pages: Iterable[Page]) -> str:
    """Return a script that gives the search what it finds; nothing in it can end the script.

    What many entries say, such as a step of many examples, stands in it once.
    """
    texts: dict[str, int] = {}
    found = [
        (
            entry.kind,
            entry.title,
            entry.address,
            entry.within,
            [texts.setdefault(text, len(texts)) for text in entry.text if text],
            " ".join(entry.words or _synonyms_of(entry.title)),
        )
        for page in pages
        for entry in _entries(page)
    ]
    return as_script({"texts": list(texts), "entries": found})


def as_script(index: dict[str, Any]) -> str:
    """Return a script that holds what the search finds."""
    return f"{_HEAD}{script_safe(index)};\n"


def script_safe(data: object) -> str:
    """Return data as JSON that can stand in a script, which nothing in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def from_script(script: str) -> dict[str, Any]:
    """Return what such a script holds."""
    index: dict[str, Any] = json.loads(script.removeprefix(_HEAD).removesuffix(";\n"))
    return index


def _entries(page: Page) -> Iterator[Entry]:
    """Yield what is found on a page, and the page itself if it is in the contents."""
    if page.listed and all(each.address != page.path for each in page.entries):
        yield Entry("page", page.title, page.path)
    yield from page.entries


def _synonyms_of(title: str) -> Iterator[str]:
    for each in synonyms():
        yield from each.called(title)
