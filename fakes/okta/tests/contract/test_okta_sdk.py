"""Okta's own Python SDK, unmodified, against the org behind a socket."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from fakes.okta.model import APP_LABEL, APP_NAME, SyncState

from .sdk import (
    REASON,
    add_upn,
    app_of,
    ask,
    mapping_of,
    models,
    pagination,
    person,
    remap,
    sdk,
    whole,
)
from .served import Served

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(sdk is None, reason=REASON),
]


def named(name: str) -> Any:
    return person(f"{name}@corp.example", f"{name}.hill@corp.example", name.capitalize(), "Hill")


def create(client: Any, name: str) -> Any:
    return ask(client.create_user(named(name)))


def causes(error: Any) -> list[str]:
    return [each["errorSummary"] for each in error.error_causes]


def test_people_are_created_found_and_moved(client: Any) -> None:
    ada = create(client, "ada")
    assert ask(client.get_user("ada@corp.example")).id == ada.id
    assert ask(client.get_user("ada")).id == ada.id
    changed = ask(
        client.update_user(
            ada.id, models.UpdateUserRequest(profile=models.UserProfile(title="Countess"))
        )
    )
    assert (changed.profile.title, changed.profile.login) == ("Countess", "ada@corp.example")
    ask(client.deactivate_user(ada.id))
    assert ask(client.get_user(ada.id)).status.value == "DEPROVISIONED"


def test_pages_are_followed_by_their_links(client: Any) -> None:
    people = [create(client, name) for name in ("ada", "eva", "ida", "lia", "mia")]
    seen: list[str] = []
    after: str | None = None
    for _ in range(3):
        page, response, error = whole(client.list_users(limit=2, after=after))
        assert error is None
        seen += [each.id for each in page]
        after = pagination.PaginationHelper.extract_next_cursor(response.headers)
    assert after is None
    assert seen == [each.id for each in people]


@pytest.mark.parametrize(
    "wanted",
    [
        {"search": 'profile.firstName eq "EVA" or profile.firstName sw "li"'},
        {"filter": 'profile.login eq "eva@corp.example" or profile.login eq "lia@corp.example"'},
        {"search": 'not (profile.firstName eq "Ada")'},
    ],
)
def test_people_are_searched(client: Any, wanted: dict[str, str]) -> None:
    for name in ("ada", "eva", "lia"):
        create(client, name)
    found = ask(client.list_users(**wanted))
    assert [each.profile.login for each in found] == ["eva@corp.example", "lia@corp.example"]


def test_a_login_belongs_to_one(client: Any) -> None:
    create(client, "ada")
    _, _, error = whole(client.create_user(named("ADA")))
    assert (error.status, error.error_code) == (400, "E0000001")
    assert causes(error) == [
        "login: An object with this field already exists in the current organization"
    ]


def test_what_is_not_there_is_not_found(client: Any) -> None:
    _, _, error = whole(client.get_user("00u1"))
    assert (error.status, error.error_code) == (404, "E0000007")
    assert causes(error) == []


def test_groups_hold_people(client: Any) -> None:
    ada = create(client, "ada")
    profile = models.OktaUserGroupProfile(name="Sales", description="Those who sell")
    group = ask(client.add_group(models.AddGroupRequest(profile=profile)))
    ask(client.assign_user_to_group(group.id, ada.id))
    assert [each.id for each in ask(client.list_group_users(group.id))] == [ada.id]
    assert [each.id for each in ask(client.list_groups(q="sal"))] == [group.id]
    assert [each.id for each in ask(client.list_user_groups(ada.id))] == [group.id]
    ask(client.unassign_user_from_group(group.id, ada.id))
    assert ask(client.list_group_users(group.id)) == []
    ask(client.delete_group(group.id))
    assert ask(client.list_groups()) == []


def test_the_app_is_druva(client: Any) -> None:
    app = app_of(client)
    assert (app.label, app.name) == (APP_LABEL, APP_NAME)
    assert app.sign_on_mode.value == "SAML_2_0"
    assert app.credentials.user_name_template.template == "${source.login}"
    assert "PUSH_NEW_USERS" in app.features
    assert ask(client.get_application(app.id)).id == app.id


def test_what_only_the_console_can_do_the_api_cannot(client: Any) -> None:
    app = app_of(client)
    connection = ask(client.get_default_provisioning_connection_for_application(app.id))
    assert connection.status.value == "UNKNOWN"
    _, _, error = whole(client.list_features_for_application(app.id))
    assert (error.status, causes(error)) == (400, ["Provisioning is not supported."])


def test_the_profile_takes_the_upn(client: Any) -> None:
    app = app_of(client)
    schema = add_upn(client, app.id)
    upn = schema.definitions.custom.properties["userPrincipalName"]
    assert (upn.title, upn.external_name) == ("UPN", "userPrincipalName")
    again = ask(client.get_application_user_schema(app.id))
    assert list(again.definitions.custom.properties) == ["userPrincipalName"]


def test_the_user_type_is_the_other_side_of_the_mappings(client: Any) -> None:
    (kind,) = ask(client.list_user_types())
    assert (kind.name, kind.default) == ("user", True)
    assert ask(client.get_user_type("default")).id == kind.id
    (mapping,) = ask(client.list_profile_mappings(source_id=kind.id))
    assert mapping.target.name == APP_NAME


def test_saving_a_mapping_pushes_nothing(org: Served, client: Any) -> None:
    app = app_of(client)
    ada = create(client, "ada")
    ask(client.assign_user_to_application(app.id, models.AppUserAssignRequest(id=ada.id)))
    org.okta.jobs.run()
    add_upn(client, app.id)
    mapping = remap(client, app.id)
    assert mapping.properties["userName"].expression == "user.email"
    assert org.okta.jobs.pending() == 0
    assert ask(client.get_application_user(app.id, ada.id)).credentials.user_name == (
        "ada@corp.example"
    )


def test_a_mapping_is_removed_by_null(org: Served, client: Any) -> None:
    app = app_of(client)
    head = mapping_of(client, app.id)
    executor = client.get_request_executor()

    async def remove() -> Any:
        request, _ = await executor.create_request(
            "POST",
            f"{org.url}/api/v1/mappings/{head.id}",
            {"properties": {"displayName": None}},
            {"Content-Type": "application/json", "Authorization": f"SSWS {org.token}"},
            keep_empty_params=True,
        )
        return await executor.execute(request)

    asyncio.run(remove())
    assert "displayName" not in ask(client.get_profile_mapping(head.id)).properties


def test_an_assignment_lives(org: Served, client: Any) -> None:
    app = app_of(client)
    add_upn(client, app.id)
    remap(client, app.id)
    ada = create(client, "ada")
    new = ask(client.assign_user_to_application(app.id, models.AppUserAssignRequest(id=ada.id)))
    assert (new.status.value, new.external_id) == ("STAGED", None)
    assert new.credentials.user_name == "ada.hill@corp.example"
    assert new.profile["userPrincipalName"] == "ada@corp.example"
    org.okta.jobs.run()
    (listed,) = ask(client.list_application_users(app.id, expand="user"))
    assert (listed.status.value, listed.external_id) == ("PROVISIONED", "s1")
    assert listed.sync_state.value == SyncState.SYNCHRONIZED.value
    assert listed.embedded["user"]["id"] == ada.id
    ask(client.unassign_user_from_application(app.id, ada.id))
    assert ask(client.list_application_users(app.id)) == []


def test_what_is_mapped_and_pushed_stays(client: Any) -> None:
    app = app_of(client)
    ada = create(client, "ada")
    ask(client.assign_user_to_application(app.id, models.AppUserAssignRequest(id=ada.id)))
    change = models.AppUserUpdateRequest(
        models.AppUserProfileRequestPayload(profile={"email": "other@corp.example"})
    )
    _, _, error = whole(client.update_application_user(app.id, ada.id, change))
    assert (error.status, error.error_code) == (403, "E0000075")


def test_a_group_gives_the_app(client: Any) -> None:
    app = app_of(client)
    ada = create(client, "ada")
    profile = models.OktaUserGroupProfile(name="Sales")
    group = ask(client.add_group(models.AddGroupRequest(profile=profile)))
    ask(client.assign_user_to_group(group.id, ada.id))
    ask(client.assign_group_to_application(app.id, group.id))
    assert ask(client.get_application_user(app.id, ada.id)).scope == "GROUP"
    _, _, error = whole(client.unassign_user_from_application(app.id, ada.id))
    assert (error.status, error.error_code) == (403, "E0000046")
    ask(client.unassign_application_from_group(app.id, group.id))
    assert ask(client.list_application_users(app.id)) == []


def test_the_log_tells(org: Served, client: Any) -> None:
    app = app_of(client)
    ada = create(client, "ada")
    ask(client.assign_user_to_application(app.id, models.AppUserAssignRequest(id=ada.id)))
    org.okta.jobs.run()
    pushed = 'eventType eq "application.provision.user.push" and outcome.result eq "SUCCESS"'
    (event,) = ask(client.list_log_events(filter=pushed))
    assert [each.type for each in event.target] == ["AppUser", "User", "AppInstance"]
    assert event.target[0].alternate_id == "ada@corp.example"
    newest = ask(client.list_log_events(limit=1, sort_order="DESCENDING", q="ada"))
    assert [each.event_type for each in newest] == ["application.provision.user.sync"]


def test_who_asks_too_often_waits_and_asks_again(org: Served, client: Any) -> None:
    org.okta.limits.set_limit(1)
    app_of(client)
    org.clock.advance(timedelta(seconds=58))
    before = len(org.requests)

    async def meanwhile() -> Any:
        asked = asyncio.create_task(client.list_users())
        while len(org.requests) == before:
            await asyncio.sleep(0.05)
        org.clock.advance(timedelta(seconds=12))
        return await asked

    found, _, error = asyncio.run(meanwhile())
    assert (found, error) == ([], None)
    assert org.requests[before:] == ["GET /api/v1/users"] * 2
