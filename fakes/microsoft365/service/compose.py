"""MIME of new messages, and of messages with another attachment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime

from fakes.microsoft365.model import Attachment, MessageDraft, Problem

from .refusal import RequestRefused

_PLAIN = "application/octet-stream"


@contextmanager
def _refusing_unwritable() -> Iterator[None]:
    """Raise RequestRefused where Python's email package fails, for which it has many exceptions."""
    try:
        yield
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise RequestRefused(Problem.BAD_MESSAGE) from error


@_refusing_unwritable()
def mime_of(draft: MessageDraft, sent_at: datetime) -> bytes:
    """Return the MIME of a new message; raises RequestRefused."""
    message = EmailMessage()
    heads = {
        "Subject": draft.subject,
        "From": draft.sender,
        "To": ", ".join(draft.recipients),
        "Cc": ", ".join(draft.copied),
        "Bcc": ", ".join(draft.hidden),
        "Message-ID": draft.message_id,
    }
    for name, value in heads.items():
        if value:
            message[name] = " ".join(value.split())
    message["Date"] = format_datetime(sent_at)
    message.set_content(draft.body, subtype="html" if draft.body_type == "html" else "plain")
    for attachment in draft.attachments:
        _attach(message, attachment)
    return message.as_bytes(policy=policy.SMTP)


@_refusing_unwritable()
def with_attachment(mime: bytes, attachment: Attachment) -> bytes:
    """Return the MIME of a message with one more attachment; raises RequestRefused."""
    message = BytesParser(EmailMessage, policy=policy.SMTP).parsebytes(mime)
    _attach(message, attachment)
    return message.as_bytes()


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind, _, subtype = (attachment.content_type or _PLAIN).partition("/")
    message.add_attachment(
        attachment.content,
        maintype=kind,
        subtype=subtype or "octet-stream",
        filename=attachment.name,
        disposition="inline" if attachment.is_inline else "attachment",
        cid=f"<{attachment.content_id}>" if attachment.content_id else None,
    )
