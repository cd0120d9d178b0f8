"""Which requests each cause leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from fakes.okta.model import (
    AppUserStatus,
    AttributeMapping,
    Provisioning,
    RunResult,
    ScimStyle,
    Scope,
    SyncState,
)
from fakes.okta.rules import may_push

from .org import Org, look_up

LOOK_UP = look_up("ada@corp.example")
PUSH = ["GET /Users/s1", "PUT /Users/s1"]
STYLES = [ScimStyle.WIZARD, ScimStyle.CATALOG]


def test_assign_without_a_match_creates(org: Org) -> None:
    user = org.person()
    assert org.assignments.assign(user.id).status is AppUserStatus.STAGED
    assert org.sent() == []
    assert org.jobs.run() == RunResult(created=1)
    assert org.sent() == [LOOK_UP, "POST /Users"]
    linked = org.of(user)
    assert (linked.external_id, linked.status) == ("s1", AppUserStatus.PROVISIONED)
    assert linked.sync_state is SyncState.SYNCHRONIZED
    assert linked.pushed == (("userName", "ada@corp.example"), *linked.profile)
    assert org.events() == ["push", "sync"]


def test_not_found_is_no_match(org: Org) -> None:
    org.assignments.assign(org.person().id)
    org.answer(404, method="GET")
    assert org.run() == [LOOK_UP, "POST /Users"]


@pytest.mark.parametrize("style", STYLES)
def test_assign_with_a_match_links_and_pushes(org: Org, style: ScimStyle) -> None:
    org.provision_with(style)
    org.provider.add(userName="ADA@corp.example")
    user = org.person()
    org.assignments.assign(user.id)
    assert org.jobs.run() == RunResult(linked=1)
    assert org.sent() == [LOOK_UP, *PUSH]
    assert org.of(user).external_id == "s1"
    assert org.provider.users["s1"]["displayName"] == "Ada Hill"


@pytest.mark.parametrize(
    ("style", "reactivation"),
    [(ScimStyle.WIZARD, "PUT /Users/s1"), (ScimStyle.CATALOG, "PATCH /Users/s1")],
)
def test_assign_with_an_inactive_match_reactivates_it(
    org: Org, style: ScimStyle, reactivation: str
) -> None:
    org.provision_with(style)
    org.provider.add(userName="ada@corp.example", active=False)
    org.assignments.assign(org.person().id)
    assert org.jobs.run() == RunResult(linked=1, reactivated=1)
    assert org.sent() == [LOOK_UP, "GET /Users/s1", reactivation, *PUSH]
    assert org.events() == ["verify_exists", "reactivate", "push_profile", "sync"]
    assert org.provider.users["s1"]["active"] is True


@pytest.mark.parametrize("style", STYLES)
def test_a_profile_change_is_pushed(org: Org, style: ScimStyle) -> None:
    org.provision_with(style)
    user = org.linked()
    org.directory.update(user.id, ("firstName", "Eva"))
    assert org.jobs.run() == RunResult(updated=1)
    assert org.sent() == PUSH


def test_a_change_of_nothing_mapped_is_not_pushed(org: Org) -> None:
    user = org.linked()
    org.directory.update(user.id, ("nickName", "A"))
    assert org.run() == []


@pytest.mark.parametrize(
    ("style", "requests"),
    [(ScimStyle.WIZARD, PUSH), (ScimStyle.CATALOG, ["PATCH /Users/s1"])],
)
@pytest.mark.parametrize("cause", ["unassigned", "deactivated", "group lost", "group unassigned"])
def test_deactivation(org: Org, style: ScimStyle, requests: list[str], cause: str) -> None:
    org.provision_with(style)
    user, group = org.person(), org.directory.add_group("Staff")
    org.directory.join(group.id, user.id)
    if cause.startswith("group"):
        org.assignments.assign_group(group.id)
    else:
        org.assignments.assign(user.id)
    org.run()
    end: dict[str, Callable[[], object]] = {
        "unassigned": lambda: org.assignments.unassign(user.id),
        "deactivated": lambda: org.directory.deactivate(user.id),
        "group lost": lambda: org.directory.leave(group.id, user.id),
        "group unassigned": lambda: org.assignments.unassign_group(group.id),
    }
    end[cause]()
    assert org.assignments.of(user.id) is None
    assert org.jobs.run() == RunResult(deactivated=1)
    assert org.sent() == requests
    assert org.provider.users["s1"]["active"] is False


@pytest.mark.parametrize("style", STYLES)
def test_reactivation_through_a_group_goes_to_the_same_account(org: Org, style: ScimStyle) -> None:
    org.provision_with(style)
    user, group = org.person(), org.directory.add_group("Staff")
    org.assignments.assign_group(group.id)
    org.directory.join(group.id, user.id)
    org.run()
    org.directory.deactivate(user.id)
    org.run()
    assert org.of(user).status is AppUserStatus.INACTIVE
    org.directory.activate(user.id)
    assert org.jobs.run() == RunResult(reactivated=1)
    assert org.sent() == (PUSH if style is ScimStyle.WIZARD else ["PATCH /Users/s1"])
    assert org.provider.users["s1"]["active"] is True
    assert org.of(user).status is AppUserStatus.PROVISIONED


def test_suspension_sends_nothing(org: Org) -> None:
    user = org.linked()
    org.directory.suspend(user.id)
    org.directory.unsuspend(user.id)
    assert org.run() == []


def test_deactivate_users_off_is_not_made_up_for(org: Org) -> None:
    user = org.linked()
    org.switch(deactivate_users=False)
    org.assignments.unassign(user.id)
    org.switch(deactivate_users=True)
    assert org.run() == []


def test_an_assignment_never_linked_is_not_deactivated(org: Org) -> None:
    user = org.person()
    org.assignments.assign(user.id)
    org.assignments.unassign(user.id)
    assert org.run() == []


def test_update_user_attributes_off_pushes_nothing(org: Org) -> None:
    user = org.linked()
    org.switch(update_user_attributes=False)
    org.directory.update(user.id, ("firstName", "Eva"))
    org.assignments.apply_updates_now()
    org.assignments.force_sync()
    assert org.run() == []
    assert org.of(user).sync_state is SyncState.OUT_OF_SYNC


def test_create_users_off_links_but_does_not_create(org: Org) -> None:
    org.switch(create_users=False)
    org.provider.add(userName="ada@corp.example")
    for name in ("ada", "ben"):
        org.assignments.assign(org.person(name).id)
    assert org.jobs.run() == RunResult(linked=1, failed=1)
    assert org.sent() == [LOOK_UP, *PUSH, look_up("ben@corp.example")]
    assert org.jobs.tasks()[0].text == (
        "Automatic provisioning of user Ben Hill to app Druva 2.0 failed: Matching user not found"
    )


def test_provisioning_off_sends_nothing(org: Org) -> None:
    org.state.provisioning = Provisioning()
    user = org.person()
    assigned = org.assignments.assign(user.id)
    assert (assigned.status, assigned.sync_state) == (AppUserStatus.ACTIVE, SyncState.DISABLED)
    assert org.run() == []


def test_apply_updates_pushes_all_and_force_sync_what_differs(org: Org) -> None:
    org.linked("ada")
    ben = org.linked("ben")
    org.assignments.apply_updates_now()
    assert org.run() == [*PUSH, "GET /Users/s2", "PUT /Users/s2"]
    org.assignments.force_sync()
    assert org.run() == []
    org.app.save_mapping(AttributeMapping("displayName", "user.nickName"))
    org.assignments.force_sync()
    assert len(org.run()) == 4
    org.directory.update(ben.id, ("nickName", "B"))
    org.state.jobs.clear()
    org.assignments.force_sync()
    assert org.run() == ["GET /Users/s2", "PUT /Users/s2"]


def test_saving_a_mapping_sends_nothing(org: Org) -> None:
    org.linked()
    org.map_username("user.email")
    assert org.run() == []


def test_a_group_assigns_its_members_now_and_later(org: Org) -> None:
    group = org.directory.add_group("Staff")
    ada, ben, eva = (org.person(name) for name in ("ada", "ben", "eva"))
    org.directory.join(group.id, ada.id)
    org.assignments.assign(ben.id)
    org.directory.join(group.id, ben.id)
    assert [each.user_id for each in org.assignments.assign_group(group.id)] == [ada.id]
    org.directory.join(group.id, eva.id)
    assert org.of(eva).scope is Scope.GROUP
    assert org.jobs.run() == RunResult(created=3)
    org.directory.leave(group.id, ada.id)
    org.directory.leave(group.id, ben.id)
    assert org.jobs.run() == RunResult(deactivated=1)
    assert [each.user_id for each in org.assignments.all()] == [ben.id, eva.id]


def test_a_personal_assignment_falls_back_to_the_group(org: Org) -> None:
    group, user = org.directory.add_group("Staff"), org.linked()
    org.directory.join(group.id, user.id)
    org.assignments.assign_group(group.id)
    org.assignments.unassign(user.id)
    assert org.run() == []
    assert org.of(user).scope is Scope.GROUP
    with pytest.raises(ValueError, match="through a group"):
        org.assignments.unassign(user.id)


def test_leaving_one_of_two_groups_changes_nothing(org: Org) -> None:
    user, groups = org.person(), [org.directory.add_group(name) for name in ("Staff", "Sales")]
    for group in groups:
        org.assignments.assign_group(group.id)
        org.directory.join(group.id, user.id)
    org.run()
    org.directory.leave(groups[0].id, user.id)
    assert org.run() == []
    assert org.assignments.of(user.id)


def test_a_sleeping_assignment_is_not_pushed_and_not_deactivated_twice(org: Org) -> None:
    user, group = org.person(), org.directory.add_group("Staff")
    org.assignments.assign_group(group.id)
    org.directory.join(group.id, user.id)
    org.run()
    org.directory.update(user.id, ("firstName", "Eva"))
    org.directory.deactivate(user.id)
    assert org.run() == ["PATCH /Users/s1"]
    org.directory.update(user.id, ("firstName", "Ada"))
    org.assignments.edit_username(user.id, "eva@corp.example")
    org.assignments.apply_updates_now()
    org.directory.leave(group.id, user.id)
    assert org.run() == []
    assert org.assignments.all() == ()


def test_nobody_is_provisioned_while_deactivated(org: Org) -> None:
    user, group = org.person(), org.directory.add_group("Staff")
    org.assignments.assign_group(group.id)
    org.directory.join(group.id, user.id)
    org.directory.deactivate(user.id)
    assert org.run() == []
    org.directory.activate(user.id)
    assert org.run() == [LOOK_UP, "POST /Users"]


def test_a_deleted_person_leaves_no_assignment_and_no_link(org: Org) -> None:
    user, group = org.person(), org.directory.add_group("Staff")
    org.assignments.assign_group(group.id)
    org.directory.join(group.id, user.id)
    org.run()
    org.directory.deactivate(user.id)
    org.run()
    org.directory.delete(user.id)
    assert org.assignments.all() == ()
    org.assignments.force_sync()
    assert org.run() == []
    successor = org.person()
    org.assignments.assign(successor.id)
    org.run()
    assert org.of(successor).external_id == "s1"


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"external_id": None}, False),
        ({"status": AppUserStatus.INACTIVE}, False),
    ],
)
def test_what_may_be_pushed(org: Org, change: dict[str, Any], allowed: bool) -> None:
    app_user = replace(org.of(org.linked()), **change)
    assert may_push(org.state.provisioning, app_user) is allowed


def test_a_profile_changed_during_sleep_is_pushed_on_waking(org: Org) -> None:
    user, group = org.person(), org.directory.add_group("Staff")
    org.assignments.assign_group(group.id)
    org.directory.join(group.id, user.id)
    org.run()
    org.directory.deactivate(user.id)
    org.directory.update(user.id, ("firstName", "Eva"))
    org.run()
    org.directory.activate(user.id)
    assert org.run() == ["PATCH /Users/s1", *PUSH]


def test_a_staged_person_is_provisioned_once_activated(org: Org) -> None:
    user = org.directory.add(
        login="ada@corp.example",
        email="ada@mail.example",
        first_name="Ada",
        last_name="Hill",
        activate=False,
    )
    org.assignments.assign(user.id)
    assert org.run() == []
    org.directory.activate(user.id)
    assert org.run() == [LOOK_UP, "POST /Users"]


def test_with_create_and_update_off_nothing_is_asked(org: Org) -> None:
    org.switch(create_users=False, update_user_attributes=False)
    assigned = org.assignments.assign(org.person().id)
    assert (assigned.status, assigned.sync_state) == (AppUserStatus.ACTIVE, SyncState.DISABLED)
    assert org.run() == []


def test_membership_events(org: Org) -> None:
    user = org.linked()
    org.directory.update(user.id, ("firstName", "Eva"))
    org.assignments.edit_username(user.id, "eva@corp.example")
    org.assignments.unassign(user.id)
    assert org.events("application.user_membership") == [
        "add",
        "update",
        "change_username",
        "remove",
    ]


def test_jobs_of_a_finished_assignment_do_nothing(org: Org) -> None:
    user = org.person()
    org.assignments.assign(user.id)
    org.assignments.unassign(user.id)
    org.assignments.assign(user.id)
    assert org.run() == [LOOK_UP, "POST /Users"]


@pytest.mark.parametrize(
    ("part", "verb", "arguments", "text"),
    [
        ("assignments", "assign", ("{id}",), "assigned to .* already"),
        ("assignments", "assign", ("00u0",), "no user has the id '00u0'"),
        ("assignments", "assign_group", ("00g0",), "no group has the id"),
        ("assignments", "edit_username", ("{id}", ""), "1 to 100 characters"),
        ("assignments", "provision_user", ("{id}",), "provisioned already"),
        ("jobs", "retry", ("t",), "no task 't'; the tasks are: none"),
    ],
)
def test_misuse_says_what_was_wrong(
    org: Org, part: str, verb: str, arguments: tuple[str, ...], text: str
) -> None:
    user = org.linked()
    given = (argument.format(id=user.id) for argument in arguments)
    with pytest.raises(ValueError, match=text):
        getattr(getattr(org, part), verb)(*given)
