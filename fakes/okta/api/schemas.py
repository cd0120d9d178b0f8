"""The Management API: the properties of people and of the app user profile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import falcon

from fakes.okta.messages import BAD_PROPERTY, NO_TEXT
from fakes.okta.model import AttributeScope, DataType
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.app.schema_requests import Changes, Property
from fakes.okta.service.errors import OktaError

from .encoding import encoded
from .other_apps import OtherAppsApi
from .paging import send_page
from .requests import body_of, not_modeled, object_of, part_of
from .routing import Routes, by_app, missing
from .schema_bodies import app_schema_body, user_schema_body, user_type_body

# Fields of an answer that a request may repeat without effect.
_ECHOED = (
    "id",
    "$schema",
    "name",
    "title",
    "created",
    "lastUpdated",
    "type",
    "properties",
    "_links",
)
_TEXTS = ("title", "description", "externalName", "externalNamespace")
# Fields of a property that are accepted only with their fixed value.
_USUAL: Mapping[str, tuple[object, ...]] = {
    "required": (None, False),
    "unique": (None, "NOT_UNIQUE"),
    "mutability": (None, "READ_WRITE"),
    "permissions": (
        None,
        [{"principal": "SELF", "action": "READ_ONLY"}],
        [{"principal": "SELF", "action": "READ_WRITE"}],
    ),
    "master": (None, {"type": "PROFILE_MASTER"}, {"type": "OKTA"}),
    "enum": (None,),
    "oneOf": (None,),
    "default": (None,),
}
_READ = frozenset({*_TEXTS, "type", "items", "scope", "minLength", "maxLength", *_USUAL})


class SchemasApi:
    """Responders for schemas."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api

    def routes(self) -> Routes:
        """Return the paths of schemas and their methods."""
        beyond, either = OtherAppsApi(self._api).beyond, partial(by_app, self._api)
        return {
            "/meta/schemas/apps/{app}/default": {
                "GET": either(self._app, beyond),
                "POST": either(self._change_app, beyond),
            },
            "/meta/schemas/user/{schema}": {"GET": self._users, "POST": self._change_users},
            "/meta/types/user": {"GET": self._types, "POST": missing},
            "/meta/types/user/{kind}": {
                "GET": self._type,
                **dict.fromkeys(("POST", "PUT", "DELETE"), missing),
            },
            "/meta/schemas/user/linkedObjects": {"GET": missing, "POST": missing},
        }

    def _app(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        body = app_schema_body(self._api.schemas.of_app(), app, req.prefix)
        resp.data = encoded(body)

    def _change_app(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """POST: add, change or, by null, remove custom properties."""
        self._api.schemas.change_app(_changes(req))
        self._app(req, resp, app)

    def _users(self, req: falcon.Request, resp: falcon.Response, schema: str) -> None:
        self._api.schemas.check_users(schema)
        properties = self._api.schemas.of_users()
        resp.data = encoded(user_schema_body(properties, self._api.user_type_id(), req.prefix))

    def _change_users(self, req: falcon.Request, resp: falcon.Response, schema: str) -> None:
        """POST: the same for people."""
        self._api.schemas.check_users(schema)
        self._api.schemas.change_users(_changes(req))
        self._users(req, resp, schema)

    def _types(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /meta/types/user: the one user type, which mappings have as their other side."""
        send_page(req, resp, [user_type_body(self._api.user_type_id(), req.prefix)])

    def _type(self, req: falcon.Request, resp: falcon.Response, kind: str) -> None:
        self._api.schemas.check_type(kind)
        resp.data = encoded(user_type_body(self._api.user_type_id(), req.prefix))


def _changes(req: falcon.Request) -> Changes:
    """Return the custom properties of a body; it may echo the base, which stays as it is."""
    body = body_of(req, ("definitions", *_ECHOED))
    custom = part_of(part_of(body, "definitions"), "custom")
    return {name: _property(name, each) for name, each in part_of(custom, "properties").items()}


def _property(name: str, said: object) -> Property | None:
    if said is None:
        return None
    given = object_of(said)
    for what, value in given.items():
        if what not in _READ or (what in _USUAL and value not in _USUAL[what]):
            raise not_modeled(f"The property {name!r} with {what!r}")
    texts = {what: _text(what, given.get(what)) for what in _TEXTS}
    return Property(
        title=texts["title"],
        description=texts["description"],
        external_name=texts["externalName"],
        external_namespace=texts["externalNamespace"],
        data_type=_data_type(name, given),
        scope=_scope(name, given.get("scope")),
        min_length=_length(name, given, "minLength"),
        max_length=_length(name, given, "maxLength"),
    )


def _text(what: str, value: object) -> str | None:
    if not isinstance(value, str | None):
        raise OktaError("E0000001", NO_TEXT.format(field=what), detail=what)
    return value


def _data_type(name: str, given: Mapping[str, Any]) -> DataType | None:
    said = given.get("type")
    if said is None:
        return None
    if said == "array":
        said = f"{part_of(given, 'items').get('type')} array"
    found = next((each for each in DataType if each.value == said), None)
    if found is None:
        raise _bad(name, "type", said)
    return found


def _scope(name: str, said: object) -> AttributeScope | None:
    if said is None:
        return None
    found = next((each for each in AttributeScope if each.value == said), None)
    if found is None:
        raise _bad(name, "scope", said)
    return found


def _length(name: str, given: Mapping[str, Any], what: str) -> int | None:
    """Return a length, null as no limit and nothing as nothing."""
    if what not in given:
        return None
    said = given[what]
    if said is None:
        return 0
    if not isinstance(said, int) or said < 0:
        raise _bad(name, what, said)
    return said


def _bad(name: str, what: str, value: object) -> OktaError:
    cause = BAD_PROPERTY.format(field=name, what=what, value=value)
    return OktaError("E0000001", cause, detail=name)
