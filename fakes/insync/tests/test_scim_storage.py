"""scim2-server's own contract for storages, as far as inSync keeps it.

The contract's users are named ``bjensen``, so for these tests alone any text is an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from scim2_models import ScimProvider
from scim2_server.testing import ScimStorageContract

from fakes.insync.api.scim.provider import users_provider
from fakes.insync.api.scim.storage import AccountStorage
from fakes.insync.service.scim_users import ScimUsers
from fakes.insync.service.state import State
from fakes.store import Ids

from .identity_provider import StillClock

_PRESERVES = {"test_delete_removes_the_resource", "test_delete_frees_the_unique_values"}
_HAS_NO_VERSIONS = {
    "test_create_fills_the_identifier_and_the_meta",
    "test_update_replaces_the_stored_resource",
    "test_update_with_an_outdated_version",
    "test_delete_with_the_expected_version",
    "test_delete_with_an_outdated_version",
}
_HAS_NO_GROUPS = {
    "test_get_a_resource_of_another_type",
    "test_get_keeps_what_the_response_returns",
    "test_search_a_resource_type",
    "test_search_at_the_root",
    "test_search_at_the_root_on_an_attribute_some_types_lack",
}
_LEFT_OUT = _PRESERVES | _HAS_NO_VERSIONS | _HAS_NO_GROUPS | {"__dict__", "__weakref__"}


def _kept() -> type[Any]:
    """Return the contract without what inSync does otherwise, or does not announce."""
    members = {
        name: member
        for name, member in vars(ScimStorageContract).items()
        if name not in _LEFT_OUT and "sort" not in name and "cursor" not in name
    }
    return type("Contract", (), members)


class TestAccountStorage(_kept()):  # type: ignore[misc] # the contract, less what does not apply
    @pytest.fixture(autouse=True)
    def any_text_is_an_address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("fakes.wire.address._SHAPE", re.compile(".*"))

    @pytest.fixture
    def provider(self) -> Iterator[ScimProvider]:
        with users_provider() as provider:
            yield provider

    @pytest.fixture
    def storage(self) -> AccountStorage:
        return AccountStorage(ScimUsers(State(Ids("contract")), StillClock()))
