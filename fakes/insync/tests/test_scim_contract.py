"""The whole of scim2-tester's suite against the SCIM endpoint, over a strict client, in process."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from fakes.insync import FakeInSync
from fakes.wire import Wire

if TYPE_CHECKING:
    from scim2_client.engines.wsgi import WSGISCIMClient

pytestmark = pytest.mark.contract

# What the suite asks for and inSync does otherwise, by check and attribute, with the reason.
DEVIATIONS = {
    (
        "check_remove_attribute",
        "displayName",
    ): "Druva: a user always has a name, first and last name combined where none is sent",
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


@pytest.fixture
def client() -> WSGISCIMClient:
    # Asked here and not at the top, so that there are as many tests with the extra as without.
    pytest.importorskip("scim2_tester", reason="the extra contract brings it")
    from scim2_client.engines.wsgi import WSGISCIMClient

    wire = Wire()
    insync = FakeInSync(wire)
    token, url = insync.provisioning.new_token(), insync.provisioning.base_url()
    client = WSGISCIMClient(
        wire.door(urlsplit(url).netloc),
        base_url=url,
        headers={"Authorization": f"Bearer {token}"},
    )
    client.discover()
    return client


def test_the_suite_finds_the_known_deviations_and_nothing_else(client: WSGISCIMClient) -> None:
    from scim2_tester import Status, check_server

    user = client.provider.model_for("User")
    assert user is not None
    user.model_fields["user_name"].examples = Addresses()  # type: ignore[assignment] # one at a time

    results = check_server(client)

    fine = (Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE)
    found = {
        (each.title, urn_of(each.data)): each.reason for each in results if each.status not in fine
    }
    assert found.keys() == DEVIATIONS.keys(), found
    assert {each.resource_type for each in results} == {None, "User", "Group"}
    assert len(results) > 100


def test_the_service_announces_what_it_does(client: WSGISCIMClient) -> None:
    config = client.provider.config

    assert config is not None
    assert config.patch is not None
    assert config.patch.supported
    assert config.etag is not None
    assert not config.etag.supported
    assert config.sort is not None
    assert not config.sort.supported
    assert {kind.name for kind in client.provider.resource_types} == {"User", "Group"}


def urn_of(data: Any) -> str:
    return str(data["urn"]) if isinstance(data, dict) and "urn" in data else ""
