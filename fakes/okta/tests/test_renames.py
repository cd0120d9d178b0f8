"""A2: what a changed userName does, path by path."""

from __future__ import annotations

import pytest

from fakes.okta.model import (
    Apply,
    AppUserStatus,
    OnApplyUpdates,
    Provisioning,
    RunResult,
    ScimStyle,
    SignOn,
    UsernameFormat,
)
from fakes.okta.rules import UsernameChange, on_rename

from .org import Org, look_up

UPN, SMTP = "ada@corp.example", "ada@mail.example"
PUSH = ["GET /Users/s1", "PUT /Users/s1"]
CREATE = [look_up(SMTP), "POST /Users"]
DEACTIVATE = ["PATCH /Users/s1"]

READINGS = [
    (OnApplyUpdates.LOOK_UP_AGAIN, CREATE),
    (OnApplyUpdates.DEACTIVATE_THEN_LOOK_UP, [*DEACTIVATE, *CREATE]),
    (OnApplyUpdates.UPDATE_IN_PLACE, PUSH),
]


def remap(org: Org) -> None:
    """Do what the article says: UPN to its own attribute, SMTP to userName."""
    org.add_attribute("userPrincipalName", "user.login")
    org.map_username("user.email")


@pytest.mark.parametrize("reading", list(OnApplyUpdates))
def test_only_bulk_changes_follow_the_reading(reading: OnApplyUpdates) -> None:
    assert on_rename(UsernameChange.PROFILE, reading) is OnApplyUpdates.UPDATE_IN_PLACE
    assert on_rename(UsernameChange.ASSIGNMENT, reading) is OnApplyUpdates.DEACTIVATE_THEN_LOOK_UP
    assert on_rename(UsernameChange.BULK, reading) is reading


def test_p1_a_profile_change_renames_in_place(org: Org) -> None:
    user = org.linked()
    org.directory.update(user.id, ("login", "eva@corp.example"))
    assert org.run() == PUSH
    assert org.provider.users["s1"]["userName"] == "eva@corp.example"
    assert org.of(user).user_name == "eva@corp.example"
    assert "change_username" in org.events("user_membership")


def test_p1_a_deferred_mapping_goes_with_the_next_profile_change(org: Org) -> None:
    user = org.linked()
    remap(org)
    org.directory.update(user.id, ("firstName", "Eva"))
    assert org.run() == PUSH
    assert org.provider.users["s1"]["userName"] == SMTP
    assert org.provider.users["s1"]["userPrincipalName"] == UPN


def test_p2_an_edited_assignment_deactivates_and_looks_up(org: Org) -> None:
    user = org.linked()
    edited = org.assignments.edit_username(user.id, SMTP)
    assert (edited.external_id, edited.status) == (None, AppUserStatus.STAGED)
    assert org.jobs.run() == RunResult(deactivated=1, created=1)
    assert org.sent() == [*DEACTIVATE, *CREATE]
    assert org.of(user).external_id == "s2"
    assert org.provider.users["s1"]["active"] is False
    assert org.provider.users["s2"]["externalId"] == user.id


def test_p2_of_a_wizard_built_app(org: Org) -> None:
    org.provision_with(ScimStyle.WIZARD)
    user = org.linked()
    org.assignments.edit_username(user.id, SMTP)
    assert org.run() == [*PUSH, *CREATE]


def test_p2_without_create_and_deactivate_ends_in_a_task(org: Org) -> None:
    user = org.linked()
    org.switch(create_users=False, deactivate_users=False)
    org.assignments.edit_username(user.id, SMTP)
    assert org.run() == [look_up(SMTP)]
    assert org.jobs.tasks()[0].text.endswith("failed: Matching user not found")


def test_p2_does_not_depend_on_update_user_attributes(org: Org) -> None:
    user = org.linked()
    org.switch(update_user_attributes=False)
    org.assignments.edit_username(user.id, SMTP)
    assert org.run() == [*DEACTIVATE, *CREATE]


@pytest.mark.parametrize("push", ["apply_updates_now", "force_sync"])
@pytest.mark.parametrize(("reading", "requests"), READINGS)
def test_p3_a_remapped_username(
    org: Org, push: str, reading: OnApplyUpdates, requests: list[str]
) -> None:
    org.readings.choose("A2", reading.value)
    org.linked()
    remap(org)
    getattr(org.assignments, push)()
    assert org.run() == requests


@pytest.mark.parametrize(("reading", "requests"), READINGS)
def test_p3_update_now_on_the_sign_on_tab(
    org: Org, reading: OnApplyUpdates, requests: list[str]
) -> None:
    org.readings.choose("A2", reading.value)
    org.linked()
    org.app.save_sign_on(SignOn(format=UsernameFormat.EMAIL))
    org.assignments.update_usernames_now()
    assert org.run() == requests


def test_p3_looking_up_again_leaves_the_old_account_alone(org: Org) -> None:
    user = org.linked()
    remap(org)
    org.assignments.apply_updates_now()
    org.run()
    old, new = org.provider.users.values()
    assert (old["userName"], old["active"]) == (UPN, True)
    assert (new["userName"], new["userPrincipalName"]) == (SMTP, UPN)
    assert org.of(user).external_id == "s2"


def test_p3_an_account_renamed_beforehand_is_found_again(org: Org) -> None:
    user = org.linked()
    org.provider.users["s1"]["userName"] = SMTP
    remap(org)
    org.assignments.apply_updates_now()
    assert org.run() == [look_up(SMTP), *PUSH]
    assert org.of(user).external_id == "s1"
    assert org.provider.users["s1"]["userPrincipalName"] == UPN


def test_p3_an_unchanged_username_is_a_plain_push(org: Org) -> None:
    user = org.person(email=UPN)
    org.assignments.assign(user.id)
    org.run()
    remap(org)
    org.assignments.apply_updates_now()
    assert org.run() == PUSH


def test_p4_an_assignment_made_before_provisioning_waits_for_provision_user(org: Org) -> None:
    page = org.state.provisioning
    org.state.provisioning = Provisioning()
    user = org.person()
    assert org.assignments.assign(user.id).before_provisioning
    org.state.provisioning = page
    remap(org)
    org.assignments.force_sync()
    org.assignments.apply_updates_now()
    org.directory.update(user.id, ("firstName", "Eva"))
    assert org.run() == []
    org.assignments.provision_user(user.id)
    assert org.run() == CREATE
    assert not org.of(user).before_provisioning


def test_p5_unassigning_forgets_the_link(org: Org) -> None:
    user = org.linked()
    remap(org)
    org.assignments.unassign(user.id)
    assert org.assignments.of(user.id) is None
    org.assignments.assign(user.id)
    assert org.run() == [*DEACTIVATE, *CREATE]


def test_p6_create_only_keeps_the_old_name(org: Org) -> None:
    org.linked()
    org.map_username("user.email", Apply.CREATE_ONLY)
    org.assignments.apply_updates_now()
    assert org.run() == PUSH
    assert org.provider.users["s1"]["userName"] == UPN
    org.assignments.assign(org.person("ben").id)
    assert org.run()[0] == look_up("ben@mail.example")


def test_p6_on_the_sign_on_tab(org: Org) -> None:
    user = org.linked()
    org.username_on_create_only()
    org.directory.update(user.id, ("login", "eva@corp.example"))
    assert org.run() == []
    assert org.of(user).user_name == UPN
