"""A mailbox over Exchange Web Services."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from fakes.wire import Response

from .connection import AccessRefused, Connection, error_of
from .mailbox import TOP, FolderEntry, MessageEntry

_EXCHANGE = "http://schemas.microsoft.com/exchange/services/2006"
_TYPES = f"{{{_EXCHANGE}/types}}"
_MESSAGES = f"{{{_EXCHANGE}/messages}}"
_ERRORS = f"{{{_EXCHANGE}/errors}}"
_HEADERS = (("Content-Type", "text/xml; charset=utf-8"),)
_PAGE = 500
# PidTagMessageFlags: without it a message made from MIME stays a draft.
_NOT_A_DRAFT = (
    '<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x0E07" PropertyType="Integer"/>'
    "<t:Value>1</t:Value></t:ExtendedProperty>"
)


class RefusedByEws(AccessRefused):
    """Exchange Web Services refused a request."""


class EwsMailbox:
    """A73: a mailbox that is read as whoever has an address, or written to by its primary one."""

    def __init__(self, connection: Connection, url: str, address: str, *, writing: bool) -> None:
        self._connection = connection
        self._url = url
        self._acting_as = "PrimarySmtpAddress" if writing else "SmtpAddress"
        self._address = escape(address)
        named = f"<t:Mailbox><t:EmailAddress>{self._address}</t:EmailAddress></t:Mailbox>"
        self._top = (
            '<t:DistinguishedFolderId Id="msgfolderroot">'
            f"{named if writing else ''}</t:DistinguishedFolderId>"
        )

    def folders(self, parent_id: str) -> list[FolderEntry]:
        """Return the folders right below a folder."""
        answer = self._ask(
            '<m:FindFolder Traversal="Shallow">'
            "<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
            '<t:FieldURI FieldURI="folder:DisplayName"/>'
            '<t:FieldURI FieldURI="folder:TotalCount"/>'
            '<t:FieldURI FieldURI="folder:ChildFolderCount"/>'
            "</t:AdditionalProperties></m:FolderShape>"
            f"<m:ParentFolderIds>{self._folder(parent_id)}</m:ParentFolderIds></m:FindFolder>"
        )
        return [
            FolderEntry(
                id=_id(each, "FolderId"),
                name=each.findtext(f"{_TYPES}DisplayName", ""),
                has_folders=each.findtext(f"{_TYPES}ChildFolderCount") != "0",
                has_messages=each.findtext(f"{_TYPES}TotalCount") != "0",
            )
            for each in answer.iter(f"{_TYPES}Folder")
        ]

    def messages(self, folder_id: str) -> Iterator[MessageEntry]:
        """Yield the messages of a folder."""
        offset, last, seen = 0, False, set[str]()
        while not last:
            answer = self._ask(
                '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>'
                '<t:AdditionalProperties><t:FieldURI FieldURI="item:Subject"/>'
                '<t:FieldURI FieldURI="message:InternetMessageId"/>'
                "</t:AdditionalProperties></m:ItemShape><m:IndexedPageItemView "
                f'MaxEntriesReturned="{_PAGE}" Offset="{offset}" BasePoint="Beginning"/>'
                f"<m:ParentFolderIds>{self._folder(folder_id)}</m:ParentFolderIds></m:FindItem>"
            )
            entries = [_entry(each) for each in answer.iter(f"{_TYPES}Message")]
            offset, last = offset + _PAGE, _is_last(answer)
            ids = {entry.id for entry in entries}
            if ids <= seen and not last:
                raise _without("a page with messages that were not listed before")
            seen |= ids
            yield from entries

    def mime(self, message_id: str) -> bytes:
        """Return the MIME content of a message."""
        answer = self._ask(
            "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>"
            "<t:IncludeMimeContent>true</t:IncludeMimeContent></m:ItemShape>"
            f'<m:ItemIds><t:ItemId Id="{escape(message_id)}"/></m:ItemIds></m:GetItem>'
        )
        content = _first(answer, f"{_TYPES}MimeContent").text or ""
        try:
            return b64decode(content)
        except ValueError:
            raise _without("MimeContent in Base64") from None

    def create_folder(self, parent_id: str, name: str) -> str:
        """Create a folder and return its id."""
        parent = self._folder(parent_id)
        answer = self._ask(
            f"<m:CreateFolder><m:ParentFolderId>{parent}</m:ParentFolderId><m:Folders>"
            f"<t:Folder><t:DisplayName>{escape(name)}</t:DisplayName></t:Folder>"
            "</m:Folders></m:CreateFolder>"
        )
        return _id(_first(answer, f"{_TYPES}Folder"), "FolderId")

    def create_message(self, folder_id: str, mime: bytes) -> None:
        """A47: save a message from its MIME content, as one that is not a draft."""
        self._ask(
            '<m:CreateItem MessageDisposition="SaveOnly">'
            f"<m:SavedItemFolderId>{self._folder(folder_id)}</m:SavedItemFolderId><m:Items>"
            f"<t:Message><t:MimeContent>{b64encode(mime).decode()}</t:MimeContent>{_NOT_A_DRAFT}"
            "</t:Message></m:Items></m:CreateItem>"
        )

    def _folder(self, folder_id: str) -> str:
        return self._top if folder_id == TOP else f'<t:FolderId Id="{escape(folder_id)}"/>'

    def _ask(self, operation: str) -> ElementTree.Element:
        envelope = (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
            f' xmlns:t="{_EXCHANGE}/types" xmlns:m="{_EXCHANGE}/messages"><s:Header>'
            '<t:RequestServerVersion Version="Exchange2016"/><t:ExchangeImpersonation>'
            f"<t:ConnectingSID><t:{self._acting_as}>{self._address}</t:{self._acting_as}>"
            "</t:ConnectingSID></t:ExchangeImpersonation></s:Header>"
            f"<s:Body>{operation}</s:Body></s:Envelope>"
        )
        return _accepted(
            self._connection.send(
                "POST", self._url, headers=_HEADERS, body=envelope.encode(errors="replace")
            )
        )


def _entry(message: ElementTree.Element) -> MessageEntry:
    return MessageEntry(
        id=_id(message, "ItemId"),
        version=_id(message, "ItemId", "ChangeKey"),
        subject=message.findtext(f"{_TYPES}Subject", ""),
        internet_message_id=message.findtext(f"{_TYPES}InternetMessageId", ""),
    )


def _id(element: ElementTree.Element, name: str, attribute: str = "Id") -> str:
    found = element.find(f"{_TYPES}{name}")
    said = "" if found is None else found.get(attribute, "")
    if not said:
        raise _without(f"{attribute} of {name}")
    return said


def _first(answer: ElementTree.Element, tag: str) -> ElementTree.Element:
    found = next(answer.iter(tag), None)
    if found is None:
        raise _without(tag.rpartition("}")[2])
    return found


def _without(what: str) -> RefusedByEws:
    """Return the refusal of an answer of success that cannot be used."""
    return RefusedByEws(status=200, code="", text=f"HTTP 200 without {what}")


def _is_last(answer: ElementTree.Element) -> bool:
    folder = _first(answer, f"{_MESSAGES}RootFolder")
    return folder.get("IncludesLastItemInRange", "true") == "true"


def _accepted(response: Response) -> ElementTree.Element:
    try:
        # S314: what answers is a system of this lab, which is trusted.
        answer = ElementTree.fromstring(response.body)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError):
        # The last two are for encodings that it does not know.
        raise RefusedByEws(status=response.status, **error_of(response)) from None
    code = _text(answer, f"{_MESSAGES}ResponseCode", f"{_ERRORS}ResponseCode")
    if response.ok and code == "NoError":
        return answer
    text = _text(answer, f"{_MESSAGES}MessageText", "faultstring")
    raise RefusedByEws(status=response.status, code=code, text=text or error_of(response)["text"])


def _text(answer: ElementTree.Element, *tags: str) -> str:
    """Return the text of the first element of these tags that there is."""
    found = next((each for tag in tags for each in answer.iter(tag)), None)
    return (found.text or "").strip() if found is not None else ""
