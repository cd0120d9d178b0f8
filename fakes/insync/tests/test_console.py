"""Profiles, provisioning, settings and readings at the console."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fakes.insync import FakeInSync
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AccessSetting, AdminRole, Profile, ScimMapping
from fakes.wire import Address

from .identity_provider import ENTERPRISE, IdentityProvider, StillClock

WAY = ("Global Navigation", "SaaS Apps", "Microsoft 365", "Overview", "More", "Settings")
ACCESS = "Access user accounts using"


def go(insync: FakeInSync, *labels: str) -> tuple[str, ...]:
    """Click one label after the other, and return what the last page offers."""
    offered: tuple[str, ...] = ()
    for label in labels:
        offered = insync.settings.click(label)
    return offered


def set_access(insync: FakeInSync, value: str) -> None:
    """Go to the setting, choose a value and save it."""
    go(insync, *WAY)
    insync.settings.choose(name=ACCESS, value=value)
    insync.settings.save()


def test_the_setting_is_found_on_its_path(insync: FakeInSync) -> None:
    assert go(insync, *WAY) == (ACCESS,)
    assert insync.settings.access_user_accounts_using() is AccessSetting.EMAIL_ID


@pytest.mark.parametrize(
    ("value", "setting"),
    [
        ("AD Attribute", AccessSetting.AD_ATTRIBUTE),
        ("inSync email ID", AccessSetting.EMAIL_ID),
        ("inSync Email ID", AccessSetting.EMAIL_ID),
    ],
)
def test_the_setting_is_saved(insync: FakeInSync, value: str, setting: AccessSetting) -> None:
    set_access(insync, value)

    assert insync.settings.access_user_accounts_using() is setting


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": "Access"}, "expected 'Access user accounts using'"),
        ({"value": "UPN"}, "expected 'inSync email ID' or 'AD Attribute'"),
    ],
)
def test_what_the_page_does_not_have_is_not_chosen(
    insync: FakeInSync, change: dict[str, str], why: str
) -> None:
    go(insync, *WAY)
    with pytest.raises(ValueError, match=why):
        insync.settings.choose(**{"name": ACCESS, "value": "AD Attribute"} | change)
    insync.settings.save()
    assert insync.settings.access_user_accounts_using() is AccessSetting.EMAIL_ID


def test_only_a_cloud_administrator_saves_the_setting(insync: FakeInSync) -> None:
    go(insync, *WAY)
    insync.settings.choose(name=ACCESS, value="AD Attribute")
    with pytest.raises(ValueError, match="expected a Cloud administrator"):
        insync.settings.save(role=AdminRole.PROFILE_ADMINISTRATOR)
    assert insync.settings.access_user_accounts_using() is AccessSetting.EMAIL_ID


def test_what_is_chosen_and_not_saved_is_forgotten_elsewhere(insync: FakeInSync) -> None:
    go(insync, *WAY)
    insync.settings.choose(name=ACCESS, value="AD Attribute")
    go(insync, *WAY)
    insync.settings.save()
    assert insync.settings.access_user_accounts_using() is AccessSetting.EMAIL_ID


def test_settings_are_neither_chosen_nor_saved_on_another_page(insync: FakeInSync) -> None:
    go(insync, *WAY[:-1])
    with pytest.raises(ValueError, match="expected the page Settings"):
        insync.settings.choose(name=ACCESS, value="AD Attribute")
    with pytest.raises(ValueError, match="no settings here: expected the page"):
        insync.settings.save()


def test_a_page_refuses_what_it_does_not_offer(insync: FakeInSync) -> None:
    with pytest.raises(ValueError, match="'Settings' is not offered: the start page has"):
        insync.settings.click("Settings")
    with pytest.raises(ValueError, match=r"not offered: .* > Microsoft 365 has 'Ov"):
        go(insync, *WAY[:3], "Settings")
    assert go(insync, *WAY[:1], "Data Protection", *WAY[2:]) == (ACCESS,)


def test_only_a_cloud_administrator_creates_a_token(insync: FakeInSync) -> None:
    with pytest.raises(ValueError, match="expected a Cloud administrator"):
        insync.provisioning.new_token(role=AdminRole.PROFILE_ADMINISTRATOR)

    assert insync.provisioning.token_expires_on() is None


def test_a_token_is_the_same_every_time(insync: FakeInSync, clock: StillClock) -> None:
    first, second = insync.provisioning.new_token(), insync.provisioning.new_token()
    expires_on = insync.provisioning.token_expires_on()
    insync.reset()

    assert first != second
    assert expires_on is not None
    assert (expires_on - clock.now()).days == 365
    assert insync.provisioning.token_expires_on() is None
    assert insync.provisioning.new_token() == first


SALES = ScimMapping("Sales", "Sales", "East", "department", ("Sales", "Deals, big"))
COMPANY = ScimMapping("Acme", "Acme", "West", "companyName", ("Acme",))
EVERYONE = ScimMapping("Everyone", "Default", "Default")


@pytest.mark.parametrize(
    ("mappings", "attributes", "profile"),
    [
        ((SALES, COMPANY), {ENTERPRISE: {"department": "Sales"}}, "Sales"),
        ((SALES, COMPANY), {ENTERPRISE: {"department": "Deals, big"}}, "Sales"),
        ((SALES, COMPANY), {ENTERPRISE: {"department": "sales"}}, None),
        ((SALES, COMPANY), {"companyName": "Acme"}, "Acme"),
        ((SALES, COMPANY), {"companyName": "Acme", ENTERPRISE: {"department": "Sales"}}, "Sales"),
        ((COMPANY, SALES), {"companyName": "Acme", ENTERPRISE: {"department": "Sales"}}, "Acme"),
        ((SALES, EVERYONE), {}, "Default"),
        ((ScimMapping("m", "Acme", "s", "companyname", ("Acme",)),), {"companyName": "Acme"}, None),
        ((ScimMapping("m", "Acme", "s", "name.givenName", ("Ada",)),), {}, "Acme"),
        ((ScimMapping("m", "Acme", "s", "userName", ("ada@corp.example",)),), {}, "Acme"),
        ((), {}, None),
    ],
)
def test_the_first_mapping_that_fits_decides(
    insync: FakeInSync,
    provider: IdentityProvider,
    mappings: tuple[ScimMapping, ...],
    attributes: dict[str, object],
    profile: str | None,
) -> None:
    for name in ("Sales", "Acme"):
        insync.profiles.save(Profile(name))
    insync.provisioning.save_mappings(mappings)

    response = provider.create("ada@corp.example", **attributes)

    assert response.status == (201 if profile else 400)
    assert [each.profile for each in insync.accounts.all()] == ([profile] if profile else [])


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        (ScimMapping("", "Default", "s"), "expected a name used once"),
        (EVERYONE, "expected a name used once"),
        (ScimMapping("m", "Nowhere", "s"), "expected one of Default"),
        (ScimMapping("m", "Default", "s", "title"), "expected an attribute and its values"),
        (ScimMapping("m", "Default", "s", "", ("x",)), "expected an attribute and its values"),
    ],
)
def test_a_mapping_is_not_saved(insync: FakeInSync, mapping: ScimMapping, why: str) -> None:
    before = insync.provisioning.mappings()

    with pytest.raises(ValueError, match=why):
        insync.provisioning.save_mappings((EVERYONE, mapping))

    assert insync.provisioning.mappings() == before


@pytest.mark.parametrize(("max_users", "statuses"), [(0, [201, 201]), (1, [201, 403])])
def test_a_full_profile_takes_nobody_in(
    insync: FakeInSync, provider: IdentityProvider, max_users: int, statuses: list[int]
) -> None:
    insync.profiles.save(Profile("Default", max_users=max_users))

    responses = [provider.create(name) for name in ("ada@corp.example", "bob@corp.example")]

    assert [response.status for response in responses] == statuses


@pytest.mark.parametrize(
    ("profile", "why"), [(Profile(" "), "expected a name"), (Profile("P", -1), "expected 0")]
)
def test_a_profile_is_not_saved(insync: FakeInSync, profile: Profile, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        insync.profiles.save(profile)

    assert [each.name for each in insync.profiles.all()] == ["Default"]


def test_fewer_than_no_licenses_cannot_be_bought(insync: FakeInSync) -> None:
    with pytest.raises(ValueError, match="expected 0 or more"):
        insync.profiles.buy_licenses(-1)


def test_readings_say_what_there_is(insync: FakeInSync) -> None:
    options = dict(insync.readings.options())

    assert options["A1"] == ("inSync email ID", "the setting")
    assert options["A4"] == ("nothing is presented", "the inSync email ID")


@pytest.mark.parametrize(
    ("assumption", "reading", "why"),
    [("A0", "x", "expected one of A1"), ("A1", "x", "'inSync email ID' or 'the setting'")],
)
def test_a_reading_is_not_chosen(
    insync: FakeInSync, assumption: str, reading: str, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        insync.readings.choose(assumption, reading)


def test_a_reset_tenant_is_as_new(insync: FakeInSync) -> None:
    insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")
    first = insync.accounts.account(1).scim_id
    set_access(insync, "AD Attribute")
    insync.readings.choose("A1", "the setting")

    insync.reset()

    assert insync.accounts.all() == ()
    assert insync.settings.access_user_accounts_using() is AccessSetting.EMAIL_ID
    again = insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")
    assert (again.id, again.scim_id) == (1, first)


def test_the_parts_are_those_of_the_admin_port(insync: FakeInSync) -> None:
    admin: InSyncAdmin = insync

    assert admin.provisioning.base_url() == "https://apis.druva.example/insync/scim"


def test_scim_is_spoken_without_the_libraries_that_it_is_compared_with() -> None:
    program = (
        "import sys; from fakes.insync.api.scim import routes;"
        "sys.exit('scim2_server' in sys.modules or 'pydantic' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - our own words
