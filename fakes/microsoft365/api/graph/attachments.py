"""Graph: the files in a message."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365.model import Attachment, Message
from fakes.microsoft365.service.api import TenantApi

from . import messages_json, odata

_META = ("id", "name", "contentType", "size", "isInline", "contentId", "contentBytes")


class AttachmentsResource:
    """GET and POST /users/{key}/messages/{message}/attachments; GET one, or its bytes."""

    def __init__(self, api: TenantApi) -> None:
        self._mail = api.mail

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str, message: str) -> None:
        """List the files in a message."""
        query = odata.options(req, "$select", "$top", "$skip")
        names = odata.selected(query, dict.fromkeys(_META, str), _META)
        files = self._mail.attachments(self._found(key, message))
        page, following = odata.paged(req, query, files, odata.MOST)
        values = [_shown(each, names) for each in page]
        odata.answer(resp, odata.listed(req, "attachments", values, following))

    def on_post(self, req: falcon.Request, resp: falcon.Response, key: str, message: str) -> None:
        """Add a file to a message."""
        found = self._found(key, message)
        wanted = messages_json.read_attachment(odata.body_of(req))
        resp.status = HTTPStatus.CREATED
        odata.answer(resp, _entity(req, self._mail.attach(found, wanted)))

    def on_get_one(
        self, req: falcon.Request, resp: falcon.Response, key: str, message: str, attachment: str
    ) -> None:
        """Show a file in a message."""
        found = self._mail.attachment(self._found(key, message), attachment)
        odata.answer(resp, _entity(req, found))

    def on_get_value(
        self, _req: falcon.Request, resp: falcon.Response, key: str, message: str, attachment: str
    ) -> None:
        """Give the bytes of a file in a message."""
        found = self._mail.attachment(self._found(key, message), attachment)
        resp.content_type = found.content_type
        resp.data = found.content

    def _found(self, key: str, message: str) -> Message:
        return self._mail.message(self._mail.opened(key), message)


def _entity(req: falcon.Request, attachment: Attachment) -> dict[str, Any]:
    context = f"{odata.origin(req)}/v1.0/$metadata#attachments/$entity"
    return {"@odata.context": context, **_shown(attachment, _META)}


def _shown(attachment: Attachment, names: odata.Names) -> dict[str, Any]:
    values = {
        "id": attachment.id,
        "name": attachment.name,
        "contentType": attachment.content_type,
        "size": len(attachment.content),
        "isInline": attachment.is_inline,
        "contentId": attachment.content_id or None,
        "contentBytes": base64.b64encode(attachment.content).decode("ascii"),
    }
    kind = {"@odata.type": "#microsoft.graph.fileAttachment", "id": attachment.id}
    return {**kind, **{name: values[name] for name in names}}
