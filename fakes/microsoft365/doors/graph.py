"""Microsoft Graph v1.0: its routes, its token check and the envelope of its errors."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365.model import Hosts
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.refused import Refused
from fakes.store import Ids

from . import odata
from .bearer import objection
from .drive import DriveDoor
from .errors import GraphError, graph_error
from .mail import Folders, Messages
from .users import Users

_BY_PATH = re.compile(
    r"/v1\.0/users/(?P<key>[^/]+)/drive/(?:root|items/(?P<item>[^/:]+)):/"
    r"(?P<path>[^:]+)(?::(?:/(?P<part>\w+))?)?"
)
_USER = "/v1.0/users/{key}"
_MAIL = f"{_USER}/mailFolders"
_DRIVE = f"{_USER}/drive"


class Front:
    """What happens before every request: it gets an id, and its token is looked at."""

    def __init__(self, api: TenantApi) -> None:
        self._api = api
        # A counter behind a seeded beginning costs a tenth of a drawn GUID.
        self._prefix = Ids(f"{api.state.tenant.id}/graph").guid("request")[:24]

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Mark the answer with the ids of the request; raises GraphError for a bad token."""
        headers = req.env
        request_id = f"{self._prefix}{self._api.state.ids.number('request'):012x}"
        client_id = headers.get("HTTP_CLIENT_REQUEST_ID") or request_id
        resp.set_header("request-id", request_id)
        resp.set_header("client-request-id", client_id)
        resp.set_header("OData-Version", "4.0")
        text = objection(self._api, headers.get("HTTP_AUTHORIZATION"))
        if text is not None:
            raise GraphError(HTTPStatus.UNAUTHORIZED, "InvalidAuthenticationToken", text)


class Envelope:
    """How Graph wraps every error."""

    def __init__(self, api: TenantApi) -> None:
        self._state = api.state

    def refused(
        self, req: falcon.Request, resp: falcon.Response, refused: Refused, params: dict[str, Any]
    ) -> None:
        """Answer a refusal of the service."""
        self.failed(req, resp, graph_error(refused, self._state.readings), params)

    def failed(
        self,
        _req: falcon.Request,
        resp: falcon.Response,
        error: GraphError,
        _params: dict[str, Any],
    ) -> None:
        """Answer an error of Graph."""
        inner = {"code": error.inner} if error.inner else {}
        resp.status = error.status
        odata.answer(
            resp,
            {
                "error": {
                    "code": error.code,
                    "message": str(error),
                    "innerError": {
                        **inner,
                        "date": odata.moment(self._state.clock.now()).removesuffix("Z"),
                        "request-id": resp.get_header("request-id"),
                        "client-request-id": resp.get_header("client-request-id"),
                    },
                }
            },
        )

    def unknown(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        _error: falcon.HTTPError,
        params: dict[str, Any],
    ) -> None:
        """Answer a method that a route does not have."""
        self.failed(req, resp, odata.not_modeled(req), params)


def graph_door(api: TenantApi, hosts: Hosts) -> falcon.App[Any, Any]:
    """Return the door of the Graph host; downloads are led to the host of the files."""
    app = falcon.App(media_type=odata.JSON, middleware=[Front(api)])
    envelope = Envelope(api)
    app.add_error_handler(falcon.HTTPError, envelope.unknown)
    app.add_error_handler(Refused, envelope.refused)
    app.add_error_handler(GraphError, envelope.failed)
    drive = DriveDoor(api, hosts)
    _route_directory(app, Users(api))
    _route_mail(app, Folders(api), Messages(api))
    _route_drive(app, drive)
    app.add_sink(_Rest(drive), "/")
    return app


class _Rest:
    """Addresses that no template describes: those by path, and those not modeled."""

    def __init__(self, drive: DriveDoor) -> None:
        self._drive = drive

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_params: Any) -> None:
        match = _BY_PATH.fullmatch(req.path)
        if match is None:
            raise odata.not_modeled(req)
        self._drive.by_path(
            req, resp, key=match["key"], item=match["item"], path=match["path"], part=match["part"]
        )


def _route_directory(app: falcon.App[Any, Any], users: Users) -> None:
    app.add_route("/v1.0/users", users)
    app.add_route(_USER, users, suffix="one")
    app.add_route("/v1.0/directory/deletedItems/microsoft.graph.user", users, suffix="deleted")


def _route_mail(app: falcon.App[Any, Any], folders: Folders, messages: Messages) -> None:
    app.add_route(_MAIL, folders)
    app.add_route(f"{_MAIL}/{{folder}}", folders, suffix="one")
    app.add_route(f"{_MAIL}/{{folder}}/childFolders", folders, suffix="children")
    app.add_route(f"{_MAIL}/{{folder}}/messages", messages, suffix="folder")
    app.add_route(f"{_USER}/messages", messages)
    app.add_route(f"{_USER}/messages/{{message}}", messages, suffix="one")
    app.add_route(f"{_USER}/messages/{{message}}/$value", messages, suffix="value")


def _route_drive(app: falcon.App[Any, Any], drive: DriveDoor) -> None:
    app.add_route(_DRIVE, drive)
    app.add_route(f"{_DRIVE}/root", drive, suffix="root")
    app.add_route(f"{_DRIVE}/root/children", drive, suffix="root_children")
    app.add_route(f"{_DRIVE}/items/{{item}}", drive, suffix="item")
    app.add_route(f"{_DRIVE}/items/{{item}}/children", drive, suffix="children")
    app.add_route(f"{_DRIVE}/items/{{item}}/content", drive, suffix="content")
