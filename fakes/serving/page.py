"""The page at / of the control port."""

from __future__ import annotations

import falcon

from .served import Served


class Page:
    """GET /: the three systems side by side."""

    def __init__(self, served: Served) -> None:
        self._served = served

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Show the page."""
        resp.content_type = falcon.MEDIA_HTML
        resp.text = "<!doctype html><title>Crosswalk</title>"
