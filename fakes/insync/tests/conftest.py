"""An inSync on a wire, and an identity provider that has its token."""

from __future__ import annotations

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import EVERYONE
from fakes.wire import Wire

from .identity_provider import ADA, BOB, EMAILS, ENTERPRISE, IdentityProvider, StillClock
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
    insync.provisioning.save_mappings((EVERYONE,))
    token = insync.provisioning.new_token()
    return IdentityProvider(wire, insync.provisioning.base_url(), token)


@pytest.fixture
def ada(provider: IdentityProvider) -> str:
    """The id of an account with many values; Bob's has few."""
    extension = {"department": "Analysis", "manager": {"value": "7", "displayName": "Boss"}}
    created = provider.created(
        ADA, title="Countess", emails=EMAILS, **{ENTERPRISE: extension}, externalId="00u1"
    )
    provider.created(BOB, externalId="00u2", emails=None)
    return str(created["id"])


@pytest.fixture
def client(wire: Wire, insync: FakeInSync) -> RestClient:
    client = RestClient(wire, insync.api.create("script"))
    client.sign_in()
    return client
