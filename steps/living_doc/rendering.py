"""Pages made into text; every value is escaped unless it is known to be HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from . import links
from .model import Verdict
from .page import Page
from .prose import html as prose

_VALUE = re.compile(r'("[^"]*"|&lt;[^&<>]+?&gt;|&#34;.*?&#34;)')


@cache
def environment() -> Environment:
    """Return where templates are compiled, once each."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(mark=mark, prose=prose, sentence=sentence, counted=counted)
    made.globals.update(links=links, Verdict=Verdict)
    return made


def render(page: Page, common: Mapping[str, Any]) -> str:
    """Return a page as HTML; `common` is what all pages are given."""
    template = environment().get_template(page.template)
    return template.render({**common, **page.context, "page": page})


@cache
def mark(verdict: Verdict) -> Markup:
    """Return the mark of a verdict, with its word for those who do not see it."""
    return Markup('<span class="mark {}" role="img" aria-label="{}" title="{}">{}</span>').format(
        verdict.css, verdict.word, verdict.word, verdict.mark
    )


@cache
def sentence(text: str) -> Markup:
    """Return a sentence whose quoted values and placeholders can be told from its words."""
    return Markup(_VALUE.sub(r'<span class="value">\1</span>', str(escape(text))))  # noqa: S704 - escaped


def counted(counts: Mapping[Verdict, int]) -> Markup:
    """Return how many there are of each verdict."""
    return Markup(" ").join(
        Markup('<span class="count {}">{} {}</span>').format(verdict.css, count, verdict.word)
        for verdict, count in counts.items()
    )
