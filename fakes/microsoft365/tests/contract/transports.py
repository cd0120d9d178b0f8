"""How the libraries reach the fake: in process, at the hosts they expect."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import pytest

from fakes.wire import Request, Response

REASON = "needs the libraries of the extra [contract]"


class Carrier(Protocol):
    """What carries a request to its host, as the wire does."""

    def send(self, sender: str, request: Request) -> Response:
        """Return the answer of the host."""


def over_httpx(carrier: Carrier) -> Any:
    """Return a transport of httpx that leads to a carrier."""
    httpx = pytest.importorskip("httpx", reason=REASON)

    async def handle(request: Any) -> Any:
        body = await request.aread()
        headers = tuple(request.headers.items())
        answer = carrier.send("client", Request(request.method, str(request.url), headers, body))
        return httpx.Response(answer.status, headers=list(answer.headers), content=answer.body)

    return httpx.MockTransport(handle)


def over_requests(carrier: Carrier) -> type[Any]:
    """Return an adapter class of requests that leads to a carrier."""
    adapters = pytest.importorskip("requests.adapters", reason=REASON)
    urllib3 = pytest.importorskip("urllib3", reason=REASON)

    def send(self: Any, request: Any, **_options: Any) -> Any:
        sent = Request(
            request.method, request.url, tuple(request.headers.items()), _bytes(request.body)
        )
        answer: Response = carrier.send("client", sent)
        raw = urllib3.HTTPResponse(
            body=io.BytesIO(answer.body),
            headers=dict(answer.headers),
            status=answer.status,
            reason=answer.reason,
            preload_content=False,
        )
        return self.build_response(request, raw)

    return type("WiredAdapter", (adapters.HTTPAdapter,), {"send": send})


def session_over(carrier: Carrier) -> Any:
    """Return a session of requests whose every request goes over a carrier."""
    requests = pytest.importorskip("requests", reason=REASON)
    session = requests.Session()
    session.mount("https://", over_requests(carrier)())
    return session


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    """Run asynchronous work to its end."""

    async def whole() -> Any:
        return await work()

    return asyncio.run(whole())


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    return body.encode("utf-8") if isinstance(body, str) else bytes(body.read())
