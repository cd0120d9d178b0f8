"""inSync's access to Microsoft 365: one token for each audience, renewed when it must be."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, TypedDict
from urllib.parse import urlencode

import msgspec

from fakes.insync.model import AccessToken, GraphApp
from fakes.wire import NoAnswer, OddAnswer, Request, Response, UnknownHost, Wire
from fakes.wire.reading import Shape, printable, read_json

Headers = tuple[tuple[str, str], ...]


class AccessRefused(Exception):
    """Microsoft 365 refused a request, or did not answer.

    ``status`` is 0 when there was no answer at all; ``text`` is what Microsoft 365 said.
    """

    def __init__(self, *, status: int, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}" if code else text)
        self.status = status
        self.code = code
        self.text = text


class NoAccess(AccessRefused):
    """inSync's own access is refused, so that nothing further can be asked."""


class GrantedToken(msgspec.Struct):
    """The answer of a token endpoint (RFC 6749, section 5.1)."""

    access_token: Annotated[str, msgspec.Meta(pattern=r"\A[ -~]+\Z")]
    expires_in: Annotated[int, msgspec.Meta(ge=0, le=10**9)]


class Connection:
    """Requests to one audience, each with a valid access token, cached in ``tokens``."""

    def __init__(
        self,
        wire: Wire,
        app: GraphApp,
        tokens: dict[str, AccessToken],
        *,
        login: str,
        audience: str,
    ) -> None:
        self._wire = wire
        self._app = app
        self._url = f"{login}/{app.tenant_id}/oauth2/v2.0/token"
        self._audience = audience
        self._tokens = tokens

    def send(self, method: str, url: str, *, headers: Headers = (), body: bytes = b"") -> Response:
        """Send a request; one that is answered with 401 is sent once more with a new token.

        Raises NoAccess when that does not help either, AccessRefused when nobody answers.
        """
        response = self._send_with_token(method, url, headers, body)
        if response.status == 401:
            del self._tokens[self._audience]
            response = self._send_with_token(method, url, headers, body)
        if response.status == 401:
            raise NoAccess(status=401, **error_of(response))
        return response

    def follow(self, link: str, *, with_token: bool) -> Response:
        """Read what an answer links to; without a token where the URL carries its own permission.

        Raises AccessRefused for a link that leads nowhere.
        """
        try:
            return self.send("GET", link) if with_token else self._deliver(Request("GET", link))
        except (UnknownHost, ValueError):
            text = f"a link leads nowhere: {printable(link)}"
            raise AccessRefused(status=0, code="", text=text) from None

    def _send_with_token(self, method: str, url: str, headers: Headers, body: bytes) -> Response:
        token = self._tokens.get(self._audience)
        if token is None or self._wire.clock.now() >= token.expires_on:
            token = self._renewed()
        authorization = ("Authorization", f"Bearer {token.value}")
        return self._deliver(Request(method, url, (authorization, *headers), body))

    def _deliver(self, request: Request) -> Response:
        try:
            return self._wire.send("insync", request)
        except NoAnswer as silence:
            raise AccessRefused(status=0, code="", text=str(silence)) from silence

    def _renewed(self) -> AccessToken:
        form = {
            "client_id": self._app.client_id,
            "client_secret": self._app.client_secret,
            "scope": f"{self._audience}/.default",
            "grant_type": "client_credentials",
        }
        headers = (("Content-Type", "application/x-www-form-urlencoded"),)
        asked_on = self._wire.clock.now()
        answer = self._deliver(Request("POST", self._url, headers, urlencode(form).encode()))
        if not answer.ok:
            raise NoAccess(status=answer.status, **error_of(answer))
        token = read_as_asked(answer, GrantedToken)
        expires_on = asked_on + timedelta(seconds=token.expires_in)
        renewed = AccessToken(self._audience, token.access_token, expires_on)
        self._tokens[self._audience] = renewed
        return renewed


class ErrorDetails(TypedDict):
    """The error code and text of an answer."""

    code: str
    text: str


def error_of(answer: Response) -> ErrorDetails:
    """Read the error of Graph, or of the token endpoint, out of an answer.

    An answer without one is described by its status line.
    """
    body = _members(_json(answer))
    inner = _members(body.get("error"))
    code = inner.get("code") or body.get("error")
    text = inner.get("message") or body.get("error_description")
    status_line = f"HTTP {answer.status} {answer.reason}".strip()
    return ErrorDetails(code=_said(code), text=_said(text) or printable(status_line))


def read_as_asked(answer: Response, shape: type[Shape]) -> Shape:
    """Return the JSON of an answer as a value of a type; raises AccessRefused saying what came."""
    try:
        return answer.read(shape)
    except OddAnswer as odd:
        text = f"HTTP {answer.status} with an answer that cannot be used: {odd}"
        raise AccessRefused(status=answer.status, code="", text=text) from None


def _json(answer: Response) -> object:
    try:
        return read_json(answer.body)
    except OddAnswer:
        return None


def _members(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _said(value: object) -> str:
    return printable(value) if isinstance(value, str) else ""
