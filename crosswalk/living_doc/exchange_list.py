"""The list of exchanges in full, below the diagram that shows each as an arrow."""

from __future__ import annotations

from markupsafe import Markup

from crosswalk.evidence.model import SYSTEMS, Exchange

from .markup import filled

_ITEM = (
    '<li class="{kind}"><details><summary><span class="number">{number}</span> '
    '<code>{method} <bdi>{path}</bdi></code> <span class="status">{mark} {status}</span>'
    "</summary>"
    '<div id="{target}"><p>{sender} to {recipient}{means}</p>{request}{response}</div>'
    "</details>{more}</li>"
)
_BODY = '<p class="part">{title}</p><pre dir="auto">{body}</pre>'
_NOTE = '<p class="part">{text}</p>'
_MORE = '<p class="alike">{text}</p>'


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


def target(anchor: str, exchange: Exchange) -> str:
    """Return where it is opened."""
    return f"{anchor}--x{exchange.number + 1}"


def item(exchange: Exchange, anchor: str) -> Markup:
    """Return one exchange of a list, to be opened."""
    means = f"; inSync takes it for {exchange.means}" if exchange.means else ""
    return filled(
        _ITEM,
        kind=css(exchange),
        number=exchange.number + 1,
        method=exchange.method,
        path=exchange.path,
        mark=mark(exchange),
        status=exchange.status or "no answer",
        target=target(anchor, exchange),
        sender=SYSTEMS.get(exchange.sender, exchange.sender),
        recipient=SYSTEMS.get(exchange.recipient, exchange.recipient),
        means=means,
        request=_body("Request", exchange.request),
        response=_body("Response", exchange.response),
        more=filled(_MORE, text=alike(exchange)) if exchange.alike else Markup(),
    )


def _body(title: str, body: str) -> Markup:
    if not body:
        return filled(_NOTE, text=f"{title} without a body")
    return filled(_BODY, title=title, body=body)
