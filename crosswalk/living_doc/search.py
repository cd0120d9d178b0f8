"""The index of the search, as a script that a page can load from a disk."""

from __future__ import annotations

import json
from collections.abc import Iterable

from .page import Page

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def index(pages: Iterable[Page]) -> str:
    """Return a script that gives the search what it finds; nothing in it can end the script."""
    found = [
        (entry.kind, entry.title, entry.address, entry.within)
        for page in pages
        for entry in page.entries
    ]
    return f"window.searchIndex={script_safe(found)};\n"


def script_safe(data: object) -> str:
    """Return data as JSON that can stand in a script, which nothing in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)
