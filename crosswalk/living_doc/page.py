"""A page of the site, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the search finds: what it is, what it is called, where, and what it belongs to.

    `text` is what it says, a sentence or a paragraph each. `words` are what somebody may call it
    who does not know its title.
    """

    kind: str
    title: str
    address: str
    within: str = ""
    text: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A file below the site, made by a template of `templates/` that extends `base.html`.

    `title` is its heading and its name in the contents, if it is `listed` there; `entries` is what
    the search finds on it.
    """

    path: str
    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    listed: bool = True
