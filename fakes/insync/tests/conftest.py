"""An inSync on a wire, and an identity provider that has its token."""

from __future__ import annotations

import pytest

from fakes.insync import FakeInSync
from fakes.wire import Wire

from .identity_provider import IdentityProvider, StillClock
from .rest_client import RestClient


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def wire(clock: StillClock) -> Wire:
    return Wire(clock)


@pytest.fixture
def insync(wire: Wire) -> FakeInSync:
    return FakeInSync(wire)


@pytest.fixture
def provider(wire: Wire, insync: FakeInSync) -> IdentityProvider:
    token = insync.provisioning.new_token()
    return IdentityProvider(wire, insync.provisioning.base_url(), token)


@pytest.fixture
def client(wire: Wire, insync: FakeInSync) -> RestClient:
    client = RestClient(wire, insync.api.create("script"))
    client.sign_in()
    return client
