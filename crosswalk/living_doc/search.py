"""The index of the search, as a script that a page can load from a disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from .page import Page

_HEAD = "window.searchIndex="
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def index(pages: Iterable[Page]) -> str:
    """Return a script that gives the search what it finds; nothing in it can end the script."""
    found = [
        (entry.kind, entry.title, entry.address, entry.within)
        for page in pages
        for entry in page.entries
    ]
    return as_script(found)


def as_script(found: Sequence[Sequence[str]]) -> str:
    """Return a script that holds what the search finds."""
    return f"{_HEAD}{script_safe(found)};\n"


def script_safe(data: object) -> str:
    """Return data as JSON that can stand in a script, which nothing in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def from_script(script: str) -> list[list[str]]:
    """Return what such a script holds."""
    found: list[list[str]] = json.loads(script.removeprefix(_HEAD).removesuffix(";\n"))
    return found
