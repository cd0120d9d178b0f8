"""Sequence diagrams of exchanges as inline SVG, each with the list of exchanges below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup

from crosswalk.evidence.model import (
    ADMIN,
    INSYNC,
    MICROSOFT365,
    OKTA,
    SYSTEMS,
    Exchange,
    Exchanges,
    Scene,
)

from .exchange_list import ANCHOR, alike, css, left_out, listed, status, target
from .fitting import shortened, width, wrapped
from .markup import filled, joined

_AT = {ADMIN: 52, OKTA: 156, INSYNC: 488, MICROSOFT365: 820}
_HEADS = {ADMIN: "Admin", **SYSTEMS}
_WIDTH = 872
_CHARACTER = 6.65
"""How wide a character is in the font of the labels, which are set in a monospaced one of 11px."""
_LINE = 15
_TITLE_WIDTH = 110
_TALL = 600
"""From how far down the lines are named below as well: their heads are out of sight there."""

_FIGURE = (
    '<figure class="wire"><div class="wire-scroll" role="group" tabindex="0" aria-label="{label}">'
    "{drawn}</div>"
    '<details class="fold"><summary>Each in full</summary>'
    '<ol class="wire-list">{listed}</ol></details></figure>\n'
)
_SVG = (
    '<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
    'aria-label="{label}">{drawn}</svg>'
)
_LIFELINE = '<line class="life" x1="{x}" y1="0" x2="{x}" y2="{bottom}"/>'
_HEAD = (
    '<rect class="head" x="{left}" y="1" width="100" height="28" rx="6"/>'
    '<text class="head-name" x="{x}" y="20" text-anchor="middle">{name}</text>'
)
_SENTENCE = '<rect class="band" x="0.5" y="{top}" width="{width}" height="{height}" rx="5"/>{texts}'
_TEXT = '<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'
_ARROW = (
    '<line class="{kind}" x1="{start}" y1="{y}" x2="{end}" y2="{y}"/>'
    '<path class="tip {kind}" d="M{end} {y}l{back} -4v8z"/>'
)
_LINKED = (
    '<a class="{kind}" href="#{target}"><title>{full}</title>'
    '<rect class="reach" x="{left}" y="{top}" width="{width}" height="{height}" rx="4"/>'
    '<rect class="badge" x="{badge_left}" y="{badge_top}" width="{badge_width}" height="17" '
    'rx="8.5"/><text class="number" x="{x}" y="{number_y}" text-anchor="middle">{number}</text>'
    "{inner}</a>"
)


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far, and how far down."""

    y: float = 10
    drawn: list[Markup] = field(default_factory=list)

    def text(self, kind: str, x: float, y: float, text: str, anchor: str = "start") -> None:
        self.drawn.append(_text(kind, x, y, text, anchor))


def draw(exchanges: Exchanges, *, anchor: str) -> Markup:
    """Return a figure of what crossed the wire; ``anchor`` sets its ids apart on a page.

    Each scene is a drawing of its own, so that paper can be turned between them.
    """
    drawings = [_scene(scene) for scene in exchanges.scenes]
    tall = sum(each.height for each in drawings) > _TALL
    drawn = (each.drawn for each in drawings)
    figure = filled(
        _FIGURE,
        label=_label(exchanges),
        drawn=joined((_heads(), *drawn, *([_heads()] if tall else []))),
        listed=listed(exchanges),
    )
    return figure.replace(ANCHOR, anchor)


@cache
def _heads() -> Markup:
    heads = joined(filled(_HEAD, left=x - 50, x=x, name=_HEADS[each]) for each, x in _AT.items())
    return _svg("Who sends and receives", 30, heads)


class _Drawing(NamedTuple):
    """A scene as it is drawn."""

    drawn: Markup
    height: float


@lru_cache(1 << 12)
def _scene(scene: Scene) -> _Drawing:
    sheet = _drawn(scene)
    lines = joined(filled(_LIFELINE, x=x, bottom=_n(sheet.y)) for x in _AT.values())
    return _Drawing(_svg(scene.sentence, sheet.y, lines + joined(sheet.drawn)), sheet.y)


def _svg(label: str, height: float, drawn: Markup) -> Markup:
    return filled(_SVG, label=label, width=_WIDTH, height=_n(height), drawn=drawn)


def _label(exchanges: Exchanges) -> str:
    count = exchanges.total
    return f"Sequence diagram: {count} {'exchange' if count == 1 else 'exchanges'}"


