"""Checks of every request: request id, rate limit, API token, Content-Length."""

from __future__ import annotations

from email.utils import format_datetime

import falcon

from fakes.okta.service.api import ManagementApi
from fakes.okta.service.errors import OktaError

_WITH_BODY = frozenset({"POST", "PUT"})


class RequestMiddleware:
    """Gives every request an id, counts it against the rate limit and checks its token."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Check ``SSWS <token>``, from which some clients leave the space out."""
        resp.set_header("X-Okta-Request-Id", self._api.request_id())
        self._count(resp)
        authorization = req.auth or ""
        token = authorization.removeprefix("SSWS").strip()
        if token == authorization or not self._api.tokens.recognizes(token):
            raise OktaError("E0000011")
        self._api.tokens.act_as(token)
        if req.method in _WITH_BODY and not _has_length(req):
            raise falcon.HTTPLengthRequired

    def process_response(self, *_request: object) -> None:
        """Forget whose token it was."""
        self._api.tokens.act_as("")

    def _count(self, resp: falcon.Response) -> None:
        """Set the rate limit headers; clients that wait compare X-Rate-Limit-Reset with Date."""
        left = self._api.limits.take()
        resp.set_header("X-Rate-Limit-Limit", str(left.limit))
        resp.set_header("X-Rate-Limit-Remaining", str(left.remaining))
        resp.set_header("X-Rate-Limit-Reset", str(left.reset))
        if left.refused_at:
            resp.set_header("Date", format_datetime(left.refused_at, usegmt=True))
            raise OktaError("E0000047")


def _has_length(req: falcon.Request) -> bool:
    return bool(req.env.get("CONTENT_LENGTH")) or "HTTP_TRANSFER_ENCODING" in req.env
