"""What Okta sends to the service provider: SCIM 2.0 requests, exactly as documented."""

from __future__ import annotations

from fakes.wire import Request, Response, Wire

from .state import State


class ScimClient:
    """Speaks SCIM with the service provider of the To App page."""

    def __init__(self, state: State, wire: Wire) -> None:
        self._state = state
        self._wire = wire

    def test(self) -> Response:
        """Ask for the first two users, as *Test API Credentials* does."""
        return self._send("GET", "/Users?startIndex=1&count=2")

    def _send(self, method: str, path: str, body: bytes = b"") -> Response:
        url = self._state.provisioning.base_url.rstrip("/") + path
        return self._wire.send("okta", Request(method, url, (), body))