def _drawn(scene: Scene) -> _Sheet:
    sheet = _Sheet()
    lines = wrapped(scene.sentence, _TITLE_WIDTH, 2)
    height = _LINE * len(lines) + 8
    top = sheet.y
    texts = (
        _text("sentence", 10, top + 15 + _LINE * index, line) for index, line in enumerate(lines)
    )
    sheet.drawn.append(
        filled(
            _SENTENCE,
            top=_n(top + 0.5),
            width=_WIDTH - 1,
            height=height,
            texts=joined(texts),
        )
    )
    sheet.y += height + 4
    if scene.acts and scene.at:
        sheet.drawn.append(_arrow("act", _AT[ADMIN], _AT[scene.at], sheet.y + 8))
        sheet.y += 20
    for exchange in scene.exchanges:
        _draw_exchange(sheet, exchange)
    if scene.left_out:
        sheet.text("alike", _AT[OKTA] + 14, sheet.y + 8, left_out(scene))
        sheet.y += 20
    return sheet


def _draw_exchange(sheet: _Sheet, exchange: Exchange) -> None:
    start = _AT.get(exchange.sender, _AT[ADMIN])
    end = _AT.get(exchange.recipient, _AT[ADMIN])
    left, top = min(start, end) + 14, sheet.y
    limit = int((abs(end - start) - 24) / _CHARACTER)
    inner: list[Markup] = []
    y = top + 6.0
    for kind, text in _question(exchange, limit):
        y += _LINE
        inner.append(_text(kind, left, y, text))
    y += 7
    inner.append(_arrow("ask", start, end, y))
    for kind, text in _answer(exchange, limit):
        y += _LINE
        inner.append(_text(kind, left, y, text))
    y += 7
    inner.append(_arrow("reply", end, start, y))
    if exchange.means:
        inner.append(_text("means", start - 12, y + 4, f"✗ {exchange.means}", "end"))
    sheet.drawn.append(_linked(exchange, joined(inner), (start, end), (top, y + 8)))
    sheet.y = y + 14
    if exchange.alike:
        sheet.text("alike", left, sheet.y + 6, alike(exchange))
        sheet.y += 18


def _linked(
    exchange: Exchange,
    inner: Markup,
    across: tuple[int, int],
    down: tuple[float, float],
) -> Markup:
    start, end = across
    top, bottom = down
    number = str(exchange.number + 1)
    badge = 10 + 7 * len(number)
    return filled(
        _LINKED,
        kind=css(exchange),
        target=target(exchange),
        full=f"{number}. {exchange.method} {exchange.path}: {status(exchange)}",
        left=min(start, end),
        top=_n(top + 2),
        width=abs(end - start),
        height=_n(bottom - top - 2),
        badge_left=start + 10 - badge,
        badge_top=_n(top + 9),
        badge_width=badge,
        x=_n(start + 10 - badge / 2),
        number=number,
        number_y=_n(top + 21.5),
        inner=inner,
    )


def _question(exchange: Exchange, limit: int) -> Iterator[tuple[str, str]]:
    foreign = "" if exchange.sender in SYSTEMS else f"{exchange.sender}: "
    path = f"{foreign}{exchange.method} {_short(exchange.path)}"
    yield from (("method", line) for line in wrapped(path, limit, 2, before="/"))
    if exchange.asked:
        parts = [exchange.asked] if width(exchange.asked) <= limit else exchange.asked.split(", ")
        yield from (("value", shortened(part, limit)) for part in parts)


def _answer(exchange: Exchange, limit: int) -> Iterator[tuple[str, str]]:
    first, *others = wrapped(f"{status(exchange)} {exchange.answered}", limit, 3)
    yield "status", first
    yield from (("value", each) for each in others)


def _short(path: str) -> str:
    """Return a path without query and version, its long ids without their middle."""
    for opening in ("/v1.0", "/insync/scim"):
        path = path.removeprefix(opening)
    segments = path.partition("?")[0].split("/")
    return "/".join(
        each if "@" in each or "%40" in each else shortened(each, 13) for each in segments
    )


@lru_cache(1 << 12)
def _text(kind: str, x: float, y: float, text: str, anchor: str = "start") -> Markup:
    return filled(_TEXT, kind=kind, x=_n(x), y=_n(y), anchor=anchor, text=text)


@lru_cache(1 << 12)
def _arrow(kind: str, start: int, end: int, y: float) -> Markup:
    return filled(_ARROW, kind=kind, start=start, end=end, y=_n(y), back=-8 if end > start else 8)


def _n(number: float) -> str:
    return f"{number:g}"
