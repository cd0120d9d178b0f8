"""EWS: which items a FindItem wants (Restriction), and in which order (SortOrder)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from operator import eq, ge, gt, le, lt, ne
from typing import Any
from xml.etree.ElementTree import Element

from fakes.microsoft365.api.graph.extended import moment_of
from fakes.microsoft365.model import Message

from .soap import below, full, local
from .targets import flag, not_modeled, violated

Check = Callable[[Message], bool]
_FIELDS: dict[str, Callable[[Message], Any]] = {
    "item:Subject": lambda message: message.subject,
    "item:DateTimeReceived": lambda message: message.received_at,
    "item:DateTimeCreated": lambda message: message.received_at,
    "item:DateTimeSent": lambda message: message.sent_at,
    "item:Size": lambda message: message.size,
    "item:ItemClass": lambda _message: "IPM.Note",
    "item:IsDraft": lambda message: message.is_draft,
    "message:IsRead": lambda message: message.is_read,
    "message:From": lambda message: message.sender,
    "message:Sender": lambda message: message.sender,
    "message:InternetMessageId": lambda message: message.internet_message_id,
}
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "IsEqualTo": eq,
    "IsNotEqualTo": ne,
    "IsGreaterThan": gt,
    "IsGreaterThanOrEqualTo": ge,
    "IsLessThan": lt,
    "IsLessThanOrEqualTo": le,
}
_CONTAINMENTS: dict[str, Callable[[str, str], bool]] = {
    "FullString": eq,
    "Prefixed": str.startswith,
    "Substring": str.__contains__,
}
_BRANCHES: dict[str, Callable[[Iterable[bool]], bool]] = {
    "And": all,
    "Or": any,
    "Not": lambda parts: not all(parts),
}


def found(operation: Element, items: Sequence[Message]) -> list[Message]:
    """Return the items that an operation asks for, in its order; raises Fault."""
    restriction = next(iter(below(operation, "m:Restriction/*")), None)
    wanted = list(items)
    if restriction is not None:
        check = _check(restriction)
        wanted = [item for item in wanted if check(item)]
    for order in reversed(below(operation, "m:SortOrder/t:FieldOrder")):
        direction = order.get("Order", "")
        if direction not in ("Ascending", "Descending"):
            raise violated(f"{direction[:40]!r} is not an Order")
        wanted.sort(key=_field(order), reverse=direction == "Descending")
    return wanted


def _check(element: Element) -> Check:
    name = local(element)
    if name in _BRANCHES:
        join, parts = _BRANCHES[name], [_check(part) for part in element]
        if not parts:
            raise violated(f"{name} holds nothing")
        return lambda item: join(part(item) for part in parts)
    if name == "Contains":
        return _containment(element)
    if name in _COMPARISONS:
        return _comparison(element, _COMPARISONS[name])
    raise not_modeled(name, "FindItem")


def _comparison(element: Element, compare: Callable[[Any, Any], bool]) -> Check:
    field = _field(element)
    constant = next(iter(below(element, "t:FieldURIOrConstant/t:Constant")), None)
    if constant is None:
        raise not_modeled("A comparison without a constant", "FindItem")
    text = constant.get("Value", "")

    def check(item: Message) -> bool:
        value = field(item)
        return compare(value, _like(value, text))

    return check


def _containment(element: Element) -> Check:
    field = _field(element)
    mode = element.get("ContainmentMode", "FullString")
    if mode not in _CONTAINMENTS:
        raise not_modeled(f"ContainmentMode {mode}", "FindItem")
    constant = element.find(full("t:Constant"))
    wanted = "" if constant is None else constant.get("Value", "")
    exact = element.get("ContainmentComparison", "Exact") == "Exact"
    fold: Callable[[str], str] = str if exact else str.casefold
    return lambda item: _CONTAINMENTS[mode](fold(str(field(item))), fold(wanted))


def _field(element: Element) -> Callable[[Message], Any]:
    uri = element.find(full("t:FieldURI"))
    name = "an extended field" if uri is None else uri.get("FieldURI", "")
    if name not in _FIELDS:
        raise not_modeled(name, "FindItem")
    return _FIELDS[name]


def _like(value: Any, text: str) -> Any:
    try:
        if isinstance(value, datetime):
            return moment_of(text)
        return flag(text) if isinstance(value, bool) else type(value)(text)
    except ValueError:
        raise violated(f"{text[:40]!r} is not a value of this field") from None
