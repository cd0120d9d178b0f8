"""What the endpoint says of itself (RFC 7644, section 4)."""

from __future__ import annotations

from http import HTTPStatus

import falcon
import msgspec

from .errors import ScimError, not_found
from .listing import listed
from .requests import MOST
from .schema import GROUP, SCHEMAS, USER, Resource, ResourceType, Schema

_CORE = "urn:ietf:params:scim:schemas:core:2.0"
_CONFIG = {
    "patch": {"supported": True},
    "bulk": {"supported": False, "maxOperations": 0, "maxPayloadSize": 0},
    "filter": {"supported": True, "maxResults": MOST},
    "changePassword": {"supported": False},
    "sort": {"supported": False},
    "etag": {"supported": False},
    "authenticationSchemes": [
        {
            "type": "oauthbearertoken",
            "name": "Bearer token",
            "description": "The token created under User Provisioning",
        }
    ],
}


class ServiceProviderConfig:
    """/ServiceProviderConfig, which is read without a token (RFC 7643, section 5)."""

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Answer what is supported."""
        _check_unfiltered(req)
        _show(resp, _located(req, "ServiceProviderConfig", "", _CONFIG))


class Described:
    """/Schemas or /ResourceTypes: resources that never change."""

    def __init__(self, kind: str, resources: tuple[Resource, ...]) -> None:
        self._kind = kind
        self._resources = resources

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List all of them."""
        _check_unfiltered(req)
        found = [_located(req, self._kind, each["id"], each) for each in self._resources]
        resp.data = listed(found, len(found), 1)

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, name: str) -> None:
        """Show one."""
        _check_unfiltered(req)
        for each in self._resources:
            if each["id"] == name:
                _show(resp, _located(req, self._kind, name, each))
                return
        raise not_found(f"{self._kind} {name!r} not found")


def schemas() -> Described:
    """Return /Schemas."""
    return Described("Schema", tuple(_schema(each) for each in SCHEMAS))


def resource_types() -> Described:
    """Return /ResourceTypes."""
    return Described("ResourceType", (_resource_type(USER), _resource_type(GROUP)))


def _schema(schema: Schema) -> Resource:
    described: Resource = msgspec.to_builtins(schema)
    return described


def _resource_type(kind: ResourceType) -> Resource:
    described: Resource = {
        "id": kind.name,
        "name": kind.name,
        "description": kind.name,
        "endpoint": kind.endpoint,
        "schema": kind.schema.id,
    }
    if kind.extensions:
        described["schemaExtensions"] = [
            {"schema": each.id, "required": False} for each in kind.extensions
        ]
    return described


def _located(req: falcon.Request, kind: str, name: str, said: Resource) -> Resource:
    path = f"/{kind}s/{name}" if name else f"/{kind}"
    meta = {"resourceType": kind, "location": req.prefix + path}
    return {"schemas": [f"{_CORE}:{kind}"], **said, "meta": meta}


def _show(resp: falcon.Response, described: Resource) -> None:
    resp.content_location = resp.location = described["meta"]["location"]
    resp.data = msgspec.json.encode(described)


def _check_unfiltered(req: falcon.Request) -> None:
    if req.has_param("filter"):
        raise ScimError(HTTPStatus.FORBIDDEN, "Discovery endpoints do not support filtering")
