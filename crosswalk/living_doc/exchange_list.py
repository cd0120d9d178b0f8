"""The list of exchanges in full; it stands below the diagram, and alone on a narrow screen."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from crosswalk.evidence.model import SYSTEMS, Exchange, Exchanges, Scene

from .markup import filled, joined

ANCHOR = "\0"
"""Stands for the anchor of an example: most scenes are those of other examples, and made once.

No evidence holds this sign.
"""

_SCENE = '<li><p class="scene">{sentence}</p><ol>{items}</ol>{left_out}</li>'
_ITEM = (
    '<li class="{kind}"><details><summary><span class="number">{number}</span> '
    '<span class="way">{sender} → {recipient}</span> '
    '<code>{method} <bdi>{path}</bdi></code> <span class="status">{mark} {status}</span>'
    '</summary><div id="{target}">{request}{response}</div></details>{decides}{more}</li>'
)
_BODY = '<p class="part">{title}</p><pre dir="auto">{body}</pre>'
_NOTE = '<p class="part">{text}</p>'
_MORE = '<p class="alike">{text}</p>'
_DECIDES = '<p class="decides">{text}</p>'


def status(exchange: Exchange) -> str:
    """Return what was answered, with a mark of whether it went well."""
    return f"{mark(exchange)} {exchange.status or 'no answer'}"


def mark(exchange: Exchange) -> str:
    """Return a mark of whether it went well."""
    return "✗" if exchange.failed else "✓"


def css(exchange: Exchange) -> str:
    """Return the class in the style sheet."""
    return "exchange failed" if exchange.failed else "exchange"


def alike(exchange: Exchange) -> str:
    """Return how many there were like it, which are not shown."""
    return f"… {exchange.alike} more like this"


def target(exchange: Exchange) -> str:
    """Return where it is opened, behind `ANCHOR`."""
    return f"{ANCHOR}--x{exchange.number + 1}"


def listed(exchanges: Exchanges) -> Markup:
    """Return all exchanges below the sentences that caused them, each to be opened."""
    return joined(map(_scene, exchanges.scenes))


def left_out(scene: Scene) -> str:
    """Return how many exchanges of a scene are not shown, or nothing."""
    return f"… and {scene.left_out} more exchanges" if scene.left_out else ""


@lru_cache(1 << 12)
def _scene(scene: Scene) -> Markup:
    return filled(
        _SCENE,
        sentence=scene.sentence,
        items=joined(map(_item, scene.exchanges)),
        left_out=_line(_MORE, left_out(scene)),
    )


def _item(exchange: Exchange) -> Markup:
    """Return one exchange of a list, to be opened."""
    means = f"✗ inSync takes it for {exchange.means}" if exchange.means else ""
    decides = (exchange.asked, exchange.answered, means)
    return filled(
        _ITEM,
        kind=css(exchange),
        number=exchange.number + 1,
        method=exchange.method,
        path=exchange.path,
        mark=mark(exchange),
        status=exchange.status or "no answer",
        target=target(exchange),
        sender=SYSTEMS.get(exchange.sender, exchange.sender),
        recipient=SYSTEMS.get(exchange.recipient, exchange.recipient),
        request=_body("Request", exchange.request),
        response=_body("Response", exchange.response),
        decides=joined(_line(_DECIDES, each) for each in decides),
        more=_line(_MORE, alike(exchange) if exchange.alike else ""),
    )


def _line(template: str, text: str) -> Markup:
    return filled(template, text=text) if text else Markup()


def _body(title: str, body: str) -> Markup:
    if not body:
        return filled(_NOTE, text=f"{title} without a body")
    return filled(_BODY, title=title, body=body)
