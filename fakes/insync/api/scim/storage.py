"""What scim2-server reads and writes: the accounts themselves, no copy of them."""

from __future__ import annotations

from itertools import islice
from typing import Any

from scim2_models import (
    ForbiddenException,
    InvalidValueException,
    NotFoundException,
    Resource,
    ResourceType,
    ResponseParameters,
    SCIMException,
    ScimFilter,
    SearchRequest,
    UniquenessException,
)
from scim2_models.path import CompareOperator, Comparison
from scim2_server.storage import ScimStorage, SearchPage

from fakes.insync import messages
from fakes.insync.model import Account, Refusal
from fakes.insync.service.scim_users import ScimUsers

from .resource import described, written

_ERRORS: dict[Refusal, type[SCIMException]] = {
    Refusal.NOT_AN_ADDRESS: InvalidValueException,
    Refusal.EMAIL_ID_TAKEN: UniquenessException,
    Refusal.NO_MAPPING: InvalidValueException,
    Refusal.PROFILE_FULL: ForbiddenException,
    Refusal.NO_LICENSE: ForbiddenException,
    Refusal.PRESERVED_BY_ADMINISTRATOR: ForbiddenException,
}


class AccountStorage(ScimStorage):
    """Accounts in the form of SCIM users; each resource it returns was made for the asker."""

    def __init__(self, users: ScimUsers) -> None:
        self._users = users

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,  # noqa: ARG002 - the service applies them
    ) -> Resource[Any]:
        """Return the user of an id."""
        account = self._users.by_id(resource_id)
        if account is None:
            raise _not_found(resource_type, resource_id)
        return written(account)

    def search(
        self,
        resource_types: list[ResourceType],  # noqa: ARG002 - there are only users
        search_request: SearchRequest[Any],
        *,
        position: Any = None,  # noqa: ARG002 - cursors are not announced
    ) -> SearchPage:
        """Return a page of the users that a filter matches."""
        start = search_request.start_index_0 or 0
        stop = None if search_request.count is None else start + search_request.count
        wanted = search_request.filter
        if wanted is None:
            page = islice(self._users.all(), start, stop)
            return SearchPage(self._users.count(), [written(account) for account in page])
        known = self._indexed(wanted)
        if known is not None:
            return SearchPage(len(known), [written(account) for account in known[start:stop]])
        every = (written(account) for account in self._users.all())
        found = [resource for resource in every if wanted.match(resource)]
        return SearchPage(len(found), found[start:stop])

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:  # noqa: ARG002
        """Take in a new user."""
        return written(_accepted(self._users.create(described(resource))))

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,  # noqa: ARG002 - versions are not announced
    ) -> Resource[Any]:
        """Change a user."""
        try:
            changed = self._users.replace(str(resource.id), described(resource))
        except KeyError:
            raise _not_found(resource_type, str(resource.id)) from None
        return written(_accepted(changed))

    def delete(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        expected_version: str | None = None,  # noqa: ARG002 - versions are not announced
    ) -> None:
        """Preserve the account of a user: provisioning never drops data."""
        try:
            _accepted(self._users.remove(resource_id))
        except KeyError:
            raise _not_found(resource_type, resource_id) from None

    def _indexed(self, wanted: ScimFilter[Any]) -> tuple[Account, ...] | None:
        """Return what a filter on one indexed attribute matches, or None for any other filter."""
        node = wanted.ast
        if not isinstance(node, Comparison) or node.op != CompareOperator.eq:
            return None
        binding = wanted.resolve_comparison(node.attr_path, strict=False)
        if binding is None or not isinstance(node.value, str):
            return None
        return self._look_up(binding.urn.rpartition(":")[2], node.value)

    def _look_up(self, attribute: str, value: str) -> tuple[Account, ...] | None:
        if attribute == "externalId":
            return self._users.by_external_id(value)
        if attribute == "userName":
            return _those(self._users.by_user_name(value))
        return _those(self._users.by_id(value)) if attribute == "id" else None


def _those(account: Account | None) -> tuple[Account, ...]:
    return () if account is None else (account,)


def _accepted(outcome: Account | Refusal) -> Account:
    if isinstance(outcome, Refusal):
        raise _ERRORS[outcome](detail=messages.REFUSALS[outcome])
    return outcome


def _not_found(resource_type: ResourceType, resource_id: str) -> NotFoundException:
    return NotFoundException(detail=f"{resource_type.name} {resource_id!r} not found")
