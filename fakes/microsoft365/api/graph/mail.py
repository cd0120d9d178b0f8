"""Graph: the messages of a mailbox."""

from __future__ import annotations

import base64
import binascii
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Change, Folder, Hosts, Message, Problem
from fakes.microsoft365.service.api import TenantApi

from . import delta, messages_json, odata
from .errors import GraphError
from .messages_shape import MESSAGE, SINCE, Mailboxes, shown
from .odata_expression import Expression
from .odata_query import expect_efficient, filter_of, matching, ordered

_PAGE = 10
_DELTA = delta.Spelling("$skiptoken", "$deltatoken", Problem.STALE_MAIL, _PAGE)


class MessagesResource:
    """The messages of a mailbox or folder: list, add, show, remove, and what changed."""

    def __init__(self, api: TenantApi, hosts: Hosts) -> None:
        self._mail = api.mail
        self._box = Mailboxes(api.mail, hosts.exchange)
        self._exchange = api.exchange
        self._changes = api.changes

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """List the messages of a whole mailbox."""
        mailbox = self._mail.opened(key)
        self._list(req, resp, self._exchange.list_messages(mailbox.id))

    def on_get_count(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str = ""
    ) -> None:
        """Say how many messages a mailbox or folder has, or pass a filter."""
        wanted = filter_of(odata.options(req, "$filter"), MESSAGE)
        mailbox = self._mail.opened(key)
        found = (
            self._mail.messages(self._mail.folder(mailbox, folder))
            if folder
            else self._exchange.list_messages(mailbox.id)
        )
        odata.count_only(resp, self._matching(wanted, found))

    def on_post(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Add a message to the drafts."""
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
        """Add a message to a folder."""
        self._add(req, resp, self._mail.folder(self._mail.opened(key), folder))

    def on_get_one(
        self, req: falcon.Request, resp: falcon.Response, key: str, message: str, folder: str = ""
    ) -> None:
        """Show a message."""
        names = odata.selected(odata.entity_options(req), MESSAGE)
        odata.answer(resp, self._entity(req, self._found(key, message, folder), names))

    def on_delete_one(
        self, _req: falcon.Request, resp: falcon.Response, key: str, message: str, folder: str = ""
    ) -> None:
        """Remove a message."""
        self._mail.remove_message(self._found(key, message, folder))
        resp.status = HTTPStatus.NO_CONTENT

    def on_get_value(
        self, _req: falcon.Request, resp: falcon.Response, key: str, message: str, folder: str = ""
    ) -> None:
        """Give a message byte for byte."""
        resp.content_type = "text/plain"
        resp.data = self._mail.mime(self._found(key, message, folder))

    def on_get_delta(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """List the messages of a folder, then those that came, changed or went since."""
        query = odata.options(req, "$select", "$top", "$filter", "$skiptoken", "$deltatoken")
        if "changeType" in query:
            raise odata.property_not_modeled("changeType")
        names = odata.selected(query, MESSAGE)
        wanted = filter_of(query, SINCE)
        scope = self._mail.folder(self._mail.opened(key), folder).id
        page = delta.page(req, query, self._changes, scope, _DELTA)
        found = self._mail.changed_messages(page.changes)
        remaining = [
            pair for pair in found if pair[1] is None or self._matching(wanted, (pair[1],))
        ]
        values = [self._changed(change, message, names) for change, message in remaining]
        odata.answer(resp, delta.listed(req, "Collection(message)", values, page))

    def _found(self, key: str, message: str, folder: str) -> Message:
        mailbox = self._mail.opened(key)
        return self._mail.message(mailbox, message, folder)

    def _list(self, req: falcon.Request, resp: falcon.Response, found: tuple[Message, ...]) -> None:
        query = odata.options(req, "$select", "$top", "$skip", "$filter", "$orderby", "$count")
        names = odata.selected(query, MESSAGE)
        wanted = filter_of(query, MESSAGE)
        expect_efficient(query, MESSAGE, wanted)
        records = ordered(query, MESSAGE, self._matching(wanted, found[::-1]), self._box)
        page, following = odata.paged(req, query, records, _PAGE, most=odata.MOST_OF_MAIL)
        values = [shown(self._box, message, names) for message in page]
        listed = odata.listed(req, "messages", values, following)
        odata.answer(resp, {**listed, **odata.counted(query, records)})

    def _matching(self, wanted: Expression | None, found: tuple[Message, ...]) -> list[Message]:
        return matching(wanted, MESSAGE, found, self._box)

    def _add(self, req: falcon.Request, resp: falcon.Response, folder: Folder) -> None:
        kind = (req.content_type or "").partition(";")[0].strip().lower()
        if kind == "text/plain":
            added = self._from_mime(req, folder)
        elif kind in ("", "application/json"):
            draft, said = messages_json.read(odata.body_of(req))
            added = self._mail.write_message(folder, draft, **said)
        else:
            raise odata.not_modeled(req)
        resp.status = HTTPStatus.CREATED
        odata.answer(resp, self._entity(req, added, MESSAGE.usual))

    def _from_mime(self, req: falcon.Request, folder: Folder) -> Message:
        try:
            mime = base64.b64decode(req.bounded_stream.read(), validate=True)
        except binascii.Error:
            code = "ErrorMimeContentInvalidBase64String"
            raise GraphError(HTTPStatus.BAD_REQUEST, code, messages.INVALID_BASE64) from None
        return self._mail.add_message(folder, mime, is_read=True, is_draft=True)

    def _entity(self, req: falcon.Request, message: Message, names: odata.Names) -> dict[str, Any]:
        context = f"{odata.origin(req)}/v1.0/$metadata#messages/$entity"
        return {"@odata.context": context, **shown(self._box, message, names)}

    def _changed(
        self, change: Change, message: Message | None, names: odata.Names
    ) -> dict[str, Any]:
        if message is None or change.removed:
            return {"id": change.id, "@removed": {"reason": "deleted"}}
        return shown(self._box, message, names)
