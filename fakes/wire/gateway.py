"""An API that stands for a system elsewhere: what comes in is sent on over HTTP."""

from __future__ import annotations

import http.client
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, quote, urlsplit

from .faults import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PATIENCE = 60.0
SENDER = "X-Crosswalk-Sender"
"""The header by which a gateway says for whom it sends."""
_IN_PATHS = "/:@!$&'()*+,;=~-._"
_IN_QUERIES = _IN_PATHS + "?%"
# Most of what is asked for is written as it is, and quoted by nobody.
_PLAIN = re.compile(rf"[A-Za-z0-9{re.escape(_IN_PATHS)}]*")
_NOT_PASSED_ON = {"Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding"}
_NOT_PASSED_BACK = {"connection", "keep-alive", "transfer-encoding", "date", "server"}


class Gateway:
    """The API of a host name whose system is served at a base URL by somebody else.

    The system is told by ``X-Forwarded-Host`` by which name it was reached, so that the links in
    its answers lead through this gateway again, and by ``X-Crosswalk-Sender`` for which ``sender``
    it stands here, if for one. Calling it raises NoAnswer when the connection is refused, breaks,
    or stays silent for ``patience`` seconds.
    """

    def __init__(self, base_url: str, patience: float = PATIENCE, sender: str = "") -> None:
        self._parts = _parts(base_url)
        self._patience = patience
        self._own = {SENDER: sender} if sender else {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Send a request on and return what comes back."""
        connection = self._connection()
        try:
            connection.request(
                environ["REQUEST_METHOD"],
                self._parts.path.rstrip("/") + target(environ),
                body=environ["wsgi.input"].read(),
                headers={**_headers(environ), **self._own},
            )
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(f"{environ['HTTP_HOST']} gave no answer: {_said(error)}") from error
        finally:
            connection.close()
        kept = [pair for pair in answer.getheaders() if pair[0].lower() not in _NOT_PASSED_BACK]
        start_response(f"{answer.status} {answer.reason}", kept)
        return [body]

    def _connection(self) -> http.client.HTTPConnection:
        secure = self._parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        assert self._parts.hostname is not None
        return kind(self._parts.hostname, self._parts.port, timeout=self._patience)


def _parts(base_url: str) -> SplitResult:
    try:
        parts = urlsplit(base_url)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise ValueError(f"{base_url!r} is not a base URL: expected http://host:port")
    return parts


def target(environ: Mapping[str, Any]) -> str:
    """Return path and query of a WSGI request as they are written in a URL."""
    path = f"{environ.get('SCRIPT_NAME', '')}{environ['PATH_INFO']}"
    return _target(path, environ.get("QUERY_STRING", ""))


@lru_cache
def _target(path: str, query: str) -> str:
    """Write path and query; each is asked for by the log too, and often by the next request."""
    path = _written(path, _IN_PATHS)
    # `OPTIONS *` asks for a host as a whole.
    path = path if path.startswith("/") else f"/{path}"
    return f"{path}?{_written(query, _IN_QUERIES)}" if query else path


def _written(text: str, safe: str) -> str:
    return text if _PLAIN.fullmatch(text) else quote(text.encode("latin-1"), safe=safe)


def headers_of(environ: Mapping[str, Any], *, but: Set[str]) -> dict[str, str]:
    """Return the headers of a WSGI request, but for some: each Written-So."""
    return {
        name: value
        for key, value in environ.items()
        if (name := _header(key)) and name not in but and (value or key.startswith("HTTP_"))
    }


@lru_cache
def _header(key: str) -> str:
    """Return which header stands under a name in the environment, "" where none does."""
    if not key.startswith("HTTP_") and key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        return ""
    return key.removeprefix("HTTP_").replace("_", "-").title()


def _headers(environ: Mapping[str, Any]) -> dict[str, str]:
    passed = headers_of(environ, but=_NOT_PASSED_ON)
    forwarded = {
        "X-Forwarded-Host": environ["HTTP_HOST"],
        "X-Forwarded-Proto": environ["wsgi.url_scheme"],
    }
    return {**passed, **forwarded}


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
