"""What the integration tests of Okta's Python SDK do with users, groups and schemas."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from .sdk import (
    PASSWORD,
    REASON,
    ask,
    bookmark,
    credentials,
    group_of,
    models,
    sdk,
    secret,
    user_request,
    whole,
)
from .served import Served

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(sdk is None, reason=REASON),
]
OTHER = "C0rrectHorse"


class TestUsers:
    def test_create_get_and_delete(self, client: Any) -> None:
        made = ask(client.create_user(user_request(), activate=False))
        assert made.status.value == "STAGED"
        assert ask(client.get_user("ada@corp.example")).id == made.id
        ask(client.delete_user(made.id))
        ask(client.delete_user(made.id))
        _, _, error = whole(client.get_user(made.id))
        assert error.status == 404

    def test_activate(self, client: Any) -> None:
        made = ask(client.create_user(user_request(), activate=False))
        token = ask(client.activate_user(made.id, send_email=False))
        assert token.activation_url
        active = ask(client.list_users(filter='status eq "ACTIVE"'))
        assert made.id in [each.id for each in active]

    def test_update_the_profile(self, client: Any, user: Any) -> None:
        change = models.UpdateUserRequest(profile=models.UserProfile(nickName="Countess"))
        ask(client.update_user(user.id, change))
        assert ask(client.get_user(user.id)).profile.nick_name == "Countess"

    def test_replace_with_a_password(self, client: Any, user: Any) -> None:
        profile = user.profile
        profile.nick_name = "Countess"
        change = models.UpdateUserRequest(
            profile=profile, credentials=models.UserCredentials(password=secret(OTHER))
        )
        assert ask(client.replace_user(user.id, change)).profile.nick_name == "Countess"
        swap = models.ChangePasswordRequest(oldPassword=secret(OTHER), newPassword=secret(PASSWORD))
        assert ask(client.change_password(user.id, swap)).provider.type.value == "OKTA"

    def test_suspend_and_unsuspend(self, client: Any, user: Any) -> None:
        ask(client.suspend_user(user.id))
        (found,) = ask(client.list_users(filter='status eq "SUSPENDED"'))
        assert found.id == user.id
        ask(client.unsuspend_user(user.id))
        assert ask(client.get_user(user.id)).status.value == "ACTIVE"

    def test_change_the_password(self, org: Served, client: Any, user: Any) -> None:
        org.clock.advance(timedelta(seconds=2))
        swap = models.ChangePasswordRequest(oldPassword=secret(PASSWORD), newPassword=secret(OTHER))
        ask(client.change_password(user.id, swap))
        assert ask(client.get_user(user.id)).password_changed > user.password_changed

    def test_a_link_resets_the_password(self, client: Any, user: Any) -> None:
        link = ask(client.reset_password(user.id, send_email=False))
        assert "/reset_password/" in link.reset_password_url

    def test_expire_the_password_for_a_temporary_one(self, client: Any, user: Any) -> None:
        assert ask(client.expire_password_with_temp_password(user.id))
        assert ask(client.get_user(user.id)).status.value == "PASSWORD_EXPIRED"

    def test_change_and_use_the_recovery_question(self, client: Any, user: Any) -> None:
        question = models.RecoveryQuestionCredential(question="Which street?", answer="Elm Street")
        asked = models.UserCredentials(password=secret(PASSWORD), recovery_question=question)
        kept = ask(client.change_recovery_question(user.id, asked))
        assert kept.recovery_question.question == "Which street?"
        answer = models.RecoveryQuestionCredential(answer="Elm Street")
        known = models.UserCredentials(password=secret(OTHER), recovery_question=answer)
        ask(client.forgot_password_set_new_password(user.id, known))
        swap = models.ChangePasswordRequest(oldPassword=secret(OTHER), newPassword=secret(PASSWORD))
        ask(client.change_password(user.id, swap))

    def test_the_question_cannot_be_left_out(self, client: Any, user: Any) -> None:
        without = models.UserCredentials(password=secret(PASSWORD))
        _, _, error = whole(client.change_recovery_question(user.id, without))
        assert (error.status, error.error_code) == (400, "E0000001")

    def test_create_with_a_recovery_question(self, client: Any) -> None:
        question = models.RecoveryQuestionCredential(question="Which street?", answer="Elm Street")
        body = user_request()
        body.credentials = credentials(recovery_question=question)
        made = ask(client.create_user(body))
        assert made.credentials.recovery_question.question == "Which street?"
        assert made.credentials.recovery_question.answer is None

    @pytest.mark.usefixtures("user")
    def test_pages(self, client: Any) -> None:
        ask(client.create_user(user_request("eva"), activate=False))
        first = ask(client.list_users(limit=1))
        second = ask(client.list_users(limit=1, after=first[0].id))
        assert [each.profile.login for each in first + second] == [
            "ada@corp.example",
            "eva@corp.example",
        ]


class TestGroups:
    def test_create_get_and_delete(self, client: Any) -> None:
        group = group_of(client)
        assert ask(client.get_group(group.id)).id == group.id
        ask(client.delete_group(group.id))
        _, _, error = whole(client.get_group(group.id))
        assert error.status == 404

    def test_list_and_search(self, client: Any) -> None:
        group = group_of(client)
        assert [each.id for each in ask(client.list_groups())] == [group.id]
        assert [each.id for each in ask(client.list_groups(q="Sales"))] == [group.id]
        found = ask(client.list_groups(search='profile.name eq "sales"'))
        assert [each.id for each in found] == [group.id]

    def test_update(self, client: Any) -> None:
        group = group_of(client)
        profile = models.OktaUserGroupProfile(name="Sellers")
        ask(client.replace_group(group.id, models.AddGroupRequest(profile=profile)))
        assert ask(client.get_group(group.id)).profile.actual_instance.name == "Sellers"

    def test_members_come_and_go(self, client: Any, user: Any) -> None:
        group = group_of(client)
        ask(client.assign_user_to_group(group.id, user.id))
        assert [each.id for each in ask(client.list_group_users(group.id))] == [user.id]
        ask(client.unassign_user_from_group(group.id, user.id))
        assert ask(client.list_group_users(group.id)) == []

    def test_a_group_with_members_is_removed(self, client: Any, user: Any) -> None:
        group = group_of(client)
        ask(client.assign_user_to_group(group.id, user.id))
        ask(client.delete_group(group.id))
        assert ask(client.list_groups()) == []

    def test_apps_of_a_group(self, client: Any) -> None:
        group, app = group_of(client), ask(client.create_application(bookmark()))
        ask(client.assign_group_to_application(app.id, group.id))
        listed = ask(client.list_assigned_applications_for_group(group.id))
        assert [each.id for each in listed] == [app.id]


class TestSchemas:
    def test_the_schema_of_users(self, client: Any) -> None:
        schema = ask(client.get_user_schema("default"))
        login = schema.definitions.base.properties.login
        assert (login.title, login.type.value, login.required) == ("Username", "string", True)
        assert (login.mutability, login.scope) == ("READ_WRITE", "NONE")
        assert (login.min_length, login.max_length) == (5, 100)
        assert login.permissions[0].principal == "SELF"

    def test_a_custom_property_is_added_set_and_removed(self, client: Any, user: Any) -> None:
        schema = ask(client.get_user_schema("default"))
        permission = models.UserSchemaAttributePermission(action="READ_WRITE", principal="SELF")
        badge = models.UserSchemaAttribute(
            title="Badge", type="string", maxLength=20, permissions=[permission]
        )
        schema.definitions.custom.properties = {"badge": badge.to_dict()}
        changed = ask(client.update_user_profile("default", schema))
        assert changed.definitions.custom.properties["badge"].title == "Badge"
        profile = models.UserProfile()
        profile.additional_properties = {"badge": "B7"}
        ask(client.update_user(user.id, models.UpdateUserRequest(profile=profile)))
        assert ask(client.get_user(user.id)).profile.additional_properties["badge"] == "B7"
