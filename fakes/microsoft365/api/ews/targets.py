"""What the EWS operations share: the impersonated mailbox, target folders, response messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Folder, Message, Problem, User
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.refusal import RequestRefused

from .soap import Fault, Xml, below, full, local, m

_ERRORS = {
    Problem.NO_SUCH_FOLDER: ("ErrorFolderNotFound", messages.FOLDER_NOT_FOUND),
    Problem.NO_SUCH_MESSAGE: ("ErrorItemNotFound", messages.MAIL_ITEM_NOT_FOUND),
    Problem.BAD_MESSAGE: ("ErrorItemSave", messages.BAD_MESSAGE),
    Problem.FOLDER_TAKEN: ("ErrorFolderExists", messages.FOLDER_EXISTS),
}
Target = TypeVar("Target")


@dataclass(frozen=True, slots=True)
class Caller:
    """The app that calls, and the mailbox whose owner it impersonates."""

    mail: Mail
    mailbox: User | None

    def folder(self, named: Element) -> Folder:
        """Return what a FolderId or DistinguishedFolderId names; raises RequestRefused."""
        name = named.get("Id", "")
        if local(named) == "DistinguishedFolderId":
            return self.mail.folder(self._mailbox_of(named), name)
        folder = self.mail.folder_by_id(name)
        if self.mailbox is not None and folder.mailbox_id != self.mailbox.id:
            raise RequestRefused(Problem.NO_SUCH_FOLDER, name)
        return folder

    def message(self, named: Element) -> Message:
        """Return the message that an ItemId names; raises RequestRefused."""
        name = named.get("Id", "")
        if self.mailbox is not None:
            return self.mail.message(self.mailbox, name)
        return self.mail.message_by_id(name)

    def _mailbox_of(self, named: Element) -> User:
        addresses = below(named, "t:Mailbox/t:EmailAddress")
        address = (addresses[0].text or "").strip() if addresses else ""
        if address:
            return self.mail.named(address)
        if self.mailbox is None:
            raise RequestRefused(Problem.NO_ADDRESS)
        return self.mailbox


def answered(operation: str, targets: Iterable[Target], work: Callable[[Target], Xml]) -> Xml:
    """Answer an operation with one response message for each of its targets."""
    each = [_response(operation, target, work) for target in targets]
    return m(f"{operation}Response", m("ResponseMessages", *each))


def targets_of(operation: Element, *paths: str) -> list[Element]:
    """Return the elements below a path; raises Fault when there is none."""
    for path in paths:
        found = below(operation, path)
        if found:
            return found
    raise violated(f"{local(operation)} lacks {paths[0]}")


def only(operation: Element, *known: str) -> None:
    """Raise Fault when an operation carries an element that is not modeled."""
    for part in operation:
        if local(part) not in known:
            raise not_modeled(local(part), local(operation))


def integer(text: str) -> int:
    """Read a number; raises Fault."""
    try:
        return int(text)
    except ValueError:
        raise violated(f"{text[:40]!r} is not a number") from None


def flag(text: str) -> bool:
    """Read a boolean; raises Fault."""
    word = text.strip().lower()
    if word not in ("true", "1", "false", "0"):
        raise violated(f"{text[:40]!r} is not a boolean")
    return word in ("true", "1")


def not_modeled(what: str, operation: str) -> Fault:
    """Return the fault for a part of an operation that this simulation does not have."""
    text = messages.EWS_FEATURE_NOT_MODELED.format(what, operation)
    return Fault("ErrorInvalidOperation", text)


def violated(reason: str) -> Fault:
    """Return the fault for a request that is not as the schema wants it."""
    return Fault("ErrorSchemaValidation", messages.SCHEMA_VIOLATION.format(reason))


def viewed(
    operation: Element, found: Sequence[Target], wrap: Callable[[Sequence[Target]], Xml]
) -> Xml:
    """Return the part of what was found that the paging of an operation asks for."""
    start, most = _view(operation, len(found))
    shown = found[start : start + most]
    end = start + len(shown)
    return m(
        "RootFolder",
        wrap(shown),
        IndexedPagingOffset=str(end),
        TotalItemsInView=str(len(found)),
        IncludesLastItemInRange="true" if end >= len(found) else "false",
    )


def _view(operation: Element, total: int) -> tuple[int, int]:
    for name in ("m:IndexedPageItemView", "m:IndexedPageFolderView"):
        view = operation.find(full(name))
        if view is not None:
            return _indexed(view, local(operation), total)
    return 0, total


def _indexed(view: Element, operation: str, total: int) -> tuple[int, int]:
    if view.get("BasePoint", "Beginning") != "Beginning":
        raise not_modeled(f"BasePoint {view.get('BasePoint')}", operation)
    most = integer(view.get("MaxEntriesReturned", str(total or 1)))
    start = integer(view.get("Offset", "0"))
    if most < 1:
        raise Fault("ErrorInvalidPagingMaxRows", messages.PAGING_ROWS)
    if start < 0:
        raise Fault("ErrorInvalidIndexedPagingParameters", messages.PAGING_OFFSET)
    return min(start, total), most


def _response(operation: str, target: Target, work: Callable[[Target], Xml]) -> Xml:
    name = f"{operation}ResponseMessage"
    try:
        content = work(target)
    except RequestRefused as refused:
        if refused.problem not in _ERRORS:
            raise
        code, text = _ERRORS[refused.problem]
        return m(
            name,
            m("MessageText", text),
            m("ResponseCode", code),
            m("DescriptiveLinkKey", "0"),
            ResponseClass="Error",
        )
    return m(name, m("ResponseCode", "NoError"), content, ResponseClass="Success")
