from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365, Hosts
from fakes.microsoft365.model import Credentials, License, User
from fakes.wire import Address, Clock, Wire

# The hosts are those that the libraries have built in; nothing leaves the process.
HOSTS = Hosts(
    graph="graph.microsoft.com",
    login="login.microsoftonline.com",
    exchange="outlook.office365.com",
)


@pytest.fixture
def wire() -> Wire:
    """The libraries compare what they are told with the time of the machine."""
    return Wire(Clock())


@pytest.fixture
def fake(wire: Wire) -> FakeMicrosoft365:
    return FakeMicrosoft365(wire, hosts=HOSTS)


@pytest.fixture
def credentials(fake: FakeMicrosoft365) -> Credentials:
    return fake.apps.register_app("inSync")


@pytest.fixture
def sam(fake: FakeMicrosoft365) -> User:
    """Somebody whose UPN, primary address and alias differ, with mail and a drive."""
    added = fake.directory.add_user(
        Address("sam@corp.onmicrosoft.example"),
        mail=Address("sam.soto@corp.example"),
        display_name="Sam Soto",
        licenses=(License.OFFICE_365_E3,),
    )
    fake.onedrive.provision(added.id)
    return fake.directory.add_alias(added.id, Address("hello@corp.example"))
