"""EWS: FindItem, GetItem, CreateItem."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element

from fakes.microsoft365 import messages
from fakes.microsoft365.api.graph import odata
from fakes.microsoft365.model import Folder, Message
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.mime import Parts, parts_of

from .elements import draft_of, said_of
from .restriction import found
from .shapes import Shape
from .soap import Fault, Xml, below, full, local, m, t
from .targets import Caller, answered, flag, not_modeled, only, targets_of, viewed, violated

Save = Callable[[Mail, Folder], Message]
Asked = Iterable[tuple[str, Callable[[Message, Parts | None], Xml | None]]]
_KINDS = {"text": "Text", "html": "HTML"}
_SHAPE = "ItemShape"
# What is read from the content, and shown by GetItem alone.
_PARTS = ("Body", "ToRecipients", "CcRecipients")


def find_item(caller: Caller, operation: Element) -> Xml:
    """Answer FindItem: the messages of a folder."""
    only(
        operation,
        _SHAPE,
        "IndexedPageItemView",
        "Restriction",
        "SortOrder",
        "ParentFolderIds",
    )

    traversal = operation.get("Traversal")
    if traversal is None:
        raise violated("FindItem lacks Traversal")
    if traversal != "Shallow":
        raise not_modeled(f"Traversal {traversal}", "FindItem")

    shape = Shape(operation, _SHAPE)

    def wrap(shown: Sequence[Message]) -> Xml:
        asked = shape.asked(_PROPERTIES)
        return t("Items", *[_message(each, asked) for each in shown])

    def work(named: Element) -> Xml:
        items = caller.mail.messages(caller.folder(named))
        return viewed(operation, found(operation, items[::-1]), wrap)

    return answered("FindItem", targets_of(operation, "m:ParentFolderIds/*"), work)


def get_item(caller: Caller, operation: Element) -> Xml:
    """Answer GetItem: messages by id, with their MIME where it is asked for."""
    only(operation, _SHAPE, "ItemIds")
    shape, wants_mime = Shape(operation, _SHAPE), _wants_mime(operation)
    asked = shape.asked(_PROPERTIES)

    def work(named: Element) -> Xml:
        message = caller.message(named)
        mime = caller.mail.mime(message)
        parts = parts_of(mime) if any(name in shape for name in _PARTS) else None
        return m("Items", _message(message, asked, parts, mime if wants_mime else None))

    return answered("GetItem", targets_of(operation, "m:ItemIds/t:ItemId"), work)


def create_item(caller: Caller, operation: Element) -> Xml:
    """Answer CreateItem: messages, as MIME or element by element, saved into a folder."""
    disposition = operation.get("MessageDisposition", "SaveOnly")
    if disposition != "SaveOnly":
        raise not_modeled(disposition, "CreateItem")
    folder = targets_of(operation, "m:SavedItemFolderId/*")[0]

    # All are read before the first is saved: a fault is for the whole operation.
    read = [_read(each) for each in targets_of(operation, "m:Items/*")]

    def work(save: Save) -> Xml:
        saved = save(caller.mail, caller.folder(folder))
        return m("Items", t("Message", t("ItemId", Id=saved.id, ChangeKey=saved.change_key)))

    return answered("CreateItem", read, work)


def _wants_mime(operation: Element) -> bool:
    shape = operation.find(full(f"m:{_SHAPE}"))
    if shape is None:
        return False
    included = flag(shape.findtext(full("t:IncludeMimeContent"), "false"))
    fields = below(shape, "t:AdditionalProperties/t:FieldURI")
    asked = any(field.get("FieldURI") == "item:MimeContent" for field in fields)
    return asked or included


def _read(wanted: Element) -> Save:
    if local(wanted) != "Message":
        raise not_modeled(local(wanted), "CreateItem")
    mime, said = _mime(wanted), said_of(wanted)
    if mime is not None:
        return lambda mail, folder: mail.add_message(folder, mime, **said)
    draft = draft_of(wanted)
    return lambda mail, folder: mail.write_message(folder, draft, **said)


def _mime(wanted: Element) -> bytes | None:
    text = wanted.findtext(full("t:MimeContent"))
    if text is None:
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        code = "ErrorMimeContentInvalidBase64String"
        raise Fault(code, messages.INVALID_BASE64) from None


def _message(
    message: Message, asked: Asked, parts: Parts | None = None, mime: bytes | None = None
) -> Xml:
    shown = (read(message, parts) for _, read in asked)
    return t(
        "Message",
        *([] if mime is None else [_mime_content(mime)]),
        t("ItemId", Id=message.id, ChangeKey=message.change_key),
        *filter(None, shown),
    )


def _mime_content(mime: bytes) -> Xml:
    return t("MimeContent", base64.b64encode(mime).decode("ascii"), CharacterSet="UTF-8")


def _addressed(name: str, addresses: Sequence[str]) -> Xml | None:
    return t(name, *map(_mailbox, addresses)) if any(addresses) else None


def _mailbox(address: str) -> Xml:
    return t("Mailbox", t("EmailAddress", address), t("RoutingType", "SMTP"))


def _body(parts: Parts) -> Xml:
    return t("Body", parts.body, BodyType=_KINDS[parts.body_type])


# What a message shows, in the order of the schema.
_PROPERTIES: dict[str, Callable[[Message, Parts | None], Xml | None]] = {
    "ParentFolderId": lambda message, _: t(
        "ParentFolderId", Id=message.folder_id, ChangeKey="AQAAAA=="
    ),
    "ItemClass": lambda _message, _: t("ItemClass", "IPM.Note"),
    "Subject": lambda message, _: t("Subject", message.subject),
    "Body": lambda _message, parts: _body(parts) if parts else None,
    "DateTimeReceived": lambda message, _: t("DateTimeReceived", odata.moment(message.received_at)),
    "Size": lambda message, _: t("Size", str(message.size)),
    "IsDraft": lambda message, _: t("IsDraft", str(message.is_draft).lower()),
    "DateTimeSent": lambda message, _: t("DateTimeSent", odata.moment(message.sent_at)),
    "DateTimeCreated": lambda message, _: t("DateTimeCreated", odata.moment(message.received_at)),
    "Sender": lambda message, _: _addressed("Sender", [message.sender]),
    "ToRecipients": lambda message, parts: (
        _addressed("ToRecipients", message.recipients) if parts else None
    ),
    "CcRecipients": lambda message, parts: (
        _addressed("CcRecipients", message.copied) if parts else None
    ),
    "From": lambda message, _: _addressed("From", [message.sender]),
    "InternetMessageId": lambda message, _: t("InternetMessageId", message.internet_message_id),
    "IsRead": lambda message, _: t("IsRead", str(message.is_read).lower()),
}
