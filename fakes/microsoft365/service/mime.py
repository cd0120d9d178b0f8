"""What the head of a message says; the message itself is kept byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import format_datetime, getaddresses, parseaddr, parsedate_to_datetime
from functools import lru_cache

# Scenario after scenario fills mailboxes with the same letters, and email is slow at both ends.
_LETTERS = 256
_FOLD = re.compile(r"\r?\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields that a mailbox shows without opening a message."""

    subject: str
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    sent_at: datetime | None


@lru_cache(_LETTERS)
def head_of(mime: bytes) -> Head:
    """Read the head of a message; what is missing or unreadable is empty."""
    parsed = BytesHeaderParser().parsebytes(mime)
    recipients = getaddresses([_text(parsed, "To")])
    return Head(
        subject=_text(parsed, "Subject"),
        message_id=_text(parsed, "Message-ID"),
        sender=parseaddr(_text(parsed, "From"))[1],
        recipients=tuple(address for _, address in recipients if address),
        sent_at=_moment(_text(parsed, "Date")),
    )


def text_of(mime: bytes) -> str:
    """Return the plain text of a message, or nothing when it has none that can be read."""
    try:
        part = BytesParser(policy=policy.default).parsebytes(mime).get_body(("plain",))
        content = part.get_content() if part else ""
    except (LookupError, ValueError):
        return ""
    return content if isinstance(content, str) else ""


@lru_cache(_LETTERS)
def composed(
    *, subject: str, sender: str, recipient: str, body: str, message_id: str, sent_at: datetime
) -> bytes:
    """Write a plain text message as it crosses the internet."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = recipient
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = message_id
    message.set_content(body)
    return message.as_bytes(policy=policy.SMTP)


def _text(parsed: Message, name: str) -> str:
    raw = next((value for key, value in parsed.raw_items() if key.lower() == name.lower()), "")
    # The parser smuggles bytes that are not ASCII through as surrogates.
    text = str(raw).encode("ascii", "surrogateescape").decode("utf-8", "replace")
    text = _FOLD.sub("", text).strip()
    try:
        return str(make_header(decode_header(text))) if "=?" in text else text
    except (HeaderParseError, LookupError, UnicodeDecodeError):
        return text


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
