"""The SharePoint host: downloads and uploads that need no token beyond their own address."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.api.graph import odata
from fakes.microsoft365.api.graph.drive import session_shown
from fakes.microsoft365.api.graph.drive_shape import OpenedDrive, entity, site_of, type_of
from fakes.microsoft365.api.graph.envelope import Envelope
from fakes.microsoft365.api.graph.errors import GraphError
from fakes.microsoft365.model import Hosts, UploadSession
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.refusal import RequestRefused

_RANGE = re.compile(r"bytes (?P<first>[0-9]{1,15})-(?P<last>[0-9]{1,15})/(?P<total>[0-9]{1,15})")
_LARGEST = 60 * 1024 * 1024


class Download:
    """GET /personal/{owner}/_layouts/15/download.aspx?tempauth=..."""

    def __init__(self, api: TenantApi) -> None:
        self._drives = api.drives

    def on_get(self, req: falcon.Request, resp: falcon.Response, owner: str) -> None:
        """Give the content of a file, or the range of it that was asked for."""
        found = self._drives.downloaded(req.get_param("tempauth") or "")
        if found is None:
            text = messages.LINK_EXPIRED.format(owner)
            raise GraphError(HTTPStatus.UNAUTHORIZED, "unauthenticated", text)
        item, content = found
        resp.content_type = type_of(item.name)
        resp.set_header("Accept-Ranges", "bytes")
        resp.data = _ranged(req, resp, content)


class Upload:
    """PUT, GET and DELETE /personal/{owner}/_api/v2.0/drive/uploadSessions/{session}."""

    def __init__(self, api: TenantApi, hosts: Hosts) -> None:
        self._uploads = api.uploads
        self._drives = api.drives
        self._hosts = hosts

    def on_put(self, req: falcon.Request, resp: falcon.Response, owner: str, session: str) -> None:
        """Take the next fragment of a file; the last one makes it a file."""
        del owner
        found = self._uploads.session(session)
        content = req.bounded_stream.read()
        first, total = _fragment(req, len(content))
        taken = self._uploads.append(found, content, first=first, total=total)
        if taken.received < taken.total:
            resp.status = HTTPStatus.ACCEPTED
            odata.answer(resp, session_shown(taken))
        else:
            self._finish(req, resp, taken)

    def on_get(self, _req: falcon.Request, resp: falcon.Response, owner: str, session: str) -> None:
        """Say which fragment is expected next."""
        del owner
        odata.answer(resp, session_shown(self._uploads.session(session)))

    def on_delete(
        self, _req: falcon.Request, resp: falcon.Response, owner: str, session: str
    ) -> None:
        """Cancel the upload."""
        del owner
        self._uploads.cancel(self._uploads.session(session))
        resp.status = HTTPStatus.NO_CONTENT

    def _finish(self, req: falcon.Request, resp: falcon.Response, session: UploadSession) -> None:
        item, is_new = self._uploads.finish(session)
        user, drive = self._drives.drive(session.drive_id, writing=True)
        opened = OpenedDrive(self._drives, user, drive, site_of(req, user, self._hosts))
        resp.status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
        odata.answer(resp, entity(req, opened, item))


def _fragment(req: falcon.Request, size: int) -> tuple[int, int]:
    match = _RANGE.fullmatch(req.get_header("Content-Range") or "")
    if match is None or int(match["last"]) - int(match["first"]) + 1 != size:
        raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", messages.FRAGMENT_RANGE)
    if int(match["last"]) >= int(match["total"]):
        raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", messages.FRAGMENT_BEYOND)
    if size > _LARGEST:
        code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        raise GraphError(code, "invalidRequest", messages.FRAGMENT_TOO_LARGE)
    return int(match["first"]), int(match["total"])


def _ranged(req: falcon.Request, resp: falcon.Response, content: bytes) -> bytes:
    wanted = _wanted(req)
    if wanted is None:
        return content
    start, end, size = wanted[0], wanted[1], len(content)
    first = max(size + start, 0) if start < 0 else start
    last = size - 1 if end < 0 else min(end, size - 1)
    if first > last:
        resp.set_header("Content-Range", f"bytes */{size}")
        code = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        raise GraphError(code, "invalidRange", messages.RANGE_UNAVAILABLE)
    resp.status = HTTPStatus.PARTIAL_CONTENT
    resp.content_range = (first, last, size)
    return content[first : last + 1]


def _wanted(req: falcon.Request) -> tuple[int, int] | None:
    """Return the range that is asked for; one that cannot be read, or several, count as none."""
    try:
        return req.range if req.range_unit == "bytes" else None
    except falcon.HTTPInvalidHeader:
        return None


def files_api(api: TenantApi, hosts: Hosts) -> falcon.App[Any, Any]:
    """Return the WSGI application of the host that serves files."""
    app = falcon.App()
    envelope = Envelope(api)
    app.add_error_handler(RequestRefused, envelope.refused)
    app.add_error_handler(GraphError, envelope.failed)
    app.add_route("/personal/{owner}/_layouts/15/download.aspx", Download(api))
    app.add_error_handler(falcon.HTTPMethodNotAllowed, envelope.unknown)
    app.add_error_handler(falcon.HTTPBadRequest, envelope.unknown)
    app.add_route("/personal/{owner}/_api/v2.0/drive/uploadSessions/{session}", Upload(api, hosts))
    app.add_sink(_not_modeled, "/")
    return app


def _not_modeled(req: falcon.Request, resp: falcon.Response, **_params: str) -> None:
    del resp
    raise odata.not_modeled(req)
