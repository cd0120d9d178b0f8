"""What our APIs are compared with: the same libraries as they come, doing the least they can.

Importing this imports them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import falcon
import scim2_models
from scim2_models import CaseExact, Filter, ScimProvider, ServiceProviderConfig
from scim2_server.applications.wsgi import WSGIApplication
from scim2_server.memory import InMemoryStorage

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication as WSGIApp


class _User(scim2_models.User):  # type: ignore[type-arg]  # no extensions, as it comes
    """R12: the core User with ``userPrincipalName``."""

    user_principal_name: Annotated[str | None, CaseExact.false] = None


def scim_app() -> WSGIApp:
    """Return an empty SCIM service: scim2-server with its storage in memory."""
    config = ServiceProviderConfig(filter=Filter(supported=True, max_results=1000))
    return WSGIApplication(InMemoryStorage(), ScimProvider(models=[_User], config=config))


def json_app(body: bytes) -> WSGIApp:
    """Return an app of one resource, which writes the same JSON at every request."""
    app: falcon.App[Any, Any] = falcon.App()
    app.add_route("/", _Said(json.loads(body)))
    return app


class _Said:
    def __init__(self, body: object) -> None:
        self._body = body

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer what there is to say."""
        resp.media = self._body
