"""Messages that come as JSON: a letter, and what is said of it beside."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Attachment, Letter

from .errors import GraphError
from .messages_shape import EXTRAS, PROPERTIES

_WRITABLE = {"attachments", "singleValueExtendedProperties", "@odata.type"}
_UNSENT = 8
_FILE = "#microsoft.graph.fileAttachment"


def read(body: Mapping[str, Any]) -> tuple[Letter, dict[str, Any]]:
    """Return the letter in a body, and what it says of the message; raises GraphError."""
    unknown = next((name for name in body if name not in PROPERTIES.keys() | _WRITABLE), None)
    if unknown is not None:
        raise not_modeled(unknown)
    try:
        return _letter(body), _said(body)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY) from None


def read_attachment(body: Mapping[str, Any]) -> Attachment:
    """Return the file in a body; raises GraphError."""
    if body.get("@odata.type", _FILE) != _FILE:
        raise not_modeled(str(body["@odata.type"]))
    try:
        return _attachment(body)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY) from None


def not_modeled(name: str) -> GraphError:
    """Return the error for a property that this simulation does not have."""
    text = messages.PROPERTY_NOT_MODELED.format(name)
    return GraphError(HTTPStatus.NOT_IMPLEMENTED, "NotImplemented", text)


def _letter(body: Mapping[str, Any]) -> Letter:
    text = body.get("body") or {}
    return Letter(
        subject=str(body.get("subject") or ""),
        body=str(text.get("content") or ""),
        body_type=str(text.get("contentType") or "text").lower(),
        sender=_address(body.get("from") or body.get("sender")),
        recipients=_addresses(body, "toRecipients"),
        copied=_addresses(body, "ccRecipients"),
        hidden=_addresses(body, "bccRecipients"),
        message_id=str(body.get("internetMessageId") or ""),
        attachments=tuple(read_attachment(each) for each in body.get("attachments") or ()),
    )


def _said(body: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "is_read": bool(body.get("isRead", True)),
        "is_draft": True,
        "extras": tuple((name, json.dumps(body[name])) for name in EXTRAS if name in body),
    }
    for extended in body.get("singleValueExtendedProperties") or ():
        name = " ".join(str(extended["id"]).split()).lower()
        if name not in _EXTENDED:
            raise not_modeled(str(extended["id"]))
        key, convert = _EXTENDED[name]
        said[key] = convert(str(extended["value"]))
    return said


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


# The properties that make a restored message look like the one that was received.
_EXTENDED: dict[str, tuple[str, Callable[[str], Any]]] = {
    "integer 0x0e07": ("is_draft", lambda text: bool(int(text) & _UNSENT)),
    "systemtime 0x0039": ("sent_at", _moment),
    "systemtime 0x0e06": ("received_at", _moment),
}


def _addresses(body: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(filter(None, (_address(each) for each in body.get(name) or ())))


def _address(mailbox: Any) -> str:
    return str(mailbox["emailAddress"].get("address") or "") if mailbox else ""


def _attachment(body: Mapping[str, Any]) -> Attachment:
    return Attachment(
        id="",
        name=str(body["name"]),
        content_type=str(body.get("contentType") or "application/octet-stream"),
        content=base64.b64decode(body["contentBytes"], validate=True),
        content_id=str(body.get("contentId") or ""),
        is_inline=bool(body.get("isInline")),
    )
