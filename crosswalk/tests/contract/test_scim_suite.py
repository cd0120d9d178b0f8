"""The whole of scim2-tester's suite against the SCIM endpoint, by a strict client."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest

from fakes.microsoft365.tests.contract.transports import REASON
from fakes.okta.tests.contract import sdk as okta

from .reach import Reach

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(okta.sdk is None, reason=okta.REASON),
]

# What the suite asks for and inSync does otherwise, by check and attribute, with the reason.
DEVIATIONS = {
    (
        "check_remove_attribute",
        "active",
    ): "Druva: a user is active or preserved, and nothing third",
}


class Addresses(Sequence[str]):
    """As many addresses as are asked for: the suite must be told what a userName looks like.

    Left to itself it sends any text, which inSync refuses: its users are known by an address.
    """

    def __init__(self) -> None:
        self._numbers = count(1)

    def __len__(self) -> int:
        return 1

    def __getitem__(self, _index: Any) -> Any:
        return f"person{next(self._numbers)}@corp.example"


def test_the_suite_finds_the_known_deviations_and_nothing_else(reach: Reach) -> None:
    tester: Any = pytest.importorskip("scim2_tester", reason=REASON)
    user = reach.scim.provider.model_for("User")
    user.model_fields["user_name"].examples = Addresses()

    results = tester.check_server(reach.scim)

    status = tester.Status
    fine = (status.SUCCESS, status.COMPLIANT, status.ACCEPTABLE)
    found = {
        (each.title, urn_of(each.data)): each.reason for each in results if each.status not in fine
    }
    assert found.keys() == DEVIATIONS.keys(), found
    assert {each.resource_type for each in results} == {None, "User", "Group"}
    assert len(results) > 100


def test_the_service_announces_what_it_does(reach: Reach) -> None:
    config = reach.scim.provider.config

    assert config.patch.supported
    assert not config.etag.supported
    assert not config.sort.supported
    assert {kind.name for kind in reach.scim.provider.resource_types} == {"User", "Group"}


def urn_of(data: Any) -> str:
    return str(data["urn"]) if isinstance(data, dict) and "urn" in data else ""
