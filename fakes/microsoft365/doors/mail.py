"""Graph: the mail folders and messages of a mailbox."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Folder, Message
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.mime import text_of

from . import odata
from .errors import GraphError

_PAGE = 10
_FOLDER: dict[str, Callable[[Mail, Folder], Any]] = {
    "id": lambda _mail, folder: folder.id,
    "displayName": lambda _mail, folder: folder.name,
    "parentFolderId": lambda _mail, folder: folder.parent_id,
    "childFolderCount": lambda mail, folder: len(mail.children(folder)),
    "unreadItemCount": lambda mail, folder: mail.unread(folder),
    "totalItemCount": lambda mail, folder: len(mail.messages(folder)),
    "isHidden": lambda _mail, _folder: False,
}
_MESSAGE: dict[str, Callable[[Mail, Message], Any]] = {
    "id": lambda _mail, message: message.id,
    "createdDateTime": lambda _mail, message: odata.moment(message.received_at),
    "lastModifiedDateTime": lambda _mail, message: odata.moment(message.received_at),
    "changeKey": lambda _mail, message: message.change_key,
    "receivedDateTime": lambda _mail, message: odata.moment(message.received_at),
    "sentDateTime": lambda _mail, message: odata.moment(message.sent_at),
    "internetMessageId": lambda _mail, message: message.internet_message_id,
    "subject": lambda _mail, message: message.subject,
    "bodyPreview": lambda mail, message: text_of(mail.mime(message))[:255],
    "parentFolderId": lambda _mail, message: message.folder_id,
    "isRead": lambda _mail, message: message.is_read,
    "isDraft": lambda _mail, message: message.is_draft,
    "body": lambda mail, message: {
        "contentType": "text",
        "content": text_of(mail.mime(message)),
    },
    "sender": lambda _mail, message: _mailbox(message.sender),
    "from": lambda _mail, message: _mailbox(message.sender),
    "toRecipients": lambda _mail, message: [_mailbox(each) for each in message.recipients],
}
_BY_NAME = re.compile(r"displayName eq '((?:[^']|'')*)'", re.IGNORECASE)


class Folders:
    """GET /users/{key}/mailFolders and what is below; POST adds a folder."""

    def __init__(self, api: TenantApi) -> None:
        self._mail = api.mail

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """List the folders at the top of a mailbox."""
        self._list(req, resp, self._mail.top(self._mail.opened(key)))

    def on_post(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Add a folder at the top of a mailbox."""
        self._add(req, resp, self._mail.top(self._mail.opened(key)))

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, key: str, folder: str) -> None:
        """Show a folder by id or well-known name."""
        query = odata.options(req, "$select")
        names = odata.selected(query, _FOLDER, tuple(_FOLDER))
        found = self._mail.folder(self._mail.opened(key), folder)
        odata.answer(resp, self._entity(req, found, names))

    def on_get_children(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """List the folders directly below a folder."""
        self._list(req, resp, self._mail.folder(self._mail.opened(key), folder))

    def on_post_children(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """Add a folder directly below a folder."""
        self._add(req, resp, self._mail.folder(self._mail.opened(key), folder))

    def _list(self, req: falcon.Request, resp: falcon.Response, parent: Folder) -> None:
        query = odata.options(req, "$select", "$top", "$skip", "$filter")
        names = odata.selected(query, _FOLDER, tuple(_FOLDER))
        folders = self._named(parent, query) if "$filter" in query else self._mail.children(parent)
        page, following = odata.paged(req, query, folders, _PAGE)
        values = [self._shown(folder, names) for folder in page]
        odata.answer(resp, odata.listed(req, "mailFolders", values, following))

    def _named(self, parent: Folder, query: odata.Options) -> tuple[Folder, ...]:
        match = _BY_NAME.fullmatch(query["$filter"].strip())
        if match is None:
            text = messages.BAD_FILTER.format(query["$filter"])
            raise GraphError(HTTPStatus.NOT_IMPLEMENTED, "NotImplemented", text)
        folder = self._mail.child(parent, match[1].replace("''", "'"))
        return (folder,) if folder else ()

    def _add(self, req: falcon.Request, resp: falcon.Response, parent: Folder) -> None:
        name = odata.body_of(req).get("displayName")
        if not isinstance(name, str) or not name.strip():
            raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY)
        resp.status = HTTPStatus.CREATED
        added = self._mail.add_folder(parent, name)
        odata.answer(resp, self._entity(req, added, tuple(_FOLDER)))

    def _entity(self, req: falcon.Request, folder: Folder, names: odata.Names) -> dict[str, Any]:
        context = f"{req.prefix}/v1.0/$metadata#mailFolders/$entity"
        return {"@odata.context": context, **self._shown(folder, names)}

    def _shown(self, folder: Folder, names: odata.Names) -> dict[str, Any]:
        return {name: _FOLDER[name](self._mail, folder) for name in names}


class Messages:
    """GET and POST the messages of a mailbox or folder; GET one, or its MIME."""

    def __init__(self, api: TenantApi) -> None:
        self._mail = api.mail
        self._exchange = api.exchange

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """List the messages of a whole mailbox."""
        mailbox = self._mail.opened(key)
        self._list(req, resp, self._exchange.list_messages(mailbox.id))

    def on_post(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Add a draft from MIME."""
        self._add(req, resp, self._mail.folder(self._mail.opened(key), "drafts"))

    def on_get_folder(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """List the messages of a folder."""
        found = self._mail.folder(self._mail.opened(key), folder)
        self._list(req, resp, self._mail.messages(found))

    def on_post_folder(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """Add a draft from MIME to a folder."""
        self._add(req, resp, self._mail.folder(self._mail.opened(key), folder))

    def on_get_one(
        self, req: falcon.Request, resp: falcon.Response, key: str, message: str
    ) -> None:
        """Show a message."""
        query = odata.options(req, "$select")
        names = odata.selected(query, _MESSAGE, tuple(_MESSAGE))
        found = self._mail.message(self._mail.opened(key), message)
        odata.answer(resp, self._entity(req, found, names))

    def on_get_value(
        self, _req: falcon.Request, resp: falcon.Response, key: str, message: str
    ) -> None:
        """Give a message byte for byte."""
        found = self._mail.message(self._mail.opened(key), message)
        resp.content_type = "text/plain"
        resp.data = self._mail.mime(found)

    def _list(self, req: falcon.Request, resp: falcon.Response, found: tuple[Message, ...]) -> None:
        query = odata.options(req, "$select", "$top", "$skip")
        names = odata.selected(query, _MESSAGE, tuple(_MESSAGE))
        page, following = odata.paged(req, query, found[::-1], _PAGE)
        values = [self._shown(message, names) for message in page]
        odata.answer(resp, odata.listed(req, "messages", values, following))

    def _add(self, req: falcon.Request, resp: falcon.Response, folder: Folder) -> None:
        if not (req.content_type or "").startswith("text/plain"):
            raise odata.not_modeled(req)
        try:
            mime = base64.b64decode(req.bounded_stream.read(), validate=True)
        except binascii.Error:
            code = "ErrorMimeContentInvalidBase64String"
            raise GraphError(HTTPStatus.BAD_REQUEST, code, messages.INVALID_BASE64) from None
        added = self._mail.add_message(folder, mime, is_read=True, is_draft=True)
        resp.status = HTTPStatus.CREATED
        odata.answer(resp, self._entity(req, added, tuple(_MESSAGE)))

    def _entity(self, req: falcon.Request, message: Message, names: odata.Names) -> dict[str, Any]:
        context = f"{req.prefix}/v1.0/$metadata#messages/$entity"
        return {"@odata.context": context, **self._shown(message, names)}

    def _shown(self, message: Message, names: odata.Names) -> dict[str, Any]:
        shown: dict[str, Any] = {"@odata.etag": f'W/"{message.change_key}"', "id": message.id}
        for name in names:
            shown[name] = _MESSAGE[name](self._mail, message)
        return shown


def _mailbox(address: str) -> dict[str, Any]:
    return {"emailAddress": {"name": address, "address": address}}
