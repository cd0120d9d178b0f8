"""Requests and answers: sent again after a failure, bounded in size, never led elsewhere."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import httpx2
import msgspec

from .errors import Unavailable
from .patience import REPEATED, Patience

MOST_BYTES = 64 * 1024 * 1024
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is complete; ``following`` is the link to the next page, if it has one."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    following: str = ""

    def json(self, shape: Any) -> Any:
        """Return the body as JSON of a shape; raises msgspec.DecodeError."""
        return msgspec.json.decode(self.body, type=shape)


class Sender:
    """Sends requests over connections that are kept open, with patience."""

    def __init__(self, http: httpx2.Client, patience: Patience) -> None:
        self._http = http
        self.patience = patience

    def send(
        self, system: str, method: str, url: str, headers: Mapping[str, str], content: bytes = b""
    ) -> Answer:
        """Return the answer to a request; raises Unavailable where none of use comes."""
        request = self._http.build_request(method, url, headers=headers, content=content or None)
        for attempt in count(1):
            try:
                answer = self._once(system, request)
            except httpx2.RequestError as error:
                _check_certificate(system, error)
                seconds = self.patience.seconds(0, {}, attempt)
                why = f"the connection failed ({str(error) or type(error).__name__})"
            else:
                if answer.status not in REPEATED:
                    _refuse_redirect(system, answer)
                    return answer
                seconds = self.patience.seconds(answer.status, answer.headers, attempt)
                why = f"it answered {answer.status}"
            self.patience.wait(system, attempt, seconds, why)
        raise AssertionError("attempts end in Patience.wait")

    def _once(self, system: str, request: httpx2.Request) -> Answer:
        response = self._http.send(request, stream=True)
        try:
            body = _bounded(system, response)
        finally:
            response.close()
        link = response.links.get("next", {}).get("url", "")
        return Answer(response.status_code, response.headers, body, link)


@contextmanager
def connections(*urls: str) -> Iterator[httpx2.Client]:
    """Yield what makes connections; certificates are verified, redirects are not followed."""
    # A proxy of the environment is for what is elsewhere.
    elsewhere = not all(is_loopback(url) for url in urls)
    headers = {"Accept": "application/json", "User-Agent": f"crosswalk/{_version()}"}
    with httpx2.Client(
        timeout=_TIMEOUT, trust_env=elsewhere, follow_redirects=False, headers=headers
    ) as http:
        yield http


def is_loopback(url: str) -> bool:
    """Tell whether an address is one of this machine."""
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")


def _version() -> str:
    try:
        return metadata.version("crosswalk")
    except metadata.PackageNotFoundError:
        return "unknown"


def _bounded(system: str, response: httpx2.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unavailable(
                f"{system} sent an answer of more than {MOST_BYTES // 1024**2} MiB: expected a page"
            )
    return bytes(body)


def _refuse_redirect(system: str, answer: Answer) -> None:
    if 300 <= answer.status < 400:
        raise Unavailable(
            f"{system} answered {answer.status}, which leads to another address. That is not "
            "followed: check the address that was given"
        )


def _check_certificate(system: str, error: BaseException) -> None:
    """Raise Unavailable at once where a certificate is the reason: waiting does not cure it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise Unavailable(
                f"the certificate of {system} cannot be verified: {cause.verify_message}"
            ) from None
        cause = cause.__cause__ or cause.__context__
