"""Microsoft Graph v1.0: its routes, and what happens before every request."""

from __future__ import annotations

import re
from functools import lru_cache
from http import HTTPStatus
from typing import Any, cast

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.api.bearer import caller_of, objection
from fakes.microsoft365.model import Hosts
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.refusal import NameRefused, RequestRefused
from fakes.store import Ids

from . import odata, options, slashes
from .attachments import AttachmentsResource
from .batch import BatchResource
from .drive import DriveResource
from .drive_path import DrivePaths
from .envelope import Envelope
from .errors import GraphError
from .mail import MessagesResource
from .mail_folders import FoldersResource, MailboxSettingsResource
from .segments import settled
from .users import Deleted, UsersResource

_BY_PATH = "/by-path"
_MAIL = (FoldersResource, MessagesResource, AttachmentsResource)
_USERS = (UsersResource, Deleted)
_BATCH = "/v1.0/$batch"
_TOKEN = re.compile(r"(?<=/delta)\(token='([^']*)'\)$", re.IGNORECASE)
_USER = "/v1.0/users/{key}"
_FOLDERS = f"{_USER}/mailFolders"
_DELETED = "/v1.0/directory/deletedItems"


class Id(falcon.routing.BaseConverter):
    """What can be an id in a path: not the name of a function, a count or a type."""

    def convert(self, value: str) -> str | None:
        """Return an id, or None where it is none."""
        return None if value == "delta" or value.startswith(("$", "microsoft.graph.")) else value


