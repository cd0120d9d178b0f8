"""An API behind its credentials: each request authorized, each refusal in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

import msgspec

from .errors import Refused, SignInRefused, Unavailable
from .sender import Answer, Sender

Record = dict[str, Any]
_EXPIRED = "InsyncCappmaster-1009"
_LONGEST_TEXT = 300


class Authorization(Protocol):
    """What puts credentials on a request."""

    def header(self) -> str:
        """Return the value of the header ``Authorization``."""
        ...

    def renew(self) -> bool:
        """Get new credentials for those that have expired; tell whether that was possible."""
        ...

    def secrets(self) -> tuple[str, ...]:
        """Return what no message may show."""
        ...


class ApiToken:
    """A token of Okta that lasts: an API token, or an access token of OAuth."""

    def __init__(self, token: str) -> None:
        # An access token is a JWT, three parts joined by dots; an API token has no dot.
        self._token = token
        self._header = f"{'Bearer' if token.count('.') == 2 else 'SSWS'} {token}"

    def header(self) -> str:
        """Return the scheme and the token."""
        return self._header

    def renew(self) -> bool:
        """Tell that a token that was given cannot be renewed."""
        return False

    def secrets(self) -> tuple[str, ...]:
        """Return the token."""
        return (self._token,)


class ClientCredentials:
    """Credentials of an app, for which a token endpoint gives access tokens.

    ``form`` is what the endpoint is asked with, ``basic`` the credentials where they go into a
    header; ``secret`` is the part of either that no message may show.
    """

    def __init__(
        self,
        sender: Sender,
        system: str,
        url: str,
        *,
        form: Mapping[str, str],
        secret: str,
        basic: str = "",
    ) -> None:
        self._sender = sender
        self._system = system
        self._url = url
        self._form = {"grant_type": "client_credentials", **form}
        self._headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if basic:
            self._headers["Authorization"] = f"Basic {basic}"
        self._secrets = tuple(filter(None, (secret, basic)))
        self._token = ""

    def header(self) -> str:
        """Return the scheme and a token, which is asked for once."""
        if not self._token:
            self.renew()
        return f"Bearer {self._token}"

    def renew(self) -> bool:
        """Ask for a token; raises SignInRefused."""
        content = urlencode(self._form).encode()
        answer = self._sender.send(self._system, "POST", self._url, self._headers, content)
        if answer.status >= 400:
            raise SignInRefused(answer.status, *words(answer, *self.secrets()))
        try:
            token = answer.json(Record)["access_token"]
        except (msgspec.DecodeError, KeyError):
            token = None
        if not isinstance(token, str) or not token.isascii() or not token.isprintable():
            raise Unavailable(f"the token endpoint of {self._system} answered without a token")
        self._token = token
        return True

    def secrets(self) -> tuple[str, ...]:
        """Return the secret, in each form in which it is sent, and the token."""
        return (*self._secrets, self._token) if self._token else self._secrets


class Api:
    """The API of a system; a target is what follows scheme and host in an address."""

    def __init__(self, system: str, url: str, authorization: Authorization, sender: Sender) -> None:
        parts = urlsplit(url)
        self.system = system
        self.root = parts.path
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._authorization = authorization
        self._sender = sender

    @property
    def sender(self) -> Sender:
        """What sends the requests, which knows how long to wait."""
        return self._sender

    def get(self, target: str) -> Answer:
        """Return what is at a target; raises Refused and Unavailable."""
        return self._ask("GET", target, b"")

    def post(self, target: str, content: object) -> Answer:
        """Send JSON to a target, and return what is answered; raises as ``get`` does."""
        return self._ask("POST", target, msgspec.json.encode(content))

    def target(self, link: str) -> str:
        """Return the target of a link; raises Unavailable where it leads to another host."""
        parts = urlsplit(link)
        if f"{parts.scheme}://{parts.netloc}".lower() != self._origin.lower():
            raise Unavailable(
                f"{self.system} names a next page on another host, {parts.hostname}. "
                "That is not followed: check the address that was given"
            )
        return parts._replace(scheme="", netloc="", fragment="").geturl()

    def _ask(self, method: str, target: str, content: bytes) -> Answer:
        answer = self._send(method, target, content)
        if is_expired(answer) and self._authorization.renew():
            answer = self._send(method, target, content)
        if answer.status >= 400:
            raise Refused(answer.status, *words(answer, *self._authorization.secrets()))
        return answer

    def _send(self, method: str, target: str, content: bytes) -> Answer:
        headers = {"Authorization": self._authorization.header()}
        if content:
            headers["Content-Type"] = "application/json"
        return self._sender.send(self.system, method, self._origin + target, headers, content)


def is_expired(answer: Answer) -> bool:
    """Tell whether a token may have expired: Druva says so with 401, and with 403 and a code."""
    return answer.status == 401 or (answer.status == 403 and words(answer)[0] == _EXPIRED)


def words(answer: Answer, *hidden: str) -> tuple[str, str]:
    """Return code and words of an error, empty where it has none of a known form."""
    try:
        body = answer.json(Record)
    except msgspec.DecodeError:
        return "", ""
    inner = body.get("error")
    if isinstance(inner, dict):
        return _plain(inner.get("code"), hidden), _plain(inner.get("message"), hidden)
    code = body.get("errorCode") or body.get("code") or inner
    text = body.get("errorSummary") or body.get("message") or body.get("error_description")
    return _plain(code, hidden), _plain(text, hidden)


def _plain(value: object, hidden: tuple[str, ...]) -> str:
    """Return the first line of a text, without secrets and what a terminal would obey."""
    line = value.strip().partition("\n")[0] if isinstance(value, str) else ""
    for secret in hidden:
        line = line.replace(secret, "***")
    return "".join(each for each in line if each.isprintable())[:_LONGEST_TEXT]
