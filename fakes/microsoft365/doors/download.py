"""The SharePoint host: downloads that need no token beyond their own address."""

from __future__ import annotations

from http import HTTPStatus
from mimetypes import MimeTypes
from typing import Any

import falcon

from fakes.microsoft365.service.api import TenantApi

# Only what Python knows: the lists of the machine would make answers differ between machines.
_TYPES = MimeTypes()


class Download:
    """GET /personal/{owner}/_layouts/15/download.aspx?tempauth=..."""

    def __init__(self, api: TenantApi) -> None:
        self._drives = api.drives

    def on_get(self, req: falcon.Request, resp: falcon.Response, owner: str) -> None:
        """Give the content of a file, or the range of it that was asked for."""
        found = self._drives.downloaded(req.get_param("tempauth") or "")
        if found is None:
            raise falcon.HTTPUnauthorized(description=f"This link of {owner} has expired.")
        item, content = found
        resp.content_type = type_of(item.name)
        resp.set_header("Accept-Ranges", "bytes")
        resp.data = _ranged(req, resp, content)


def type_of(name: str) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _ranged(req: falcon.Request, resp: falcon.Response, content: bytes) -> bytes:
    wanted = req.range
    if wanted is None or req.range_unit != "bytes":
        return content
    start, end, size = wanted[0], wanted[1], len(content)
    first = max(size + start, 0) if start < 0 else start
    last = size - 1 if end < 0 else min(end, size - 1)
    if first > last:
        raise falcon.HTTPRangeNotSatisfiable(size)
    resp.status = HTTPStatus.PARTIAL_CONTENT
    resp.content_range = (first, last, size)
    return content[first : last + 1]


def download_door(api: TenantApi) -> falcon.App[Any, Any]:
    """Return the door of the host that serves files."""
    app = falcon.App()
    app.add_route("/personal/{owner}/_layouts/15/download.aspx", Download(api))
    return app
