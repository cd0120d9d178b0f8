"""The other pages of the console: who may save, what is shown once, where the menu leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import pytest

from fakes.insync import FakeInSync
from fakes.insync.licenses import Licenses
from fakes.insync.model import (
    AccessSetting,
    Account,
    Backup,
    EmailIdChange,
    NotStarted,
    Profile,
    Restore,
    ScimMapping,
    SnapshotItem,
)
from fakes.insync.screens import labels
from fakes.insync.screens.menu import BAR, MENU
from fakes.screens import Entry
from fakes.wire import Wire

from .console_client import ConsoleClient, complaint, value

SETTINGS = "/microsoft-365/overview/settings"
PROVISIONING = "/user-provisioning"


@pytest.fixture
def console(insync: FakeInSync, wire: Wire) -> ConsoleClient:
    return ConsoleClient(insync, wire)


def test_a_cloud_administrator_saves_the_setting(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    page = console.click(SETTINGS, "save", access="AD Attribute")

    assert "The settings were saved." in page
    assert insync.settings.access_user_accounts_using() is AccessSetting.AD_ATTRIBUTE


def test_nobody_else_saves_it_and_what_was_chosen_is_kept(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    console.sign_in("Profile administrator")

    page = console.click(SETTINGS, "save", access="AD Attribute")

    assert console.status == 422
    assert "a Profile administrator cannot save settings: expected a Cloud administrator" in page
    assert '<option value="AD Attribute" selected>' in page
    assert insync.settings.access_user_accounts_using() is AccessSetting.EMAIL_ID


def test_a_value_that_is_not_offered_is_told_at_the_list(console: ConsoleClient) -> None:
    page = console.click(SETTINGS, "save", access="UPN")

    assert "cannot be 'UPN'" in complaint(page, "access")


def test_the_panel_and_the_bar_offer_what_a_click_of_the_port_offers(insync: FakeInSync) -> None:
    click = insync.settings.click

    assert click("Global Navigation") == _labels(MENU)
    for entry in MENU:
        click("Global Navigation")
        assert click(entry.label) == _labels(entry.entries)
    for way in ("SaaS Apps", "Data Protection"):
        for label in ("Global Navigation", way):
            click(label)
        assert click("Microsoft 365") == tuple(label for _path, label in BAR)


def test_each_entry_of_the_menu_leads_to_a_page(console: ConsoleClient) -> None:
    paths = [entry.path for entry in _flat(MENU) if entry.path]
    for path in (*paths, *(path for path, _label in BAR)):
        console.open(path)
        assert console.status == 200, path
    assert len(paths) > len(MENU)


def test_a_token_is_shown_once_with_its_end(console: ConsoleClient, insync: FakeInSync) -> None:
    page = console.click(PROVISIONING, "token")
    secret = page.partition('<code class="secret">')[2].partition("<")[0]

    assert insync.provisioning.admits(secret)
    assert f"{insync.provisioning.token_expires_on():%Y-%m-%d %H:%M:%S}" in page
    assert secret not in console.open(PROVISIONING)


def test_a_profile_administrator_is_given_no_token(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    console.sign_in("Profile administrator")

    page = console.click(PROVISIONING, "token")

    assert "a Profile administrator cannot create a token" in page
    assert insync.provisioning.token_expires_on() is None


def test_an_api_secret_is_shown_once_and_the_client_id_with_it(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    page = console.click("/api-credentials", "create", name="Reporting")
    secret = page.partition('<code class="secret">')[2].partition("<")[0]

    (client,) = insync.state.api_clients
    assert client.client_id in page
    assert secret
    assert secret not in console.open("/api-credentials")


def test_a_profile_that_is_no_number_is_told_at_its_field(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    page = console.click(
        "/profiles/new", "save", name="Board", max_users="many", retention_days="30"
    )

    assert complaint(page, "max_users") == "'many' is not a number: expected digits, such as 25"
    assert value(page, "retention_days") == "30"
    assert len(insync.profiles.all()) == 1


def test_a_profile_keeps_its_name_when_it_is_edited(
    console: ConsoleClient, insync: FakeInSync
) -> None:
    console.click("/profiles/1", "save", name="Other", max_users="3", retention_days="0")

    assert insync.profiles.all() == (Profile("Default", max_users=3, workloads=frozenset()),)


def test_mappings_change_places(console: ConsoleClient, insync: FakeInSync) -> None:
    one, two, three = (ScimMapping(each, "Default", "Default") for each in ("1st", "2nd", "3rd"))
    insync.provisioning.save_mappings((one, two, three))

    console.click(PROVISIONING, "down", number="1")
    assert insync.provisioning.mappings() == (two, one, three)
    console.click(PROVISIONING, "up", number="3")
    assert insync.provisioning.mappings() == (two, three, one)
    console.click(PROVISIONING, "delete", number="2")
    assert insync.provisioning.mappings() == (two, one)


def test_a_mapping_is_changed_in_its_place(console: ConsoleClient, insync: FakeInSync) -> None:
    one, two = (ScimMapping(each, "Default", "Default") for each in ("1st", "2nd"))
    insync.provisioning.save_mappings((one, two))

    console.click(
        f"{PROVISIONING}/mappings/1",
        "finish",
        name="First",
        attribute="title",
        values="Engineer\r\nFellow",
        profile="Default",
        storage="Cold",
    )

    changed = ScimMapping("First", "Default", "Cold", "title", ("Engineer", "Fellow"))
    assert insync.provisioning.mappings() == (changed, two)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "expected a name used once"),
        ({"profile": "Board"}, "profile", "no profile 'Board'"),
        ({"attribute": "title"}, "attribute", "expected an attribute and its values"),
        ({"storage": " "}, "storage", "the storage is empty"),
    ],
)
def test_a_refused_mapping_is_told_at_the_field_that_it_is_about(
    console: ConsoleClient, insync: FakeInSync, typed: dict[str, str], field: str, said: str
) -> None:
    form = {"name": "All", "attribute": "", "values": "", "profile": "Default", "storage": "Cold"}

    page = console.click(f"{PROVISIONING}/new-mapping", "finish", **{**form, **typed})

    assert said in complaint(page, field)
    assert insync.provisioning.mappings() == ()


@pytest.mark.parametrize(("path", "button"), [(PROVISIONING, "token"), (SETTINGS, "save")])
def test_a_form_without_the_token_of_this_browser_does_nothing(
    console: ConsoleClient, insync: FakeInSync, path: str, button: str
) -> None:
    before = insync.state.token, insync.state.access

    forged = {"form-token": "forged", "access": "AD Attribute"}
    page = console.click(path, button, **forged)

    assert console.status == 403
    assert "Nothing was done." in page
    assert (insync.state.token, insync.state.access) == before


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (Account, labels.ACCOUNT),
        (Backup, labels.BACKUP),
        (Restore, labels.RESTORE),
        (NotStarted, labels.NOT_STARTED),
        (SnapshotItem, labels.SNAPSHOT_ITEM),
        (EmailIdChange, labels.EMAIL_ID_CHANGE),
        (Profile, labels.PROFILE),
        (ScimMapping, labels.MAPPING),
        (Licenses, labels.Labels(labels.LICENSES, {})),
    ],
)
def test_each_field_of_a_record_is_on_its_page(record: type, shown: labels.Labels) -> None:
    names = [each.name for each in fields(record)]

    assert sorted((*shown.first, *shown.rest)) == sorted(names)


def _labels(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(each.label for each in entries)


def _flat(entries: Sequence[Entry]) -> list[Entry]:
    return [each for entry in entries for each in (entry, *_flat(entry.entries))]
