"""What the operations of EWS share: whom they act for, which folders they name, how they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Folder, Message, Problem, User
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.refused import Refused

from .soap import NAMES, Fault, local, m

_ERRORS = {
    Problem.NO_SUCH_FOLDER: ("ErrorFolderNotFound", messages.FOLDER_NOT_FOUND),
    Problem.NO_SUCH_MESSAGE: ("ErrorItemNotFound", messages.MAIL_ITEM_NOT_FOUND),
    Problem.FOLDER_TAKEN: ("ErrorFolderExists", messages.FOLDER_EXISTS),
}
Target = TypeVar("Target")


@dataclass(frozen=True, slots=True)
class Caller:
    """The app that calls, and the mailbox whose owner it impersonates."""

    mail: Mail
    mailbox: User | None

    def folder(self, named: Element) -> Folder:
        """Return the folder that a FolderId or DistinguishedFolderId names; raises Refused."""
        name = named.get("Id", "")
        if local(named) == "DistinguishedFolderId":
            return self.mail.folder(self._mailbox_of(named), name)
        if self.mailbox is not None:
            return self.mail.folder(self.mailbox, name)
        return self.mail.folder_by_id(name)

    def message(self, named: Element) -> Message:
        """Return the message that an ItemId names; raises Refused."""
        name = named.get("Id", "")
        if self.mailbox is not None:
            return self.mail.message(self.mailbox, name)
        return self.mail.message_by_id(name)

    def _mailbox_of(self, named: Element) -> User:
        address = named.findtext("t:Mailbox/t:EmailAddress", "", NAMES).strip()
        if address:
            return self.mail.named(address)
        if self.mailbox is None:
            raise Refused(Problem.NO_ADDRESS)
        return self.mailbox


def answered(
    operation: str, targets: Iterable[Target], work: Callable[[Target], Element]
) -> Element:
    """Answer an operation with one response message for each of its targets."""
    each = [_response(operation, target, work) for target in targets]
    return m(f"{operation}Response", m("ResponseMessages", *each))


def targets_of(operation: Element, *paths: str) -> list[Element]:
    """Return the elements below a path; raises Fault when there is none."""
    for path in paths:
        found = operation.findall(path, NAMES)
        if found:
            return found
    text = messages.SCHEMA_VIOLATION.format(f"{local(operation)} lacks {paths[0]}")
    raise Fault("ErrorSchemaValidation", text)


def only(operation: Element, *known: str) -> None:
    """Raise Fault when an operation carries an element that is not modeled."""
    for part in operation:
        if local(part) not in known:
            text = messages.EWS_FEATURE_NOT_MODELED.format(local(part), local(operation))
            raise Fault("ErrorInvalidOperation", text)


def viewed(
    operation: Element, found: Sequence[Target], wrap: Callable[[Sequence[Target]], Element]
) -> Element:
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
        view = operation.find(name, NAMES)
        if view is not None:
            most = int(view.get("MaxEntriesReturned", total))
            return min(int(view.get("Offset", 0)), total), most
    return 0, total


def _response(operation: str, target: Target, work: Callable[[Target], Element]) -> Element:
    name = f"{operation}ResponseMessage"
    try:
        content = work(target)
    except Refused as refused:
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
