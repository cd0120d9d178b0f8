"""Descriptions as HTML: Markdown, in which HTML is text."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@cache
def html(text: str) -> Markup:
    """Return a description as HTML; headings in it stand below those of the page."""
    return Markup(_markdown().render(text))  # noqa: S704 - the parser escapes
