"""EWS: a message that is written element by element, without MIME."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from fakes.microsoft365.api.graph import extended
from fakes.microsoft365.model import MessageDraft

from .soap import below, full, local
from .targets import flag, not_modeled, violated

_READ = {
    "Subject",
    "Body",
    "ToRecipients",
    "CcRecipients",
    "BccRecipients",
    "From",
    "Sender",
    "InternetMessageId",
    "IsRead",
    "ExtendedProperty",
}
# Elements without effect, which are accepted and ignored.
_NO = {"false", "0"}
_DEFAULTS = {
    "ItemClass": {"IPM.Note"},
    "Sensitivity": {"Normal"},
    "Importance": {"Normal"},
    "IsReadReceiptRequested": _NO,
    "IsDeliveryReceiptRequested": _NO,
    "IsResponseRequested": _NO,
    "ReminderIsSet": _NO,
    "ReminderMinutesBeforeStart": {"0"},
}


def draft_of(wanted: Element) -> MessageDraft:
    """Return the message in a Message element; raises Fault for a part that is not modeled."""
    for part in wanted:
        name = local(part)
        if name not in _READ and (part.text or "").strip() not in _DEFAULTS.get(name, ()):
            raise not_modeled(name, "CreateItem")
    body = wanted.find(full("t:Body"))
    kind = "text" if body is None else body.get("BodyType", "Text").lower()
    if kind not in ("text", "html"):
        raise violated(f"{kind[:40]!r} is not a BodyType")
    return MessageDraft(
        subject=wanted.findtext(full("t:Subject"), ""),
        body=wanted.findtext(full("t:Body"), ""),
        body_type=kind,
        sender=next(_addresses(wanted, "From"), ""),
        recipients=tuple(_addresses(wanted, "ToRecipients")),
        copied=tuple(_addresses(wanted, "CcRecipients")),
        hidden=tuple(_addresses(wanted, "BccRecipients")),
        message_id=wanted.findtext(full("t:InternetMessageId"), ""),
    )


def said_of(wanted: Element) -> dict[str, Any]:
    """Return the properties of a Message element that MIME does not have; raises Fault.

    It is a draft unless its flags (0x0E07) say otherwise.
    """
    is_read = flag(wanted.findtext(full("t:IsRead"), "true"))
    said: dict[str, Any] = {"is_read": is_read, "is_draft": True}
    for each in wanted.findall(full("t:ExtendedProperty")):
        said.update(_extended(each))
    return said


def _extended(wanted: Element) -> dict[str, Any]:
    uri = wanted.find(full("t:ExtendedFieldURI"))
    attributes = {} if uri is None else uri.attrib
    name = f"{attributes.get('PropertyType', '')} {attributes.get('PropertyTag', '')}".strip()
    value = wanted.findtext(full("t:Value"), "")
    try:
        found = extended.said(name, value)
    except ValueError:
        raise violated(f"{value[:40]!r} is not a value of {name}") from None
    if found is None:
        raise not_modeled(f"ExtendedProperty {name}".strip(), "CreateItem")
    return found


def _addresses(wanted: Element, name: str) -> Iterator[str]:
    for address in below(wanted, f"t:{name}/t:Mailbox/t:EmailAddress"):
        if address.text:
            yield address.text.strip()
