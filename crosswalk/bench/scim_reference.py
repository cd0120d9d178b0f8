"""What our SCIM endpoint is compared with: scim2-server as it comes, with its storage in memory.

Importing this imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import scim2_models
from scim2_models import CaseExact, Filter, ScimProvider, ServiceProviderConfig
from scim2_server.applications.wsgi import WSGIApplication
from scim2_server.memory import InMemoryStorage

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication as AnyApplication


class _User(scim2_models.User):  # type: ignore[type-arg]  # no extensions, as it comes
    """R12: the core User with ``userPrincipalName``."""

    user_principal_name: Annotated[str | None, CaseExact.false] = None


def scim_app() -> AnyApplication:
    """Return an empty SCIM service."""
    config = ServiceProviderConfig(filter=Filter(supported=True, max_results=1000))
    return WSGIApplication(InMemoryStorage(), ScimProvider(models=[_User], config=config))
