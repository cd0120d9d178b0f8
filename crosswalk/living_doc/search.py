"""The index of the search, as a script that a page can load from a disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from .page import Entry, Page
from .synonyms import synonyms

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
            " ".join((*entry.words, *_synonyms_of(entry.title))),
        )
        for page in pages
        for entry in _entries(page)
    ]
    index = {"texts": list(texts), "entries": found}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"window.searchIndex={text.translate(_UNSAFE)};\n"


def _entries(page: Page) -> Iterator[Entry]:
    """Yield what is found on a page, and the page itself if it is in the contents."""
    if page.listed and all(each.address != page.path for each in page.entries):
        yield Entry("page", page.title, page.path)
    yield from page.entries


def _synonyms_of(title: str) -> Iterator[str]:
    for each in synonyms():
        yield from each.called(title)
