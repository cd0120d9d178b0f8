"""What Graph shows of a message, and what can be asked of it in a filter."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fakes.microsoft365.model import Message
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.mime import head_of, parts_of, text_of

from . import odata
from .odata_expression import Field

EXTRAS: dict[str, Any] = {
    "categories": [],
    "flag": {"flagStatus": "notFlagged"},
    "importance": "normal",
    "inferenceClassification": "focused",
    "isDeliveryReceiptRequested": False,
    "isReadReceiptRequested": False,
    "replyTo": [],
}
PROPERTIES: dict[str, Callable[[Mail, Message], Any]] = {
    "id": lambda _mail, message: message.id,
    "createdDateTime": lambda _mail, message: odata.moment(message.received_at),
    "lastModifiedDateTime": lambda _mail, message: odata.moment(message.received_at),
    "changeKey": lambda _mail, message: message.change_key,
    "receivedDateTime": lambda _mail, message: odata.moment(message.received_at),
    "sentDateTime": lambda _mail, message: odata.moment(message.sent_at),
    "hasAttachments": lambda mail, message: any(
        not each.is_inline for each in mail.attachments(message)
    ),
    "internetMessageId": lambda _mail, message: message.internet_message_id,
    "subject": lambda _mail, message: message.subject,
    "bodyPreview": lambda mail, message: text_of(mail.mime(message))[:255],
    "conversationId": lambda _mail, message: f"AAQkAD{message.id[6:38]}",
    "parentFolderId": lambda _mail, message: message.folder_id,
    "isRead": lambda _mail, message: message.is_read,
    "isDraft": lambda _mail, message: message.is_draft,
    "body": lambda mail, message: {
        "contentType": parts_of(mail.mime(message)).body_type,
        "content": text_of(mail.mime(message)),
    },
    "sender": lambda _mail, message: _mailbox(message.sender),
    "from": lambda _mail, message: _mailbox(message.sender),
    "toRecipients": lambda _mail, message: [_mailbox(each) for each in message.recipients],
    "ccRecipients": lambda _mail, message: [_mailbox(each) for each in message.copied],
    "bccRecipients": lambda mail, message: [
        _mailbox(each) for each in head_of(mail.mime(message)).hidden
    ],
    "categories": lambda _mail, message: _extra(message, "categories"),
    "flag": lambda _mail, message: _extra(message, "flag"),
    "importance": lambda _mail, message: _extra(message, "importance"),
    "inferenceClassification": lambda _mail, message: _extra(message, "inferenceClassification"),
    "isDeliveryReceiptRequested": lambda _mail, message: _extra(
        message, "isDeliveryReceiptRequested"
    ),
    "isReadReceiptRequested": lambda _mail, message: _extra(message, "isReadReceiptRequested"),
    "replyTo": lambda _mail, message: _extra(message, "replyTo"),
}
_ANY = frozenset({"eq", "ne", "not", "ge", "gt", "le", "lt", "in"})
_TEXT = _ANY | {"startswith", "endswith", "contains"}
FIELDS = {
    "id": Field(lambda message: message.id, _ANY),
    "receivedDateTime": Field(lambda message: message.received_at, _ANY, datetime),
    "sentDateTime": Field(lambda message: message.sent_at, _ANY, datetime),
    "createdDateTime": Field(lambda message: message.received_at, _ANY, datetime),
    "subject": Field(lambda message: message.subject, _TEXT),
    "internetMessageId": Field(lambda message: message.internet_message_id, _TEXT),
    "isRead": Field(lambda message: message.is_read, _ANY, bool),
    "isDraft": Field(lambda message: message.is_draft, _ANY, bool),
    "from/emailAddress/address": Field(lambda message: message.sender, _TEXT),
    "sender/emailAddress/address": Field(lambda message: message.sender, _TEXT),
}
SINCE = {
    "receivedDateTime": Field(
        lambda message: message.received_at, frozenset({"ge", "gt"}), datetime
    )
}
"""What a delta query of messages can be filtered by."""
ORDERS: dict[str, Callable[[Message], Any]] = {
    "receivedDateTime": lambda message: message.received_at,
    "sentDateTime": lambda message: message.sent_at,
    "createdDateTime": lambda message: message.received_at,
    "subject": lambda message: message.subject.casefold(),
    "from/emailAddress/address": lambda message: message.sender.casefold(),
    "isRead": lambda message: message.is_read,
}


def shown(mail: Mail, message: Message, names: odata.Names) -> dict[str, Any]:
    """Return the properties of a message."""
    values: dict[str, Any] = {"@odata.etag": f'W/"{message.change_key}"', "id": message.id}
    for name in names:
        values[name] = PROPERTIES[name](mail, message)
    return values


def _extra(message: Message, name: str) -> Any:
    said = dict(message.extras).get(name)
    return EXTRAS[name] if said is None else json.loads(said)


def _mailbox(address: str) -> dict[str, Any]:
    return {"emailAddress": {"name": address, "address": address}}
