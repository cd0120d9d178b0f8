"""Pages made into text; every value is escaped unless it is known to be HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS, IDS
from crosswalk.messages.quotes import QUOTED
from crosswalk.runner.doc_strings import named_files
from crosswalk.sources import pieces
from crosswalk.statements import article

from .ahead import Once
from .bytecode import Bytecode
from .changes import in_short as changed_in_short
from .model import LOUD, Book, Played, Verdict
from .page import Page
from .prose import html as prose

_VALUE = re.compile(rf"({QUOTED}|<[^&<>'\"]+?>|\{{\w+\}})")
_MARKED = Markup('<span class="value">{}</span>')
_SHORT = 16
_SHORT_CELL = Markup('<td class="short">{}</td>')
_CELL = Markup("<td>{}</td>")
_OUTSIDE = Markup('<a class="outside" href="{}" rel="noreferrer">{}</a>')


@Once
def _compiled() -> Mapping[str, bytes]:
    """Compile every template."""
    bytecode = Bytecode({})
    environment = _environment(bytecode)
    for name in environment.list_templates():
        environment.get_template(name)
    return bytecode.compiled


@cache
def environment() -> Environment:
    """Return where templates are found, compiled already."""
    return _environment(Bytecode(_compiled()))


def _environment(bytecode: Bytecode) -> Environment:
    made = Environment(
        bytecode_cache=bytecode,
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        cell=cell,
        changed_in_short=changed_in_short,
        counted=counted,
        in_short=in_short,
        mark=mark,
        named_files=named_files,
        prose=prose,
        sentence=sentence,
        sourced=sourced,
    )
    made.globals.update(
        article=article(),
        assumed=frozenset(ASSUMPTIONS),
        known=IDS,
        links=links,
        loud=LOUD,
        moved={},
    )
    return made


def render(page: Page, common: Mapping[str, Any]) -> str:
    """Return a page as HTML; `common` is what all pages are given."""
    template = environment().get_template(page.template)
    return template.render({**common, **page.context, "page": page})


@cache
def mark(verdict: Verdict) -> Markup:
    """Return the mark of a verdict, with its word for those who do not see it."""
    return Markup('<span class="mark {}" role="img" aria-label="{}">{}</span>').format(
        verdict.css, verdict.word, verdict.mark
    )


@cache
def sentence(text: str) -> Markup:
    """Return a sentence whose quoted values and placeholders can be told from its words."""
    between = _VALUE.split(text)
    return Markup().join(
        _MARKED.format(part) if place % 2 else escape(part) for place, part in enumerate(between)
    )


@cache
def sourced(text: str) -> Markup:
    """Return a text in which each source that has an address leads there."""
    return Markup().join(
        _OUTSIDE.format(each.address, each.text) if each.address else each.text
        for each in pieces(text)
    )


@cache
def cell(text: str) -> Markup:
    """Return a cell of a table; short ones are not broken, addresses are where they may be."""
    broken = sentence(text).replace("@", Markup("@<wbr>"))
    return (_SHORT_CELL if len(text) <= _SHORT else _CELL).format(broken)


def counted(counts: Mapping[Verdict, int]) -> Markup:
    """Return how many there are of each verdict."""
    return Markup(" ").join(
        Markup('<span class="count {}">{} {} {}</span>').format(
            verdict.css, mark(verdict), count, verdict.word
        )
        for verdict, count in counts.items()
    )


def in_short(played: Played) -> str:
    """Return in a few words what became of something: what went wrong, or all if nothing did."""
    counts = played.counts
    loud = {verdict: count for verdict, count in reversed(counts.items()) if verdict in LOUD}
    told = [f"{count} {verdict.word}" for verdict, count in (loud or counts).items()]
    if 0 < sum(loud.values()) < (total := sum(counts.values())):
        told[-1] += f" of {total}"
    if isinstance(played, Book) and (unreadable := len(played.run.unreadable)):
        told.append(f"{unreadable} {'chapter' if unreadable == 1 else 'chapters'} cannot be read")
    return ", ".join(told) or "nothing was run"
