"""SCIM 2.0 for provisioning clients, on scim2-server.

scim2-server reads, checks and answers; what is overridden here is either inSync's own (its paths,
its tokens) or work that our storage makes needless (copies of resources nobody shares).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from wsgiref.util import application_uri

from scim2_models import (
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    Context,
    ETag,
    Filter,
    Group,
    ListResponse,
    NotFoundException,
    Patch,
    PatchOp,
    Resource,
    ResourceType,
    ResponseParameters,
    ScimPolicy,
    ScimProvider,
    SearchRequest,
    ServiceProviderConfig,
    Sort,
    UnauthorizedException,
)
from scim2_server.applications.wsgi import WSGIApplication
from scim2_server.conditions import Conditions
from scim2_server.errors import MethodNotAllowedException
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.routing import Operation, Target, match
from scim2_server.service import ScimService
from scim2_server.storage import SearchPage

from fakes.insync.service.provisioning import ProvisioningService
from fakes.insync.service.scim_groups import ScimGroups
from fakes.insync.service.scim_users import ScimUsers

from .groups import GROUP_TYPE, GroupStorage, Storages
from .patch import add_missing_entries, standard
from .resource import USER_TYPE, BoundUser, EnterpriseUser, User
from .storage import AccountStorage

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# pydantic forgets a parametrized model that nobody holds, and would build it at every request.
_KEPT = (
    SearchRequest[BoundUser],
    ListResponse[BoundUser],
    ResponseParameters[BoundUser],
    PatchOp[BoundUser],
)

_LIST_SCHEMA = str(ListResponse.__schema__)
_USERS = "Users"
_SERVED = (_USERS, "Groups")
_ON_RESOURCES = {
    ("GET", 1): Operation.search,
    ("POST", 1): Operation.create,
    ("GET", 2): Operation.query,
    ("PUT", 2): Operation.replace,
    ("PATCH", 2): Operation.patch,
    ("DELETE", 2): Operation.delete,
}


def users_provider() -> ScimProvider:
    """Return the description of what the endpoint serves."""
    return ScimProvider(
        models=[User, EnterpriseUser, Group],
        resource_types=[USER_TYPE, GROUP_TYPE],
        # A client may send what inSync has no attribute for: it is dropped, not refused.
        policy=ScimPolicy(unknown=ScimPolicy.Unknown.ignore),
        config=ServiceProviderConfig(
            patch=Patch(supported=True),
            bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
            filter=Filter(supported=True, max_results=1000),
            change_password=ChangePassword(supported=False),
            sort=Sort(supported=False),
            etag=ETag(supported=False),
            authentication_schemes=[
                AuthenticationScheme(
                    type=AuthenticationScheme.Type.oauthbearertoken,
                    name="Bearer token",
                    description="The token created under User Provisioning",
                )
            ],
        ),
    )


class UsersService(ScimService):
    """scim2-server's protocol, narrowed to users and groups."""

    @staticmethod
    def match(request: ScimRequest) -> Target:
        """Return the operation a request asks for; paths that inSync does not serve are 404."""
        method = request.method.upper()
        endpoint, *rest = request.path.strip("/").split("/")
        served = endpoint in _SERVED and ".search" not in rest
        operation = _ON_RESOURCES.get((method, 1 + len(rest))) if served else None
        if rest == [".search"] and method != "POST":
            raise MethodNotAllowedException
        if operation is not None:
            return Target(operation, endpoint, rest[0] if rest else None)
        not_served = NotFoundException(detail=f"{method} {request.path} is not implemented")
        try:
            target = match(method, request.path)
        except NotFoundException:
            raise not_served from None
        if target.me or target.endpoint not in (None, *_SERVED):
            raise not_served
        return target

    def publish(self, base_url: str, resource: Resource[Any]) -> Resource[Any]:
        """Return a stored resource with its location."""
        if not isinstance(resource, User):
            return super().publish(base_url, resource)
        assert resource.meta is not None
        location = f"{base_url}/{_USERS}/{resource.id}"
        meta = resource.meta.model_copy(update={"location": location})
        return resource.model_copy(update={"meta": meta})

    def apply_replacement(
        self, current: Resource[Any], replacement: Resource[Any], conditions: Conditions
    ) -> Resource[Any] | None:
        """Apply a replacement, even one that says nothing new: it may take over an account."""
        super().apply_replacement(current, replacement, conditions)
        return replacement

    def read_patch(
        self, resource_type: ResourceType, body: bytes, content_type: str | None
    ) -> PatchOp[Any]:
        """Validate the body of a PATCH request, which Entra ID writes in its own manner."""
        return super().read_patch(resource_type, standard(body), content_type)

    def apply_patch(
        self, current: Resource[Any], patch_op: PatchOp[Any], conditions: Conditions
    ) -> Resource[Any] | None:
        """Apply a PATCH, even one that adds to an entry which is not there yet."""
        add_missing_entries(current, patch_op)
        return super().apply_patch(current, patch_op, conditions)

    def search_response(
        self,
        base_url: str,
        resource_types: list[ResourceType],  # noqa: ARG002 - a resource knows its own
        page: SearchPage,
        search_request: SearchRequest[Any],
    ) -> ScimResponse:
        """Return the response listing a page of found resources."""
        resources = [
            self.publish(base_url, resource).model_dump(
                scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=search_request
            )
            for resource in page.resources
        ]
        body = {
            "schemas": [_LIST_SCHEMA],
            "totalResults": page.total,
            "startIndex": search_request.start_index,
            "itemsPerPage": len(resources),
            "Resources": resources,
        }
        return ScimResponse(HTTPStatus.OK, body)


class ScimApp(WSGIApplication):
    """The SCIM endpoint, mounted without a version in its path."""

    def __init__(
        self, storage: Storages, provisioning: ProvisioningService, provider: ScimProvider
    ) -> None:
        super().__init__(storage, provider, UsersService(provider))
        self._provisioning = provisioning

    @classmethod
    def over(
        cls, users: ScimUsers, groups: ScimGroups, provisioning: ProvisioningService
    ) -> ScimApp:
        """Return the endpoint over the accounts of an inSync and the groups it was sent."""
        storage = Storages(AccountStorage(users), GroupStorage(groups))
        return cls(storage, provisioning, users_provider())

    @staticmethod
    def get_base_url(environ: WSGIEnvironment) -> str:
        """Return the root URL of the SCIM endpoints, as the client sees it."""
        return application_uri(environ).rstrip("/")

    @staticmethod
    def split_path(path: str) -> str:
        """Return the path of a request as it is: there is no version to take off."""
        return path

    def check_auth(self, request: ScimRequest) -> None:
        """Refuse a request without the bearer token in force."""
        scheme, _, token = (request.header("Authorization") or "").partition(" ")
        if scheme.lower() != "bearer" or not self._provisioning.admits(token.strip()):
            raise UnauthorizedException
