"""EWS: a message that is written element by element, without MIME."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Letter

from .soap import NAMES, Fault, local

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
# What says nothing beyond what holds anyway, and so needs no place in a letter.
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


def letter_of(wanted: Element) -> Letter:
    """Return the letter in a Message element; raises Fault for a part that is not modeled."""
    for part in wanted:
        name = local(part)
        if name not in _READ and (part.text or "").strip() not in _DEFAULTS.get(name, ()):
            text = messages.EWS_FEATURE_NOT_MODELED.format(name, "CreateItem")
            raise Fault("ErrorInvalidOperation", text)
    body = wanted.find("t:Body", NAMES)
    kind = "text" if body is None else body.get("BodyType", "Text").lower()
    return Letter(
        subject=wanted.findtext("t:Subject", "", NAMES),
        body=wanted.findtext("t:Body", "", NAMES),
        body_type=kind,
        sender=next(_addresses(wanted, "From"), ""),
        recipients=tuple(_addresses(wanted, "ToRecipients")),
        copied=tuple(_addresses(wanted, "CcRecipients")),
        hidden=tuple(_addresses(wanted, "BccRecipients")),
        message_id=wanted.findtext("t:InternetMessageId", "", NAMES),
    )


def _addresses(wanted: Element, name: str) -> Iterator[str]:
    for address in wanted.iterfind(f"t:{name}/t:Mailbox/t:EmailAddress", NAMES):
        if address.text:
            yield address.text.strip()
