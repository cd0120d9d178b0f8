"""Reading and writing MIME; the message itself is stored byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import format_datetime, getaddresses, parseaddr, parsedate_to_datetime
from functools import lru_cache

from fakes.microsoft365.model import Attachment

from . import plain_mime

# Scenarios fill mailboxes with the same messages, and parsing and writing MIME is slow.
_CACHED = 256
_HEAD = frozenset({"subject", "message-id", "from", "to", "cc", "bcc", "date"})
_FOLD = re.compile(r"\r?\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields that a mailbox shows without opening a message."""

    subject: str
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    copied: tuple[str, ...]
    hidden: tuple[str, ...]
    sent_at: datetime | None


@lru_cache(_CACHED)
def head_of(mime: bytes) -> Head:
    """Read the head of a message; what is missing or unreadable is empty."""
    said = {name: _text(value) for name, value in _headers(mime).items() if name in _HEAD}
    return Head(
        subject=said.get("subject", ""),
        message_id=said.get("message-id", ""),
        sender=_address(said.get("from", "")),
        recipients=_addresses(said.get("to", "")),
        copied=_addresses(said.get("cc", "")),
        hidden=_addresses(said.get("bcc", "")),
        sent_at=_moment(said.get("date", "")),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """What a message holds: its text, of type ``text`` or ``html``, and its files."""

    body: str
    body_type: str
    attachments: tuple[Attachment, ...]


@lru_cache(_CACHED)
def parts_of(mime: bytes) -> Parts:
    """Read the text and the files of a message; what cannot be read is empty."""
    try:
        parsed = BytesParser(policy=policy.default).parsebytes(mime)
        part = parsed.get_body(("html", "plain"))
        content = part.get_content() if part else ""
        is_html = part is not None and part.get_content_subtype() == "html"
        files = tuple(_attachment(n, each) for n, each in enumerate(_files(parsed, part)))
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return Parts("", "text", ())
    text = content if isinstance(content, str) else ""
    # The final newline is part of MIME's syntax, not of the text.
    text = text.removesuffix("\n").removesuffix("\r")
    return Parts(text, "html" if is_html else "text", files)


@lru_cache(_CACHED)
def text_of(mime: bytes) -> str:
    """Return the text of a message, or nothing when it has none that can be read."""
    return parts_of(mime).body


def _files(parsed: EmailMessage, body: Message | None) -> Iterator[EmailMessage]:
    for part in parsed.walk():
        is_file = part.get_filename() or part.get_content_disposition() == "attachment"
        if part is not body and is_file and isinstance(part, EmailMessage):
            yield part


def _attachment(number: int, part: EmailMessage) -> Attachment:
    name = part.get_filename() or "attachment"
    content = part.get_payload(decode=True)
    return Attachment(
        id=f"AAMkAT{number:06}AAA=",
        name=name,
        content_type=part.get_content_type(),
        content=content if isinstance(content, bytes) else b"",
        content_id=str(part.get("Content-ID", "")).strip("<> "),
        is_inline=part.get_content_disposition() == "inline",
    )


@lru_cache(_CACHED)
def composed(
    *, subject: str, sender: str, recipient: str, body: str, message_id: str, sent_at: datetime
) -> bytes:
    """Return the MIME of a plain text message."""
    headers = {
        "Subject": subject,
        "From": sender,
        "To": recipient,
        "Date": format_datetime(sent_at),
        "Message-ID": message_id,
    }
    return plain_mime.letter(headers, body) or _written(headers, body)


def _written(headers: Mapping[str, str], body: str) -> bytes:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(body)
    return message.as_bytes(policy=policy.SMTP)


def _headers(mime: bytes) -> dict[str, str]:
    """Return the first of each header by its name in lower case."""
    items = plain_mime.headers_in(mime) or BytesHeaderParser().parsebytes(mime).raw_items()
    found: dict[str, str] = {}
    for name, value in items:
        found.setdefault(name.lower(), str(value))
    return found


def _address(text: str) -> str:
    return text if plain_mime.is_address(text) else parseaddr(text)[1]


def _addresses(text: str) -> tuple[str, ...]:
    if not text or plain_mime.is_address(text):
        return (text,) if text else ()
    return tuple(address for _, address in getaddresses([text]) if address)


@lru_cache(_CACHED)
def _text(raw: str) -> str:
    # The parser returns bytes that are not ASCII as surrogates.
    text = raw.encode("ascii", "surrogateescape").decode("utf-8", "replace")
    text = _FOLD.sub("", text).strip()
    try:
        return str(make_header(decode_header(text))) if "=?" in text else text
    except (HeaderParseError, LookupError, UnicodeDecodeError):
        return text


@lru_cache(_CACHED)
def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
