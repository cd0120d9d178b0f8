"""Dispatch on the API host: SCIM under its path, the REST API everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import falcon

from fakes.insync.service.api import InSyncApi

from .rest.routes import rest_api
from .scim.routes import scim_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SCIM_PATH = "/insync/scim"


def is_scim(path: str) -> bool:
    """Tell whether a path of the API host belongs to SCIM."""
    return path == SCIM_PATH or path.startswith(f"{SCIM_PATH}/")


class ApiHostApp:
    """A WSGI application for every path of the API host."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api
        self._scim: falcon.App[Any, Any] | None = None
        self._rest: falcon.App[Any, Any] | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve a WSGI request."""
        path = environ["PATH_INFO"]
        if not is_scim(path):
            return self.rest()(environ, start_response)
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + SCIM_PATH
        environ["PATH_INFO"] = path.removeprefix(SCIM_PATH)
        return self.scim()(environ, start_response)

    def scim(self) -> falcon.App[Any, Any]:
        """Return the application of the SCIM endpoint."""
        if self._scim is None:
            self._scim = scim_app(self._api)
        return self._scim

    def rest(self) -> falcon.App[Any, Any]:
        """Return the application of the REST API."""
        if self._rest is None:
            self._rest = rest_api(self._api)
        return self._rest
