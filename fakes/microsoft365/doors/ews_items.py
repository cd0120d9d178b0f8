"""EWS: FindItem, GetItem, CreateItem."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Message
from fakes.microsoft365.service.mime import Parts, parts_of

from . import odata
from .ews_letter import letter_of
from .ews_restriction import found
from .ews_targets import Caller, answered, only, targets_of, viewed
from .soap import NAMES, Fault, m, t

_FLAGS = "0xe07"
_UNSENT = 8
_KINDS = {"text": "Text", "html": "HTML"}


def find_item(caller: Caller, operation: Element) -> Element:
    """Answer FindItem: the messages of a folder."""
    only(
        operation,
        "ItemShape",
        "IndexedPageItemView",
        "Restriction",
        "SortOrder",
        "ParentFolderIds",
    )

    def wrap(shown: Sequence[Message]) -> Element:
        return t("Items", *(_message(each) for each in shown))

    def work(named: Element) -> Element:
        items = caller.mail.messages(caller.folder(named))
        return viewed(operation, found(operation, items[::-1]), wrap)

    return answered("FindItem", targets_of(operation, "m:ParentFolderIds/*"), work)


def get_item(caller: Caller, operation: Element) -> Element:
    """Answer GetItem: messages by id, with their MIME where it is asked for."""
    only(operation, "ItemShape", "ItemIds")
    wants_mime = _wants_mime(operation)

    def work(named: Element) -> Element:
        message = caller.message(named)
        mime = caller.mail.mime(message)
        return m("Items", _message(message, parts_of(mime), mime if wants_mime else None))

    return answered("GetItem", targets_of(operation, "m:ItemIds/t:ItemId"), work)


def create_item(caller: Caller, operation: Element) -> Element:
    """Answer CreateItem: messages, as MIME or element by element, saved into a folder."""
    disposition = operation.get("MessageDisposition", "SaveOnly")
    if disposition != "SaveOnly":
        text = messages.EWS_FEATURE_NOT_MODELED.format(disposition, "CreateItem")
        raise Fault("ErrorInvalidOperation", text)
    folder = targets_of(operation, "m:SavedItemFolderId/*")[0]

    def work(wanted: Element) -> Element:
        target, mime = caller.folder(folder), _mime(wanted)
        is_read = wanted.findtext("t:IsRead", "true", NAMES).strip() in ("true", "1")
        is_draft = _is_draft(wanted)
        if mime is None:
            letter = letter_of(wanted)
            saved = caller.mail.write_message(target, letter, is_read=is_read, is_draft=is_draft)
        else:
            saved = caller.mail.add_message(target, mime, is_read=is_read, is_draft=is_draft)
        return m("Items", t("Message", t("ItemId", Id=saved.id, ChangeKey=saved.change_key)))

    return answered("CreateItem", targets_of(operation, "m:Items/t:Message"), work)


def _wants_mime(operation: Element) -> bool:
    shape = operation.find("m:ItemShape", NAMES)
    if shape is None:
        return False
    included = shape.findtext("t:IncludeMimeContent", "false", NAMES).strip()
    fields = shape.findall("t:AdditionalProperties/t:FieldURI", NAMES)
    asked = any(field.get("FieldURI") == "item:MimeContent" for field in fields)
    return asked or included in ("true", "1")


def _mime(wanted: Element) -> bytes | None:
    text = wanted.findtext("t:MimeContent", None, NAMES)
    if text is None:
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        code = "ErrorMimeContentInvalidBase64String"
        raise Fault(code, messages.INVALID_BASE64) from None


def _is_draft(wanted: Element) -> bool:
    """A message that is created is a draft unless its flags (0x0E07) say otherwise."""
    for extended in wanted.findall("t:ExtendedProperty", NAMES):
        uri = extended.find("t:ExtendedFieldURI", NAMES)
        if uri is not None and uri.get("PropertyTag", "").lower().replace("0x0", "0x") == _FLAGS:
            return bool(int(extended.findtext("t:Value", "0", NAMES)) & _UNSENT)
    return True


def _message(message: Message, parts: Parts | None = None, mime: bytes | None = None) -> Element:
    content = base64.b64encode(mime).decode("ascii") if mime is not None else ""
    sender = _mailbox(message.sender)
    return t(
        "Message",
        *([t("MimeContent", content, CharacterSet="UTF-8")] if mime is not None else []),
        t("ItemId", Id=message.id, ChangeKey=message.change_key),
        t("ParentFolderId", Id=message.folder_id, ChangeKey="AQAAAA=="),
        t("ItemClass", "IPM.Note"),
        t("Subject", message.subject),
        *([t("Body", parts.body, BodyType=_KINDS[parts.body_type])] if parts else []),
        t("DateTimeReceived", odata.moment(message.received_at)),
        t("Size", str(message.size)),
        t("IsDraft", str(message.is_draft).lower()),
        t("DateTimeSent", odata.moment(message.sent_at)),
        t("DateTimeCreated", odata.moment(message.received_at)),
        *([t("Sender", sender)] if message.sender else []),
        *(_recipients(message) if parts else ()),
        *([t("From", sender)] if message.sender else []),
        t("InternetMessageId", message.internet_message_id),
        t("IsRead", str(message.is_read).lower()),
    )


def _recipients(message: Message) -> Iterator[Element]:
    kinds = {"ToRecipients": message.recipients, "CcRecipients": message.copied}
    for name, addresses in kinds.items():
        if addresses:
            yield t(name, *map(_mailbox, addresses))


def _mailbox(address: str) -> Element:
    return t("Mailbox", t("EmailAddress", address), t("RoutingType", "SMTP"))
