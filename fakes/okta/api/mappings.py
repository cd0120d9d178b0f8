"""The Management API: the two profile mappings of the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import falcon

from fakes.okta.messages import BAD_PUSH_STATUS, NO_EXPRESSION
from fakes.okta.model import APP_NAME, AttributeMapping, Direction
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.app.mapping_requests import Rows
from fakes.okta.service.errors import OktaError

from .app_bodies import PUSH_STATUS
from .encoding import encoded
from .paging import after_of, limit_of, send_page
from .requests import READ_ONLY, body_of, object_of, part_of, refuse_beyond
from .routing import Routes, reads

_USUAL, _MOST = 20, 200
_APPLY = {word: apply for apply, word in PUSH_STATUS.items()}


class MappingsApi:
    """Responders for mappings."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api

    def routes(self) -> Routes:
        """Return the paths of mappings and their methods."""
        return {
            "/mappings": {"GET": reads(self._list, "limit", "after", "sourceId", "targetId")},
            "/mappings/{mapping}": {"GET": self._read, "POST": self._change},
        }

    def _list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /mappings?sourceId=&targetId=: the mappings without their rows."""
        limit = limit_of(req, _USUAL, _MOST)
        bodies = [self._head(req, *each) for each in self._api.mappings.ids()]
        found = [body for body in bodies if _is_asked(req, body)]
        ids = [body["id"] for body in found]
        after = after_of(req)
        start = ids.index(after) + 1 if after in ids else 0
        page = found[start : start + limit]
        more = len(found) > start + limit
        send_page(req, resp, page, after=page[-1]["id"] if more else "", limit=limit)

    def _read(self, req: falcon.Request, resp: falcon.Response, mapping: str) -> None:
        direction = self._api.mappings.direction(mapping)
        rows = self._api.mappings.rows(direction)
        properties = {
            row.target: {"expression": row.expression, "pushStatus": PUSH_STATUS[row.apply]}
            for row in rows
        }
        body = {**self._head(req, mapping, direction), "properties": properties}
        resp.data = encoded(body)

    def _change(self, req: falcon.Request, resp: falcon.Response, mapping: str) -> None:
        """POST /mappings/{id}: add, change or, by null, remove rows; nothing is pushed."""
        direction = self._api.mappings.direction(mapping)
        body = body_of(req, ("properties", "source", "target", *READ_ONLY))
        self._api.mappings.change(direction, _rows(part_of(body, "properties")))
        self._read(req, resp, mapping)

    def _head(self, req: falcon.Request, mapping_id: str, direction: Direction) -> dict[str, Any]:
        user, app = self._user(req), self._app(req)
        source, target = (user, app) if direction is Direction.TO_APP else (app, user)
        here = f"{req.prefix}/api/v1/mappings/{mapping_id}"
        return {
            "id": mapping_id,
            "source": source,
            "target": target,
            "_links": {"self": {"href": here}},
        }

    def _user(self, req: falcon.Request) -> dict[str, Any]:
        type_id, base = self._api.user_type_id(), f"{req.prefix}/api/v1/meta"
        links = {
            "self": {"href": f"{base}/types/user/{type_id}"},
            "schema": {"href": f"{base}/schemas/user/default"},
        }
        return {"id": type_id, "name": "user", "type": "user", "_links": links}

    def _app(self, req: falcon.Request) -> dict[str, Any]:
        app_id, base = self._api.app_id(), f"{req.prefix}/api/v1"
        links = {
            "self": {"href": f"{base}/apps/{app_id}"},
            "schema": {"href": f"{base}/meta/schemas/apps/{app_id}/default"},
        }
        return {"id": app_id, "name": APP_NAME, "type": "appuser", "_links": links}


def _is_asked(req: falcon.Request, body: Mapping[str, Any]) -> bool:
    asked = ((req.get_param(f"{side}Id"), body[side]["id"]) for side in ("source", "target"))
    return all(wanted in (None, "", found) for wanted, found in asked)


def _rows(properties: Mapping[str, Any]) -> Rows:
    return {target: _row(target, said) for target, said in properties.items()}


def _row(target: str, said: object) -> AttributeMapping | None:
    """Return a row, or None where null removes it, as a whole or in both of its parts."""
    if said is None:
        return None
    given = object_of(said)
    refuse_beyond(("expression", "pushStatus"), given, "The field {!r} of a mapping")
    expression, status = given.get("expression"), given.get("pushStatus")
    if expression is None and status is None:
        return None
    if not expression or not isinstance(expression, str):
        raise OktaError("E0000001", NO_EXPRESSION.format(field=target), detail="updateMapping")
    if status is not None and status not in _APPLY:
        raise OktaError("E0000001", BAD_PUSH_STATUS.format(field=target), detail="updateMapping")
    return AttributeMapping(target, expression, _APPLY[status or "DONT_PUSH"])
