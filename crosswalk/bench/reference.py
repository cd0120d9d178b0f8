"""What our APIs are compared with: bare Falcon, doing the least it can.

Importing this imports it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import falcon

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def json_app(body: bytes) -> WSGIApplication:
    """Return an app of one resource, which writes the same JSON at every request."""
    app: falcon.App[Any, Any] = falcon.App()
    app.add_route("/", _Said(json.loads(body)))
    return app


class _Said:
    def __init__(self, body: object) -> None:
        self._body = body

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer what there is to say."""
        resp.media = self._body
