"""SCIM groups: kept for clients that push them, without effect on accounts."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from scim2_models import (
    Group,
    Meta,
    NotFoundException,
    Resource,
    ResourceType,
    ResponseParameters,
    ScimFilter,
    SearchRequest,
)
from scim2_models.path import CompareOperator, Comparison
from scim2_server.storage import ScimStorage, SearchPage

from fakes.insync.credentials import ScimGroup
from fakes.insync.service.scim_groups import ScimGroups

from .storage import AccountStorage

GROUP_TYPE = ResourceType.from_resource(Group)
_CORE = str(Group.__schema__)


class GroupStorage(ScimStorage):
    """Groups in the form of SCIM resources."""

    def __init__(self, groups: ScimGroups) -> None:
        self._groups = groups

    def get(
        self,
        resource_type: ResourceType,  # noqa: ARG002 - there are only groups
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,  # noqa: ARG002 - the service applies them
    ) -> Resource[Any]:
        """Return the group of an id."""
        group = self._groups.by_id(resource_id)
        if group is None:
            raise _not_found(resource_id)
        return _written(group)

    def search(
        self,
        resource_types: list[ResourceType],  # noqa: ARG002 - there are only groups
        search_request: SearchRequest[Any],
        *,
        position: Any = None,  # noqa: ARG002 - cursors are not announced
    ) -> SearchPage:
        """Return a page of the groups that a filter matches."""
        wanted = search_request.filter
        known = self._indexed(wanted) if wanted else None
        groups = [_written(group) for group in (self._groups.all() if known is None else known)]
        found = [group for group in groups if wanted is None or wanted.match(group)]
        return paged(found, search_request)

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:  # noqa: ARG002
        """Take in a new group."""
        return _written(self._groups.create(*_told(resource)))

    def update(
        self,
        resource_type: ResourceType,  # noqa: ARG002 - there are only groups
        resource: Resource[Any],
        *,
        expected_version: str | None = None,  # noqa: ARG002 - versions are not announced
    ) -> Resource[Any]:
        """Change a group."""
        changed = self._groups.replace(str(resource.id), *_told(resource))
        if changed is None:
            raise _not_found(str(resource.id))
        return _written(changed)

    def delete(
        self,
        resource_type: ResourceType,  # noqa: ARG002 - there are only groups
        resource_id: str,
        *,
        expected_version: str | None = None,  # noqa: ARG002 - versions are not announced
    ) -> None:
        """Remove a group."""
        if not self._groups.remove(resource_id):
            raise _not_found(resource_id)

    def _indexed(self, wanted: ScimFilter[Any]) -> tuple[ScimGroup, ...] | None:
        node = wanted.ast
        if not isinstance(node, Comparison) or node.op != CompareOperator.eq:
            return None
        if not isinstance(node.value, str):
            return None
        name = str(node.attr_path).rpartition(":")[2].casefold()
        if name == "displayname":
            return self._groups.by_display_name(node.value)
        return self._groups.by_external_id(node.value) if name == "externalid" else None


class Storages(ScimStorage):
    """Users and groups, each kept where it belongs."""

    def __init__(self, users: AccountStorage, groups: GroupStorage) -> None:
        self._users = users
        self._groups = groups

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        """Return the resource of an id."""
        return self._of(resource_type).get(
            resource_type, resource_id, response_parameters=response_parameters
        )

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,
    ) -> SearchPage:
        """Return a page of what a filter matches, users before groups."""
        if len(resource_types) == 1:
            storage = self._of(resource_types[0])
            return storage.search(resource_types, search_request, position=position)
        whole = search_request.model_copy(update={"start_index": None, "count": None})
        each = (self._of(kind).search([kind], whole).resources for kind in resource_types)
        return paged(list(chain.from_iterable(each)), search_request)

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        """Take in a new resource."""
        return self._of(resource_type).create(resource_type, resource)

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        """Change a resource."""
        return self._of(resource_type).update(
            resource_type, resource, expected_version=expected_version
        )

    def delete(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        expected_version: str | None = None,
    ) -> None:
        """Delete a resource."""
        self._of(resource_type).delete(
            resource_type, resource_id, expected_version=expected_version
        )

    def _of(self, resource_type: ResourceType) -> ScimStorage:
        return self._groups if resource_type.name == GROUP_TYPE.name else self._users


def paged(found: list[Resource[Any]], request: SearchRequest[Any]) -> SearchPage:
    """Return the page of what was found that a request asks for."""
    start = request.start_index_0 or 0
    stop = None if request.count is None else start + request.count
    return SearchPage(len(found), found[start:stop])


def _told(resource: Resource[Any]) -> tuple[str, str | None, str]:
    body = resource.model_dump()
    return body.get("displayName", ""), body.get("externalId"), json.dumps(body.get("members"))


def _written(group: ScimGroup) -> Resource[Any]:
    resource = Group.model_validate(
        {
            "schemas": [_CORE],
            "id": group.scim_id,
            "externalId": group.external_id,
            "displayName": group.display_name,
            "members": json.loads(group.members),
        }
    )
    resource.meta = Meta(
        resource_type=GROUP_TYPE.name,
        created=group.added_on,
        last_modified=group.changed_on,
    )
    return resource


def _not_found(resource_id: str) -> NotFoundException:
    return NotFoundException(detail=f"Group {resource_id!r} not found")
