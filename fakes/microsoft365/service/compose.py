"""Letters as people and programs write them, turned into what crosses the internet."""

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
def _written() -> Iterator[None]:
    """Refuse what email cannot write: it says so in many ways, some of which are its own faults."""
    try:
        yield
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise RequestRefused(Problem.BAD_LETTER) from error


@_written()
def written(letter: MessageDraft, sent_at: datetime) -> bytes:
    """Write a letter as it crosses the internet; raises RequestRefused."""
    message = EmailMessage()
    heads = {
        "Subject": letter.subject,
        "From": letter.sender,
        "To": ", ".join(letter.recipients),
        "Cc": ", ".join(letter.copied),
        "Bcc": ", ".join(letter.hidden),
        "Message-ID": letter.message_id,
    }
    for name, value in heads.items():
        if value:
            message[name] = " ".join(value.split())
    message["Date"] = format_datetime(sent_at)
    message.set_content(letter.body, subtype="html" if letter.body_type == "html" else "plain")
    for attachment in letter.attachments:
        _attach(message, attachment)
    return message.as_bytes(policy=policy.SMTP)


@_written()
def with_attachment(mime: bytes, attachment: Attachment) -> bytes:
    """Write a letter anew with one more file in it; raises RequestRefused."""
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
