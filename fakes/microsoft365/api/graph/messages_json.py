"""Messages in JSON requests: the message itself, and properties that MIME does not have."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Attachment, MessageDraft

from . import extended, odata
from .errors import GraphError
from .messages_shape import EXTRAS, MESSAGE

_WRITABLE = {*MESSAGE.shown, "attachments", "singleValueExtendedProperties"}
_FILE = "#microsoft.graph.fileAttachment"
_BODIES = ("text", "html")


def read(body: Mapping[str, Any]) -> tuple[MessageDraft, dict[str, Any]]:
    """Return the message in a body, and its further properties; raises GraphError."""
    odata.expect_known(body, _WRITABLE)
    try:
        return _draft(body), _said(body)
    except (KeyError, TypeError, ValueError):
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY) from None


def read_attachment(body: Mapping[str, Any]) -> Attachment:
    """Return the file in a body; raises GraphError."""
    try:
        if _of(body, "@odata.type", _FILE) != _FILE:
            raise odata.property_not_modeled(body["@odata.type"])
        return _attachment(body)
    except (KeyError, TypeError, ValueError):
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY) from None


def _draft(body: Mapping[str, Any]) -> MessageDraft:
    text = _of(body, "body", {})
    kind = _of(text, "contentType", "text").lower()
    if kind not in _BODIES:
        raise ValueError(kind)
    return MessageDraft(
        subject=_of(body, "subject", ""),
        body=_of(text, "content", ""),
        body_type=kind,
        sender=_address(_of(body, "from", {}) or _of(body, "sender", {})),
        recipients=_addresses(body, "toRecipients"),
        copied=_addresses(body, "ccRecipients"),
        hidden=_addresses(body, "bccRecipients"),
        message_id=_of(body, "internetMessageId", ""),
        attachments=tuple(read_attachment(each) for each in _of(body, "attachments", [])),
    )


def _said(body: Mapping[str, Any]) -> dict[str, Any]:
    extras = {name: _of(body, name, usual) for name, usual in EXTRAS.items() if name in body}
    properties: dict[str, Any] = {
        "is_read": _of(body, "isRead", True),
        "is_draft": True,
        "extras": tuple((name, json.dumps(_flat(value))) for name, value in extras.items()),
    }
    for each in _of(body, "singleValueExtendedProperties", []):
        name, value = _of(each, "id", ""), _of(each, "value", "")
        found = extended.said(name, value)
        if found is None:
            raise odata.property_not_modeled(name)
        properties.update(found)
    return properties


def _addresses(body: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_address, _of(body, name, []))))


def _address(mailbox: Any) -> str:
    address: str = _of(_of(mailbox, "emailAddress", {}), "address", "")
    return address


def _attachment(body: Mapping[str, Any]) -> Attachment:
    name = _of(body, "name", "")
    if not name:
        raise ValueError("a file has a name")
    return Attachment(
        id="",
        name=name,
        content_type=_of(body, "contentType", "application/octet-stream"),
        content=base64.b64decode(body["contentBytes"], validate=True),
        content_id=_of(body, "contentId", ""),
        is_inline=_of(body, "isInline", False),
    )


def _flat(value: Any, levels: int = 8) -> Any:
    """Return a value that is not nested deeper than any that Graph knows; raises ValueError."""
    if isinstance(value, dict | list):
        if not levels:
            raise ValueError("nested too deeply")
        for part in value.values() if isinstance(value, dict) else value:
            _flat(part, levels - 1)
    return value


def _of(body: Any, name: str, usual: Any) -> Any:
    """Return a value that is of the kind of the usual one; raises TypeError."""
    if not isinstance(body, dict):
        raise TypeError(f"{name} of {body!r}")
    value = body.get(name)
    if value is None:
        return usual
    if not isinstance(value, type(usual)):
        raise TypeError(name)
    return value
