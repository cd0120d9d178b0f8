"""The EWS client: requests of inSync to one mailbox."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from fakes.wire import Response

from .connection import AccessRefused, Connection, error_of

_EXCHANGE = "http://schemas.microsoft.com/exchange/services/2006"
_TYPES = f"{{{_EXCHANGE}/types}}"
_MESSAGES = f"{{{_EXCHANGE}/messages}}"
_HEADERS = (("Content-Type", "text/xml; charset=utf-8"),)
_PAGE = 500
# PidTagMessageFlags: without it a message made from MIME stays a draft.
_NOT_A_DRAFT = (
    '<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x0E07" PropertyType="Integer"/>'
    "<t:Value>1</t:Value></t:ExtendedProperty>"
)


class EwsClient:
    """A mailbox as EWS shows it to an app that acts for its owner."""

    def __init__(self, connection: Connection, url: str, address: str) -> None:
        self._connection = connection
        self._url = url
        self._address = escape(address)

    def root(self) -> str:
        """Return the id of the top of the mailbox; raises AccessRefused when it is not reached."""
        answer = self._ask(
            "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>"
            '<m:FolderIds><t:DistinguishedFolderId Id="msgfolderroot"><t:Mailbox>'
            f"<t:EmailAddress>{self._address}</t:EmailAddress>"
            "</t:Mailbox></t:DistinguishedFolderId></m:FolderIds></m:GetFolder>"
        )
        return _folder_id(answer)

    def folders(self, parent_id: str) -> dict[str, str]:
        """Return the ids of the folders right below a folder, by name."""
        answer = self._ask(
            '<m:FindFolder Traversal="Shallow">'
            "<m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>"
            f"<m:ParentFolderIds>{_id(parent_id)}</m:ParentFolderIds></m:FindFolder>"
        )
        names = answer.iter(f"{_TYPES}DisplayName")
        ids = answer.iter(f"{_TYPES}FolderId")
        return {name.text or "": each.attrib["Id"] for name, each in zip(names, ids, strict=True)}

    def create_folder(self, parent_id: str, name: str) -> str:
        """Create a folder and return its id."""
        answer = self._ask(
            f"<m:CreateFolder><m:ParentFolderId>{_id(parent_id)}</m:ParentFolderId><m:Folders>"
            f"<t:Folder><t:DisplayName>{escape(name)}</t:DisplayName></t:Folder>"
            "</m:Folders></m:CreateFolder>"
        )
        return _folder_id(answer)

    def message_ids(self, folder_id: str) -> Iterator[str]:
        """Yield the internet message id of every message in a folder."""
        offset, last = 0, False
        while not last:
            answer = self._ask(
                '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>'
                '<t:AdditionalProperties><t:FieldURI FieldURI="message:InternetMessageId"/>'
                "</t:AdditionalProperties></m:ItemShape><m:IndexedPageItemView "
                f'MaxEntriesReturned="{_PAGE}" Offset="{offset}" BasePoint="Beginning"/>'
                f"<m:ParentFolderIds>{_id(folder_id)}</m:ParentFolderIds></m:FindItem>"
            )
            yield from (each.text or "" for each in answer.iter(f"{_TYPES}InternetMessageId"))
            offset, last = offset + _PAGE, _is_last(answer)

    def create_message(self, folder_id: str, mime: bytes) -> None:
        """Save a message from its MIME content into a folder."""
        self._ask(
            '<m:CreateItem MessageDisposition="SaveOnly">'
            f"<m:SavedItemFolderId>{_id(folder_id)}</m:SavedItemFolderId><m:Items><t:Message>"
            f"<t:MimeContent>{b64encode(mime).decode()}</t:MimeContent>{_NOT_A_DRAFT}"
            "</t:Message></m:Items></m:CreateItem>"
        )

    def _ask(self, operation: str) -> ElementTree.Element:
        envelope = (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
            f' xmlns:t="{_EXCHANGE}/types" xmlns:m="{_EXCHANGE}/messages"><s:Header>'
            '<t:RequestServerVersion Version="Exchange2016"/><t:ExchangeImpersonation>'
            f"<t:ConnectingSID><t:PrimarySmtpAddress>{self._address}</t:PrimarySmtpAddress>"
            "</t:ConnectingSID></t:ExchangeImpersonation></s:Header>"
            f"<s:Body>{operation}</s:Body></s:Envelope>"
        )
        return _accepted(
            self._connection.send(
                "POST", self._url, headers=_HEADERS, body=envelope.encode(errors="replace")
            )
        )


def _id(folder_id: str) -> str:
    return f'<t:FolderId Id="{escape(folder_id)}"/>'


def _folder_id(answer: ElementTree.Element) -> str:
    return next(answer.iter(f"{_TYPES}FolderId")).attrib["Id"]


def _is_last(answer: ElementTree.Element) -> bool:
    folder = next(answer.iter(f"{_MESSAGES}RootFolder"))
    return folder.get("IncludesLastItemInRange", "true") == "true"


def _accepted(response: Response) -> ElementTree.Element:
    try:
        # S314: what answers is a system of this lab, which is trusted.
        answer = ElementTree.fromstring(response.body)  # noqa: S314
    except ElementTree.ParseError:
        raise AccessRefused(status=response.status, **error_of(response)) from None
    code = _text(answer, "ResponseCode")
    if response.ok and code == "NoError":
        return answer
    text = _text(answer, "MessageText") or _text(answer, "faultstring")
    raise AccessRefused(status=response.status, code=code, text=text or error_of(response)["text"])


def _text(answer: ElementTree.Element, name: str) -> str:
    """Return the text of the first element of a name, in whatever namespace."""
    found = answer.find(f".//{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
