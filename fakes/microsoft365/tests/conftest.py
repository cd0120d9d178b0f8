from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Wire

from .client import Client, HeldClock


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def wire(clock: HeldClock) -> Wire:
    return Wire(clock)


@pytest.fixture
def fake(wire: Wire) -> FakeMicrosoft365:
    return FakeMicrosoft365(wire)


@pytest.fixture
def client(wire: Wire, fake: FakeMicrosoft365) -> Client:
    return Client(wire, fake)


@pytest.fixture
def sam(fake: FakeMicrosoft365) -> User:
    """Somebody whose UPN, primary address and alias are three different addresses."""
    added = fake.directory.add_user(
        Address("sam@corp.onmicrosoft.example"),
        mail=Address("sam.soto@corp.example"),
        display_name="Sam Soto",
        licenses=(License.OFFICE_365_E3,),
    )
    return fake.directory.add_alias(added.id, Address("hello@corp.example"))
