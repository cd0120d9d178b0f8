"""EWS: FindItem, GetItem, CreateItem."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from markupsafe import Markup

from fakes.microsoft365 import messages
from fakes.microsoft365.api.graph import odata
from fakes.microsoft365.model import Folder, Message
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.mime import Parts, parts_of

from .elements import draft_of, said_of
from .restriction import found
from .soap import NAMES, Fault, local, m, t
from .targets import Caller, answered, flag, not_modeled, only, targets_of, viewed, violated

Save = Callable[[Mail, Folder], Message]
_KINDS = {"text": "Text", "html": "HTML"}


def find_item(caller: Caller, operation: Element) -> Markup:
    """Answer FindItem: the messages of a folder."""
    only(
        operation,
        "ItemShape",
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

    def wrap(shown: Sequence[Message]) -> Markup:
        return t("Items", *(_message(each) for each in shown))

    def work(named: Element) -> Markup:
        items = caller.mail.messages(caller.folder(named))
        return viewed(operation, found(operation, items[::-1]), wrap)

    return answered("FindItem", targets_of(operation, "m:ParentFolderIds/*"), work)


def get_item(caller: Caller, operation: Element) -> Markup:
    """Answer GetItem: messages by id, with their MIME where it is asked for."""
    only(operation, "ItemShape", "ItemIds")
    wants_mime = _wants_mime(operation)

    def work(named: Element) -> Markup:
        message = caller.message(named)
        mime = caller.mail.mime(message)
        return m("Items", _message(message, parts_of(mime), mime if wants_mime else None))

    return answered("GetItem", targets_of(operation, "m:ItemIds/t:ItemId"), work)


def create_item(caller: Caller, operation: Element) -> Markup:
    """Answer CreateItem: messages, as MIME or element by element, saved into a folder."""
    disposition = operation.get("MessageDisposition", "SaveOnly")
    if disposition != "SaveOnly":
        raise not_modeled(disposition, "CreateItem")
    folder = targets_of(operation, "m:SavedItemFolderId/*")[0]

    # All are read before the first is saved: a fault is for the whole operation.
    read = [_read(each) for each in targets_of(operation, "m:Items/*")]

    def work(save: Save) -> Markup:
        saved = save(caller.mail, caller.folder(folder))
        return m("Items", t("Message", t("ItemId", Id=saved.id, ChangeKey=saved.change_key)))

    return answered("CreateItem", read, work)


def _wants_mime(operation: Element) -> bool:
    shape = operation.find("m:ItemShape", NAMES)
    if shape is None:
        return False
    included = flag(shape.findtext("t:IncludeMimeContent", "false", NAMES))
    fields = shape.findall("t:AdditionalProperties/t:FieldURI", NAMES)
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
    text = wanted.findtext("t:MimeContent", None, NAMES)
    if text is None:
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        code = "ErrorMimeContentInvalidBase64String"
        raise Fault(code, messages.INVALID_BASE64) from None


def _message(message: Message, parts: Parts | None = None, mime: bytes | None = None) -> Markup:
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


def _recipients(message: Message) -> Iterator[Markup]:
    kinds = {"ToRecipients": message.recipients, "CcRecipients": message.copied}
    for name, addresses in kinds.items():
        if addresses:
            yield t(name, *map(_mailbox, addresses))


def _mailbox(address: str) -> Markup:
    return t("Mailbox", t("EmailAddress", address), t("RoutingType", "SMTP"))
