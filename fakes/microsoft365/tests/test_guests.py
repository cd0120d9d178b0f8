"""Who is a guest, and what Graph shows of guests."""

from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import UserType
from fakes.store.saving import dump, load
from fakes.wire import Address

from .client import Client

GUEST = "eve_home.example#EXT#@contoso.onmicrosoft.example"
HOME = Address("eve@home.example")


def test_an_invited_guest(fake: FakeMicrosoft365) -> None:
    eve = fake.directory.add_guest(HOME)
    assert (str(eve.user_principal_name), eve.mail) == (GUEST, HOME)
    assert (eve.mail_nickname, eve.display_name) == ("eve_home.example#EXT#", "eve@home.example")
    assert (eve.user_type, eve.licenses) == (UserType.GUEST, ())
    assert not fake.exchange.has_mailbox(eve.id)
    assert not fake.onedrive.is_provisioned(eve.id)


@pytest.mark.parametrize("upn", [GUEST, GUEST.replace("EXT", "ext")])
def test_whose_upn_is_from_elsewhere_is_a_guest_unless_it_is_said(
    fake: FakeMicrosoft365, upn: str
) -> None:
    assert fake.directory.add_user(Address(upn)).user_type is UserType.GUEST
    (eve,) = fake.directory.list_users()
    fake.directory.delete_user(eve.id)
    member = fake.directory.add_user(Address(upn), user_type=UserType.MEMBER)
    assert member.user_type is UserType.MEMBER
    assert fake.directory.set_user_type(member.id, UserType.GUEST).user_type is UserType.GUEST
    assert (
        fake.directory.restore_user(
            eve.id, new_user_principal_name=Address("eve@corp.example")
        ).user_type
        is UserType.GUEST
    )


def test_who_belongs_to_the_organization_is_a_member_unless_it_is_said(
    fake: FakeMicrosoft365,
) -> None:
    ada = fake.directory.add_user(Address("ada.ext@corp.example"))
    assert ada.user_type is UserType.MEMBER
    assert fake.directory.set_user_type(ada.id, UserType.GUEST).user_type is UserType.GUEST


def test_graph_shows_who_is_a_guest(fake: FakeMicrosoft365, client: Client) -> None:
    eve = fake.directory.add_guest(HOME)
    fake.directory.add_user(Address("ada@corp.example"))
    path = "/users/eve_home.example%23EXT%23@contoso.onmicrosoft.example"
    assert client.graph(f"{path}?$select=userType").json()["userType"] == "Guest"
    assert "userType" not in client.graph(path).json()
    (found,) = client.graph("/users?$filter=userType%20eq%20'Guest'").json()["value"]
    assert found["id"] == eve.id


def test_a_state_keeps_who_is_a_guest(fake: FakeMicrosoft365) -> None:
    eve = fake.directory.add_guest(HOME)
    state = dump(fake.state)
    fake.directory.set_user_type(eve.id, UserType.MEMBER)
    load(fake.state, state)
    assert fake.directory.get_user(eve.id) == eve
