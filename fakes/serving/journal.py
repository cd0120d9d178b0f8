"""/journal: what crossed the wire, and during which step of a scenario."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Annotated, Literal

import msgspec

from fakes.wire import Exchange, Journal

_BINARY = ("image/", "audio/", "video/", "font/", "application/octet-stream", "application/zip")
_OTHER_CHARSET = re.compile(r"charset=(?!\s*\"?(utf-8|us-ascii)\b)", re.IGNORECASE)

_SINCE = msgspec.Meta(ge=0, description="The number of the first exchange; 0 is the oldest.")
_LIMIT = msgspec.Meta(ge=0, description="How many exchanges are returned at most.")
_SYSTEM = msgspec.Meta(description="Only requests to this system.")
_STATUS = msgspec.Meta(description="Only answers with this status; 0 where nobody answered.")
_METHOD = msgspec.Meta(description="Only requests with this method.")
_PATH = msgspec.Meta(description="Only requests whose path begins so.")
_OF_STEP = msgspec.Meta(description="Only what happened in steps whose sentence begins so.")
_STEP = msgspec.Meta(description="The sentence of the step.")
_ACTS = msgspec.Meta(description="Whether the step is a When, after which exchanges are latest.")


class Content(msgspec.Struct, omit_defaults=True):
    """A body without its secrets: as text, or in Base64 where ``encoding`` says so."""

    text: str = ""
    type: str = ""
    encoding: Literal["base64"] | msgspec.UnsetType = msgspec.UNSET

    @property
    def body(self) -> bytes:
        """The bytes of the body."""
        return self.text.encode() if self.encoding is msgspec.UNSET else b64decode(self.text)


class Entry(msgspec.Struct):
    """One request and its answer. The status is 0 where nobody answered."""

    number: int
    at: datetime
    sender: str
    recipient: str
    method: str
    path: str
    status: int
    step: str
    turn: int
    request: Content
    response: Content

    @property
    def exchange(self) -> Exchange:
        """The exchange as the journal of the lab has it."""
        return Exchange(
            self.number,
            self.at,
            self.sender,
            self.recipient,
            self.method,
            self.path,
            self.status,
            self.request.body,
            self.response.body,
            self.step,
            self.turn,
            self.request.type,
            self.response.type,
        )


class Entries(msgspec.Struct):
    """Exchanges, oldest first, and how many there were in all."""

    exchanges: tuple[Entry, ...]
    total: int


class JournalQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which exchanges are wanted."""

    since: Annotated[int, _SINCE] = 0
    limit: Annotated[int, _LIMIT] | msgspec.UnsetType = msgspec.UNSET
    system: Annotated[str, _SYSTEM] | msgspec.UnsetType = msgspec.UNSET
    status: Annotated[int, _STATUS] | msgspec.UnsetType = msgspec.UNSET
    method: Annotated[str, _METHOD] | msgspec.UnsetType = msgspec.UNSET
    path: Annotated[str, _PATH] = ""
    step: Annotated[str, _OF_STEP] = ""


class Step(msgspec.Struct, forbid_unknown_fields=True):
    """A step of a feature that begins."""

    step: Annotated[str, _STEP]
    acts: Annotated[bool, _ACTS]


class Begun(msgspec.Struct):
    """Which step began."""

    step: str


class JournalPages:
    """The journal of a lab."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def get(self, query: JournalQuery) -> Entries:
        """Return the exchanges that fit, oldest first, and how many there are in all.

        Bodies are shown as text. Those that are not text are in Base64.
        """
        found = fitting(query, self._journal.since(query.since))
        limit = None if isinstance(query.limit, msgspec.UnsetType) else query.limit
        return _entries(islice(found, limit), self._journal)


class JournalLatest:
    """The end of the journal of a lab."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def get(self) -> Entries:
        """Return the exchanges since the last step that acts began, oldest first."""
        return _entries(self._journal.latest(), self._journal)


class JournalStep:
    """The step during which exchanges are recorded."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def post(self, body: Step) -> Begun:
        """Say which step begins; it stands beside the exchanges from now on."""
        self._journal.begin(body.step, acts=body.acts)
        return Begun(body.step)


def content_of(body: bytes, media_type: str) -> Content:
    """Return a body as text if its type allows it and it is UTF-8, else in Base64."""
    is_text = not media_type.lower().startswith(_BINARY) and not _OTHER_CHARSET.search(media_type)
    with suppress(UnicodeDecodeError):
        if is_text or not body:
            return Content(body.decode(), media_type)
    return Content(b64encode(body).decode(), media_type, "base64")


def fitting(query: JournalQuery, exchanges: Iterable[Exchange]) -> Iterator[Exchange]:
    """Yield the exchanges that are asked for."""
    for each in exchanges:
        if (
            query.system in (msgspec.UNSET, each.recipient)
            and query.method in (msgspec.UNSET, each.method)
            and query.status in (msgspec.UNSET, each.status)
            and each.path.startswith(query.path)
            and each.step.startswith(query.step)
        ):
            yield each


def _entries(exchanges: Iterable[Exchange], journal: Journal) -> Entries:
    return Entries(tuple(map(_entry, exchanges)), total=len(journal))


def _entry(each: Exchange) -> Entry:
    return Entry(
        each.number,
        each.at,
        each.sender,
        each.recipient,
        each.method,
        each.path,
        each.status,
        each.step,
        each.turn,
        content_of(each.request, each.request_type),
        content_of(each.response, each.response_type),
    )