class GraphMiddleware:
    """What happens before every request: it gets an id, and its token and path are looked at."""

    def __init__(self, api: TenantApi, host: str) -> None:
        self._api = api
        self._state = api.state
        self._host = host

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Mark the answer with the ids of the request; raises GraphError for a bad token."""
        headers = req.env
        number = self._state.volatile.passing.number("request")
        beginning = _beginning(self._state.volatile.salt, self._state.tenant.id)
        request_id = f"{beginning}{number:012x}"
        client_id = headers.get("HTTP_CLIENT_REQUEST_ID") or request_id
        resp.set_header("request-id", request_id)
        resp.set_header("client-request-id", client_id)
        resp.set_header("OData-Version", "4.0")
        text = objection(self._api, self._host, headers.get("HTTP_AUTHORIZATION"))
        if text is not None:
            raise GraphError(HTTPStatus.UNAUTHORIZED, "InvalidAuthenticationToken", text)
        slashes.hold(req)
        if self._state.limit is not None and req.path != _BATCH:
            self._count(req, resp)
        _lead(req)

    def process_resource(
        self,
        req: falcon.Request,
        _resp: falcon.Response,
        resource: object,
        params: dict[str, Any],
    ) -> None:
        """Refuse mail, and changes of users, to an app without consent; raises GraphError."""
        slashes.release(params)
        if isinstance(resource, _MAIL) and not self._api.apps.may_use_mail(self._caller(req)):
            raise GraphError(HTTPStatus.FORBIDDEN, "ErrorAccessDenied", messages.ACCESS_DENIED)
        changes_users = isinstance(resource, _USERS) and req.method != "GET"
        if changes_users and not self._api.apps.may_change_users(self._caller(req)):
            text = messages.PRIVILEGES_MISSING
            raise GraphError(HTTPStatus.FORBIDDEN, "Authorization_RequestDenied", text)

    def _caller(self, req: falcon.Request) -> str:
        return caller_of(self._api.apps, req.env.get("HTTP_AUTHORIZATION"))

    def _count(self, req: falcon.Request, resp: falcon.Response) -> None:
        client_id = self._caller(req)
        toll = self._api.throttling.count(client_id)
        if toll.wait:
            scope = f"Tenant_Application/ReadWrite/{client_id}/{self._state.tenant.id}"
            resp.set_header("Retry-After", str(toll.wait))
            resp.set_header("x-ms-throttle-scope", scope)
            resp.set_header("x-ms-throttle-information", "ResourceUnitLimitExceeded")
            text = messages.TOO_MANY_REQUESTS
            raise GraphError(HTTPStatus.TOO_MANY_REQUESTS, "TooManyRequests", text)
        if toll.share is not None:
            resp.set_header("x-ms-throttle-limit-percentage", str(toll.share))


def graph_api(api: TenantApi, hosts: Hosts) -> falcon.App[Any, Any]:
    """Return the API of the Graph host; downloads are led to the host of the files."""
    app = falcon.App(media_type=odata.JSON, middleware=[GraphMiddleware(api, hosts.graph)])
    app.router_options.converters["id"] = Id
    envelope = Envelope(api)
    app.add_error_handler(falcon.HTTPError, envelope.unknown)
    app.add_error_handler(RequestRefused, envelope.refused)
    app.add_error_handler(NameRefused, envelope.misnamed)
    app.add_error_handler(GraphError, envelope.failed)
    drive = DriveResource(api, hosts)
    _route_directory(app, UsersResource(api), Deleted(api))
    _route_mail(app, api, hosts)
    app.add_route(f"{_USER}/drives", drive, suffix="all")
    _route_drive(app, drive, f"{_USER}/drive")
    _route_drive(app, drive, f"{_USER}/drives/{{drive:id}}")
    _route_drive(app, drive, "/v1.0/drives/{drive:id}")
    app.add_route(_BATCH, BatchResource(app))
    app.add_sink(_not_modeled, "/")
    app.add_sink(DrivePaths(api, drive), _BY_PATH)
    return app


@lru_cache
def _beginning(salt: str, tenant_id: str) -> str:
    """Return how the ids of requests begin: a counter behind it costs a tenth of a drawn GUID."""
    return Ids(f"{salt}{tenant_id}/graph").guid("request")[:24]


def _lead(req: falcon.Request) -> None:
    """Lead the other spellings of an address to its route.

    They are those of ``segments``, ``delta(token='x')`` for ``delta?token=x``, and addresses by
    path. Raises GraphError for a segment or an option that Graph does not have.
    """
    path = req.path
    token = _TOKEN.search(path) if "(" in path else None
    path = settled(path[: token.start()] if token else path)
    if req.params:
        options.settle(req, path)
    if token:
        cast("dict[str, str]", req.params).setdefault("token", token[1])
    if ":" in path and _is_by_path(path):
        req.context.path = path
        path = _BY_PATH
    if path != req.path:
        req.path = path


def _is_by_path(path: str) -> bool:
    return "/root:" in path or ("/items/" in path and ":/" in path)


def _not_modeled(req: falcon.Request, resp: falcon.Response, **_params: str) -> None:
    del resp
    raise odata.not_modeled(req)


def _route_directory(app: falcon.App[Any, Any], users: UsersResource, deleted: Deleted) -> None:
    app.add_route("/v1.0/users", users)
    app.add_route("/v1.0/users/$count", users, suffix="count")
    app.add_route("/v1.0/users/delta", users, suffix="delta")
    app.add_route(_USER, users, suffix="one")
    app.add_route(f"{_DELETED}/microsoft.graph.user", deleted)
    app.add_route(f"{_DELETED}/{{key:id}}", deleted, suffix="one")
    for restore in ("restore", "microsoft.graph.restore"):
        app.add_route(f"{_DELETED}/{{key:id}}/{restore}", deleted, suffix="restore")


def _route_mail(app: falcon.App[Any, Any], api: TenantApi, hosts: Hosts) -> None:
    folders, messages_, settings = (
        FoldersResource(api),
        MessagesResource(api, hosts),
        MailboxSettingsResource(api),
    )
    attachments = AttachmentsResource(api)
    app.add_route(f"{_USER}/mailboxSettings", settings)
    app.add_route(f"{_USER}/mailboxSettings/userPurpose", settings, suffix="purpose")
    app.add_route(_FOLDERS, folders)
    app.add_route(f"{_FOLDERS}/$count", folders, suffix="count")
    app.add_route(f"{_FOLDERS}/{{folder:id}}", folders, suffix="one")
    app.add_route(f"{_FOLDERS}/{{folder:id}}/childFolders", folders, suffix="children")
    app.add_route(f"{_FOLDERS}/{{folder:id}}/childFolders/$count", folders, suffix="children_count")
    app.add_route(f"{_FOLDERS}/{{folder:id}}/messages", messages_, suffix="folder")
    app.add_route(f"{_FOLDERS}/{{folder:id}}/messages/delta", messages_, suffix="delta")
    for base in (f"{_USER}/messages", f"{_FOLDERS}/{{folder:id}}/messages"):
        app.add_route(f"{base}/$count", messages_, suffix="count")
        app.add_route(f"{base}/{{message:id}}", messages_, suffix="one")
        app.add_route(f"{base}/{{message:id}}/$value", messages_, suffix="value")
    app.add_route(f"{_USER}/messages", messages_)
    base = f"{_USER}/messages/{{message:id}}/attachments"
    app.add_route(base, attachments)
    app.add_route(f"{base}/{{attachment:id}}", attachments, suffix="one")
    app.add_route(f"{base}/{{attachment:id}}/$value", attachments, suffix="value")


def _route_drive(app: falcon.App[Any, Any], drive: DriveResource, base: str) -> None:
    app.add_route(base, drive)
    for item in (f"{base}/root", f"{base}/items/{{item}}"):
        app.add_route(item, drive, suffix="item")
        app.add_route(f"{item}/children", drive, suffix="children")
        app.add_route(f"{item}/delta", drive, suffix="delta")
    app.add_route(f"{base}/items/{{item}}/content", drive, suffix="content")
    app.add_route(f"{base}/items/{{item}}/createUploadSession", drive, suffix="upload")
