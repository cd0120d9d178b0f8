"""The SCIM client: the requests that Okta sends, as documented."""

from __future__ import annotations

import json
from urllib.parse import quote

from fakes.okta.model import AppAttribute, Provisioning
from fakes.okta.resources import AttributePath, Resource, places
from fakes.okta.service.state import State
from fakes.wire import Request, Response, Wire

PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
PAGE = 100
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_HEADERS = (
    ("User-Agent", "Okta SCIM Client 1.0.0"),
    ("Accept", "application/scim+json"),
    ("Accept-Charset", "utf-8"),
    ("Accept-Encoding", "gzip,deflate"),
)
_CONTENT_TYPE = ("Content-Type", "application/scim+json; charset=utf-8")


class ScimClient:
    """Sends SCIM requests to the service provider of the To App page.

    Every method sends one request and returns its answer, whatever it says; NoAnswer and
    UnknownHost of the wire go up to the caller.
    """

    def __init__(self, state: State, wire: Wire) -> None:
        self._state = state
        self._wire = wire
        self._page: Provisioning | None = None
        self._prepare(state.provisioning)
        self._attributes: tuple[AppAttribute, ...] = ()
        self._places: tuple[AttributePath, ...] = ()

    @property
    def places(self) -> tuple[AttributePath, ...]:
        """The paths of the app profile's attributes in a SCIM resource."""
        attributes = tuple(self._state.attributes.values())
        if attributes != self._attributes:
            self._attributes, self._places = attributes, places(attributes)
        return self._places

    def test(self) -> Response:
        """Ask for the first two users, as *Test API Credentials* does."""
        return self._send("GET", "/Users?startIndex=1&count=2")

    def page(self, start: int) -> Response:
        """Ask for a page of all users, as an import does."""
        return self._send("GET", f"/Users?startIndex={start}&count={PAGE}")

    def find(self, user_name: str) -> Response:
        """Look a user up by userName."""
        escaped = user_name.replace("\\", "\\\\").replace('"', '\\"')
        clause = quote(f'userName eq "{escaped}"', safe="")
        return self._send("GET", f"/Users?filter={clause}&startIndex=1&count={PAGE}")

    def get(self, external_id: str) -> Response:
        """Read a user by id."""
        return self._send("GET", _user(external_id))

    def create(self, resource: Resource) -> Response:
        """Create a user."""
        return self._send("POST", "/Users", resource)

    def replace(self, external_id: str, resource: Resource) -> Response:
        """Replace a user."""
        return self._send("PUT", _user(external_id), resource)

    def patch(self, external_id: str, value: Resource) -> Response:
        """Change some attributes of a user, by one replacement without a path."""
        operations = [{"op": "replace", "value": value}]
        body = {"schemas": [PATCH_OP], "Operations": operations}
        return self._send("PATCH", _user(external_id), body)

    def _send(self, method: str, path: str, resource: Resource | None = None) -> Response:
        if self._page is not self._state.provisioning:
            self._prepare(self._state.provisioning)
        if resource is None:
            request = Request(method, self._base + path, self._headers)
        else:
            body = _ENCODER.encode(resource).encode()
            request = Request(method, self._base + path, self._headers_with_body, body)
        return self._wire.send("okta", request)

    def _prepare(self, provisioning: Provisioning) -> None:
        self._page = provisioning
        self._base = provisioning.base_url.rstrip("/")
        self._headers = (*_HEADERS, ("Authorization", f"Bearer {provisioning.token}"))
        self._headers_with_body = (*self._headers, _CONTENT_TYPE)


def _user(external_id: str) -> str:
    return f"/Users/{quote(external_id, safe='')}"
