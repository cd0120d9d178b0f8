"""A profile has no more users than its maximum, by whatever way they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.insync import FakeInSync
from fakes.insync.licenses import ComingBack
from fakes.insync.model import EVERYONE, AccountStatus, Profile
from fakes.store.saving import dump
from fakes.wire import Address, Response, Wire

from .identity_provider import ADA, BOB, IdentityProvider
from .rest_client import RestClient

MOST = 2
LAW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def remembered(insync: FakeInSync) -> dict[str, Any]:
    """Return all that inSync remembers but for how many identifiers were drawn."""
    return {name: value for name, value in dump(insync.state).items() if name != "ids"}


def active(insync: FakeInSync, profile: str = "Default") -> int:
    return sum(
        each.status is AccountStatus.ACTIVE and each.profile == profile
        for each in insync.accounts.all()
    )


@pytest.fixture
def full(insync: FakeInSync, provider: IdentityProvider) -> str:
    """The SCIM id of a user who was preserved by the identity provider, and whose place is gone."""
    insync.profiles.save(Profile("Default", max_users=1))
    scim_id = str(provider.created(ADA)["id"])
    assert provider.patch_active(scim_id, active=False).ok
    provider.created(BOB)
    return scim_id


BACK: dict[str, Callable[[IdentityProvider, str], Response]] = {
    "PATCH": lambda provider, scim_id: provider.patch_active(scim_id, active=True),
    "PUT": lambda provider, scim_id: provider.put(scim_id, active=True),
}


@pytest.mark.parametrize("way", BACK)
def test_scim_answers_403_for_whoever_comes_back_to_a_full_profile(
    insync: FakeInSync, provider: IdentityProvider, full: str, way: str
) -> None:
    before = remembered(insync)
    answer = BACK[way](provider, full)
    assert answer.status == 403
    assert answer.json()["detail"] == "The profile has reached its maximum number of users."
    assert remembered(insync) == before
    insync.profiles.save(Profile("Default", max_users=2))
    assert BACK[way](provider, full).ok
    assert active(insync) == 2


def test_what_scim_deleted_is_not_given_back_to_a_full_profile(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    insync.profiles.save(Profile("Default", max_users=1))
    provider.send("DELETE", f"/Users/{provider.created(ADA)['id']}")
    provider.created(BOB)
    assert provider.create(ADA).status == 403
    assert active(insync) == 1


def test_the_console_and_the_rest_api_refuse_too(
    insync: FakeInSync, full: str, client: RestClient
) -> None:
    (ada,) = [each for each in insync.accounts.all() if each.scim_id == full]
    with pytest.raises(ValueError, match="the profile has reached its maximum number of users: "):
        insync.accounts.activate(ada.id)
    answer = client.send("POST", f"/insync/usermanagement/v1/users/{ada.id}/activate", {})
    assert (answer.ok, active(insync)) == (False, 1)


def test_read_otherwise_they_come_back_all_the_same(
    insync: FakeInSync, provider: IdentityProvider, full: str
) -> None:
    insync.readings.choose("A82", ComingBack.ALWAYS.value)
    assert provider.patch_active(full, active=True).ok
    assert active(insync) == 2


def test_an_account_that_was_moved_while_preserved_needs_a_place_where_it_is_now(
    insync: FakeInSync,
) -> None:
    insync.profiles.save(Profile("Small", max_users=1))
    one, two = (
        insync.accounts.add(email_id=Address(text), display_name=text, profile=profile)
        for text, profile in ((ADA, "Small"), (BOB, "Default"))
    )
    insync.accounts.preserve(two.id)
    insync.accounts.move(two.id, profile="Small")
    with pytest.raises(ValueError, match="maximum number of users"):
        insync.accounts.activate(two.id)
    insync.accounts.preserve(one.id)
    insync.accounts.activate(two.id)
    assert active(insync, "Small") == 1


class Ways:
    """Every way in which an account becomes an active one of a profile, or leaves it."""

    def __init__(self) -> None:
        wire = Wire()
        self.insync = FakeInSync(wire)
        for name in ("Default", "Other"):
            self.insync.profiles.save(Profile(name, max_users=MOST))
        self.insync.provisioning.save_mappings((EVERYONE,))
        token = self.insync.provisioning.new_token()
        self.provider = IdentityProvider(wire, self.insync.provisioning.base_url(), token)

    def go(self, way: str, number: int, profile: str) -> None:
        email_id = Address(f"p{number}@x.example")
        accounts, found = self.insync.accounts, self.insync.accounts.find(email_id)
        if way == "add":
            accounts.add(email_id=email_id, display_name="P", profile=profile)
        elif way == "file":
            accounts.import_csv(f"a,b\nP,{email_id}\nQ,q{number}@x.example".encode())
        elif way == "AD":
            accounts.add_from_ad(email_id=email_id, display_name="P", user_name="p")
        elif way == "SCIM":
            self.provider.create(email_id.text)
        elif found:
            self.change(way, found.id, found.scim_id, profile)

    def change(self, way: str, account_id: int, scim_id: str, profile: str) -> None:
        if way == "move":
            self.insync.accounts.move(account_id, profile=profile)
        elif way in ("preserve", "activate"):
            getattr(self.insync.accounts, way)(account_id)
        elif scim_id and way == "SCIM deletes":
            self.provider.send("DELETE", f"/Users/{scim_id}")
        elif scim_id:
            self.provider.patch_active(scim_id, active=way == "SCIM activates")


WAYS = st.sampled_from(
    [
        *("add", "add", "file", "AD", "SCIM", "SCIM", "move", "move", "preserve", "preserve"),
        *("activate", "activate", "SCIM deletes", "SCIM activates", "SCIM preserves"),
    ]
)
STEPS = st.lists(
    st.tuples(WAYS, st.integers(1, 5), st.sampled_from(["Default", "Other"])), max_size=40
)


@given(steps=STEPS)
@LAW
def test_no_history_makes_a_profile_too_large(steps: list[tuple[str, int, str]]) -> None:
    ways = Ways()
    for way, number, profile in steps:
        before = remembered(ways.insync)
        try:
            ways.go(way, number, profile)
        except ValueError:
            assert remembered(ways.insync) == before
        for name in ("Default", "Other"):
            assert active(ways.insync, name) <= MOST
