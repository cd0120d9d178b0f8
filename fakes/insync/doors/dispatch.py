"""The door of the API host: SCIM under its path, and the vendor's word for everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fakes.insync import messages
from fakes.insync.service.provisioning import ProvisioningService
from fakes.insync.service.scim_users import ScimUsers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SCIM_PATH = "/insync/scim"


class ApiDoor:
    """A WSGI application for every path of the API host."""

    def __init__(self, users: ScimUsers, provisioning: ProvisioningService) -> None:
        self._users = users
        self._provisioning = provisioning
        self._scim: WSGIApplication | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve a WSGI request."""
        path = environ["PATH_INFO"]
        if path != SCIM_PATH and not path.startswith(f"{SCIM_PATH}/"):
            return _not_implemented(environ["REQUEST_METHOD"], path, start_response)
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + SCIM_PATH
        environ["PATH_INFO"] = path.removeprefix(SCIM_PATH)
        return self._scim_application()(environ, start_response)

    def _scim_application(self) -> WSGIApplication:
        if self._scim is None:
            # scim2-server takes half a second to import: those who send no SCIM do not wait.
            from .scim import ScimDoor

            self._scim = ScimDoor.over(self._users, self._provisioning)
        return self._scim


def _not_implemented(method: str, path: str, start_response: StartResponse) -> Iterable[bytes]:
    body = {
        "code": messages.NOT_IMPLEMENTED_CODE,
        "message": f"{messages.NOT_IMPLEMENTED}: {method} {path}",
        "retryable": False,
        "data": None,
    }
    start_response("501 Not Implemented", [("Content-Type", "application/json")])
    return [json.dumps(body).encode()]
