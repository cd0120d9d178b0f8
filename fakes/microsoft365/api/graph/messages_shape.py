"""What Graph shows of a message, and what can be asked of it in a filter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from fakes.microsoft365.model import Message
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.mime import head_of, parts_of, text_of

from . import odata
from .dialects import MAIL_CHANGES, OUTLOOK
from .properties import NONE, Properties, Property, Sorts

EXTRAS: dict[str, Any] = {
    "categories": [],
    "flag": {"flagStatus": "notFlagged"},
    "importance": "normal",
    "inferenceClassification": "focused",
    "isDeliveryReceiptRequested": False,
    "isReadReceiptRequested": False,
    "replyTo": [],
}
_ANY = frozenset({"eq", "ne", "not", "ge", "gt", "le", "lt", "in"})
_TEXT = _ANY | {"startswith", "endswith", "contains"}
_CHOICE = frozenset({"eq", "ne", "not", "in"})


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Where messages are read in, and the host on which people read them."""

    mail: Mail
    host: str

    def link(self, message: Message) -> str:
        """Return the address of a message in Outlook on the web."""
        query = f"ItemID={quote(message.id, safe='')}&exvsurl=1&viewmodel=ReadMessageItem"
        return f"https://{self.host}/owa/?{query}"

    def text(self, message: Message) -> str:
        """Return the text of a message."""
        return text_of(self.mail.mime(message))

    def has_files(self, message: Message) -> bool:
        """Tell whether files are in a message that are no part of its text."""
        return any(not each.is_inline for each in self.mail.attachments(message))


def _recipients(read: Callable[[Mailboxes, Message], Iterable[str]]) -> Property:
    return Property(
        lambda box, message: [_mailbox(each) for each in read(box, message)], object, elements={}
    )


def _moment(field: str) -> Property:
    at = attrgetter(field)
    return Property(
        lambda _box, message: odata.moment(at(message)),
        datetime,
        filters=_ANY,
        sorts=Sorts.YES,
        compared=lambda _box, message: at(message),
    )


def _sender() -> Property:
    return Property(
        None, filters=_TEXT, sorts=Sorts.YES, compared=lambda _box, message: message.sender
    )


def _set(name: str, kind: type = str, filters: frozenset[str] = NONE) -> Property:
    """Return the row of what a client may have set."""
    sorts = Sorts.YES if filters else Sorts.NO
    return Property(lambda _box, message: _extra(message, name), kind, filters=filters, sorts=sorts)


MESSAGE = Properties(
    "message",
    OUTLOOK,
    {
        "id": Property(lambda _box, message: message.id, filters=_ANY),
        "createdDateTime": _moment("received_at"),
        "lastModifiedDateTime": _moment("received_at"),
        "changeKey": Property(lambda _box, message: message.change_key),
        "receivedDateTime": _moment("received_at"),
        "sentDateTime": _moment("sent_at"),
        "hasAttachments": Property(
            lambda box, message: box.has_files(message), bool, filters=_CHOICE, sorts=Sorts.YES
        ),
        "internetMessageId": Property(
            lambda _box, message: message.internet_message_id, filters=_TEXT
        ),
        "subject": Property(lambda _box, message: message.subject, filters=_TEXT, sorts=Sorts.YES),
        "bodyPreview": Property(lambda box, message: box.text(message)[:255]),
        "conversationId": Property(
            lambda _box, message: f"AAQkAD{message.id[6:38]}", filters=_CHOICE
        ),
        "parentFolderId": Property(lambda _box, message: message.folder_id, filters=_CHOICE),
        "isRead": Property(
            lambda _box, message: message.is_read, bool, filters=_ANY, sorts=Sorts.YES
        ),
        "isDraft": Property(
            lambda _box, message: message.is_draft, bool, filters=_ANY, sorts=Sorts.YES
        ),
        "webLink": Property(lambda box, message: box.link(message)),
        "body": Property(
            lambda box, message: {
                "contentType": parts_of(box.mail.mime(message)).body_type,
                "content": box.text(message),
            },
            object,
        ),
        "sender": Property(lambda _box, message: _mailbox(message.sender), object),
        "sender/emailAddress/address": _sender(),
        "sender/emailAddress/name": _sender(),
        "from": Property(lambda _box, message: _mailbox(message.sender), object),
        "from/emailAddress/address": _sender(),
        "from/emailAddress/name": _sender(),
        "toRecipients": _recipients(lambda _box, message: message.recipients),
        "ccRecipients": _recipients(lambda _box, message: message.copied),
        "bccRecipients": _recipients(lambda box, message: head_of(box.mail.mime(message)).hidden),
        "categories": Property(
            lambda _box, message: _extra(message, "categories"),
            filters=frozenset({"eq", "not", "startswith"}),
            elements={"": str},
        ),
        "flag": _set("flag", object),
        "flag/flagStatus": Property(
            None,
            filters=_CHOICE,
            compared=lambda _box, message: _extra(message, "flag").get("flagStatus"),
        ),
        "importance": _set("importance", filters=_CHOICE),
        "inferenceClassification": _set("inferenceClassification", filters=_CHOICE),
        "isDeliveryReceiptRequested": _set("isDeliveryReceiptRequested", bool),
        "isReadReceiptRequested": _set("isReadReceiptRequested", bool),
        "replyTo": _set("replyTo", object),
    },
    left_out="""
        attachments conversationIndex extensions internetMessageHeaders
        multiValueExtendedProperties singleValueExtendedProperties uniqueBody
    """,
)
SINCE = MESSAGE.filtered_by({"receivedDateTime": frozenset({"ge", "gt"})}, MAIL_CHANGES)
"""What a delta query of messages can be filtered by."""
_READ = {name: row.get for name, row in MESSAGE.rows.items() if row.get}


def shown(box: Mailboxes, message: Message, names: odata.Names) -> dict[str, Any]:
    """Return the properties of a message."""
    values: dict[str, Any] = {"@odata.etag": f'W/"{message.change_key}"', "id": message.id}
    for name in names:
        values[name] = _READ[name](box, message)
    return values


def _extra(message: Message, name: str) -> Any:
    said = dict(message.extras).get(name)
    return EXTRAS[name] if said is None else json.loads(said)


def _mailbox(address: str) -> dict[str, Any]:
    return {"emailAddress": {"name": address, "address": address}}
