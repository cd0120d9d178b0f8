"""inSync's access to Microsoft 365: one token for each audience, renewed when it must be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypedDict
from urllib.parse import urlencode

from fakes.insync.model import AccessToken, GraphApp
from fakes.wire import NoAnswer, Request, Response, Wire

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

    def send_without_token(self, method: str, url: str) -> Response:
        """Send a request to a URL that carries its own permission."""
        return self._deliver(Request(method, url))

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
        token = object_of(answer, "access_token", "expires_in")
        expires_on = asked_on + timedelta(seconds=int(token["expires_in"]))
        renewed = AccessToken(self._audience, str(token["access_token"]), expires_on)
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
    body = _json_object(answer)
    error = body.get("error", "")
    if isinstance(error, dict):
        code, text = error.get("code", ""), error.get("message", "")
    else:
        code, text = error, body.get("error_description", "")
    return ErrorDetails(
        code=str(code), text=str(text) or f"HTTP {answer.status} {answer.reason}".strip()
    )


def object_of(answer: Response, *needed: str) -> dict[str, Any]:
    """Return the JSON object of an answer; raises AccessRefused when it lacks what is needed."""
    body = _json_object(answer)
    for name in needed:
        if name not in body:
            text = f"HTTP {answer.status} without {name!r}"
            raise AccessRefused(status=answer.status, code="", text=text)
    return body


def _json_object(answer: Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
