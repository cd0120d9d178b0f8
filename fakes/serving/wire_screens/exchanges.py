"""What crossed the wire: since the last click, all of it by pages, and one exchange."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from fakes.screens import Screen, Values, Visit, page_of
from fakes.serving.endpoints import said_of
from fakes.serving.journal import Content, JournalQuery, content_of, fitting
from fakes.wire import Exchange, Journal

FILTERS = ("system", "method", "status", "path", "step")
SHOWN_AT_MOST = 100_000
_SECONDS = 2
_SINCE_LAST_CLICK = 200


def exchange_screens(journal: Journal) -> tuple[Screen, ...]:
    """Return the screens that show exchanges."""
    last, all_of_them, one = LastClick(journal), AllExchanges(journal), OneExchange(journal)
    return (
        Screen("/", "last_click.html", last.show),
        Screen("/live", "last_click.html", last.show_live, refresh=_SECONDS),
        Screen("/journal", "journal.html", all_of_them.show),
        Screen("/{number}", "exchange.html", one.show),
    )


class LastClick:
    """What the last click of a browser sent, and what followed."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def show(self, visit: Visit) -> Values:
        """Show it as it is now."""
        start = visit.browser.sent_from
        found = () if start is None else self._journal.since(start)
        return {"exchanges": found[:_SINCE_LAST_CLICK], "in_all": len(found), "live": False}

    def show_live(self, visit: Visit) -> Values:
        """Show it on a page that is asked for again and again."""
        return {**self.show(visit), "live": True, "seconds": _SECONDS}


class AllExchanges:
    """The journal, newest first."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def show(self, visit: Visit) -> Values:
        """Show the exchanges that fit what is asked for; raises ValueError where that is unfit."""
        typed = {name: visit.query.get(name, "") for name in FILTERS}
        asked = {name: text for name, text in typed.items() if text}
        newest_first = tuple(self._journal)[::-1]
        found = tuple(fitting(_read(asked), newest_first)) if asked else newest_first
        return {
            "exchanges": page_of(found, visit.query),
            "asked": typed,
            "is_narrowed": bool(asked),
            "systems": _seen(each.recipient for each in newest_first),
            "methods": _seen(each.method for each in newest_first),
            "statuses": _seen(str(each.status) for each in newest_first),
        }


class OneExchange:
    """A request and its answer."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def show(self, visit: Visit) -> Values:
        """Show it; raises ValueError where the journal does not have it."""
        number = visit.named["number"]
        found = self._find(int(number[:12])) if number.isascii() and number.isdecimal() else None
        if found is None:
            raise ValueError(f"The journal has no exchange {number}.")
        return {
            "exchange": found,
            "request": legible(found.request, found.request_type),
            "response": legible(found.response, found.response_type),
            "before": self._find(found.number - 1),
            "after": self._find(found.number + 1),
        }

    def _find(self, number: int) -> Exchange | None:
        first = next(iter(self._journal.since(number)), None) if number >= 0 else None
        return first if first and first.number == number else None


@dataclass(frozen=True, slots=True)
class Legible:
    """A body as a person reads it; ``beyond`` is how many characters of it are left out."""

    type: str
    text: str
    beyond: int = 0


def legible(body: bytes, media_type: str) -> Legible:
    """Return a body with JSON on lines of its own, and without what is no text."""
    content = content_of(body, media_type)
    if content.encoding is not msgspec.UNSET:
        return Legible(content.type, f"{len(body)} bytes that are no text")
    text = _indented(content)
    return Legible(content.type, text[:SHOWN_AT_MOST], max(len(text) - SHOWN_AT_MOST, 0))


def _indented(content: Content) -> str:
    with suppress(msgspec.DecodeError, RecursionError):
        return msgspec.json.format(content.text, indent=2) if content.text else ""
    return content.text


def _read(asked: Mapping[str, str]) -> JournalQuery:
    try:
        return msgspec.convert(asked, JournalQuery, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(said_of(error)) from None


def _seen(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
