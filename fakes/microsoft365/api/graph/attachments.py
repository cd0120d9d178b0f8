"""Graph: the files in a message."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365.model import Attachment, Message
from fakes.microsoft365.service.api import TenantApi

from . import messages_json, odata
from .dialects import FOLDERS
from .properties import Properties, Property

ATTACHMENT = Properties(
    "attachment",
    FOLDERS,
    {
        "id": Property(lambda file: file.id),
        "name": Property(lambda file: file.name),
        "contentType": Property(lambda file: file.content_type),
        "size": Property(lambda file: len(file.content), int),
        "isInline": Property(lambda file: file.is_inline, bool),
        "contentId": Property(lambda file: file.content_id or None),
        "contentBytes": Property(lambda file: base64.b64encode(file.content).decode("ascii")),
    },
    left_out="contentLocation lastModifiedDateTime",
)


class AttachmentsResource:
    """GET and POST /users/{key}/messages/{message}/attachments; GET one, or its bytes."""

    def __init__(self, api: TenantApi) -> None:
        self._mail = api.mail

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str, message: str) -> None:
        """List the files in a message."""
        query = odata.options(req, "$select", "$top", "$skip")
        names = odata.selected(query, ATTACHMENT)
        files = self._mail.attachments(self._found(key, message))
        page, following = odata.paged(req, query, files, odata.MOST)
        values = [_shown(each, names) for each in page]
        odata.answer(resp, odata.listed(req, "attachments", values, following))

    def on_post(self, req: falcon.Request, resp: falcon.Response, key: str, message: str) -> None:
        """Add a file to a message."""
        found = self._found(key, message)
        wanted = messages_json.read_attachment(odata.body_of(req))
        resp.status = HTTPStatus.CREATED
        attached = self._mail.attach(found, wanted)
        odata.answer(resp, _entity(req, attached, ATTACHMENT.usual))

    def on_get_one(
        self, req: falcon.Request, resp: falcon.Response, key: str, message: str, attachment: str
    ) -> None:
        """Show a file in a message."""
        names = odata.selected(odata.entity_options(req), ATTACHMENT)
        found = self._mail.attachment(self._found(key, message), attachment)
        odata.answer(resp, _entity(req, found, names))

    def on_get_value(
        self, _req: falcon.Request, resp: falcon.Response, key: str, message: str, attachment: str
    ) -> None:
        """Give the bytes of a file in a message."""
        found = self._mail.attachment(self._found(key, message), attachment)
        resp.content_type = found.content_type
        resp.data = found.content

    def _found(self, key: str, message: str) -> Message:
        return self._mail.message(self._mail.opened(key), message)


def _entity(req: falcon.Request, attachment: Attachment, names: odata.Names) -> dict[str, Any]:
    context = f"{odata.origin(req)}/v1.0/$metadata#attachments/$entity"
    return {"@odata.context": context, **_shown(attachment, names)}


def _shown(attachment: Attachment, names: odata.Names) -> dict[str, Any]:
    read = {name: row.get for name, row in ATTACHMENT.rows.items() if row.get}
    kind = {"@odata.type": "#microsoft.graph.fileAttachment", "id": attachment.id}
    return {**kind, **{name: read[name](attachment) for name in names}}
