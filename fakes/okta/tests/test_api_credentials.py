"""Credentials over the Management API: taken, checked, and never shown again."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import BY_OKTA, OktaUser, Provider, ProviderType, UserStatus
from fakes.store.saving import dump, load
from fakes.wire import Wire
from fakes.wire.redaction import without_secrets

from .api import PROFILE, Client, error

OLD, NEW = "Tr0ub4dorAnd3", "C0rrectHorse"
QUESTION, ANSWER = "Which street?", "Elm Street"
NOT_MET = (
    "Password requirements were not met. Password requirements: at least 8 characters, a lowercase "
    "letter, an uppercase letter, a number, no parts of your username."
)


def credentials(password: str = OLD, **further: Any) -> dict[str, Any]:
    return {"password": {"value": password}, **further}


def recovery(answer: str = ANSWER, question: str = QUESTION) -> dict[str, Any]:
    return {"recovery_question": {"question": question, "answer": answer}}


def created(client: Client, query: str = "", **given: Any) -> dict[str, Any]:
    answer = client("POST", f"/users{query}", {"profile": PROFILE, "credentials": given})
    assert answer.status == 200, answer
    body: dict[str, Any] = answer.json()
    return body


def act(client: Client, verb: str, **body: Any) -> Any:
    return client("POST", f"/users/ada/credentials/{verb}", body)


def test_a_user_is_created_with_password_and_recovery_question(client: Client) -> None:
    body = created(client, **credentials(**recovery()))
    assert body["status"] == "ACTIVE"
    assert body["credentials"] == {
        "password": {},
        "recovery_question": {"question": QUESTION},
        "provider": {"type": "OKTA", "name": "OKTA"},
    }
    assert client("GET", "/users/ada").json()["credentials"] == body["credentials"]
    assert client("GET", "/users").json()[0]["credentials"] == body["credentials"]


def test_a_recovery_question_alone_is_no_password(client: Client) -> None:
    body = created(client, **recovery())
    assert body["status"] == "PROVISIONED"
    assert body["credentials"]["recovery_question"] == {"question": QUESTION}
    assert "password" not in body["credentials"]


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_credentials_are_replaced_without_the_old_ones(
    wire: Wire, client: Client, method: str
) -> None:
    before = created(client, **credentials())
    wire.clock.advance(timedelta(seconds=5))
    given = {"credentials": {**credentials(NEW), **recovery()}}
    after = client(method, "/users/ada", given).json()
    assert after["profile"] == before["profile"]
    assert after["passwordChanged"] > before["passwordChanged"]
    assert after["credentials"]["recovery_question"] == {"question": QUESTION}
    changed = act(client, "change_password", oldPassword={"value": NEW}, newPassword={"value": OLD})
    assert changed.status == 200


def test_what_was_read_may_be_sent_back(client: Client) -> None:
    body = created(client, **credentials(**recovery()))
    again = client("PUT", "/users/ada", body)
    assert (again.status, again.json()["credentials"]) == (200, body["credentials"])
    same = act(client, "change_password", oldPassword={"value": OLD}, newPassword={"value": NEW})
    assert same.status == 200


@pytest.mark.parametrize(
    "password", ["Short1x", "alllower1", "ALLUPPER1", "NoNumbers", "xAmes1234x", "1Ada.Ames@corpX"]
)
def test_a_password_that_the_policy_refuses_creates_nobody(
    client: Client, okta: FakeOkta, password: str
) -> None:
    profile = {**PROFILE, "login": "ada.ames@corp.example"}
    given = {"profile": profile, "credentials": credentials(password)}
    assert error(client("POST", "/users", given)) == (
        400,
        "E0000001",
        "Api validation failed: password",
        [f"password: {NOT_MET}"],
    )
    assert okta.directory.users() == ()


def test_short_parts_of_the_login_may_stand_in_a_password(client: Client) -> None:
    assert created(client, **credentials("xAda1example"))["status"] == "ACTIVE"


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ({"question": QUESTION}, "recovery_question: A question needs an answer"),
        ({"answer": ANSWER}, "recovery_question: An answer needs a question"),
        ({"question": "x" * 101, "answer": ANSWER}, "question: The field is too long"),
        ({"question": QUESTION, "answer": 7}, "answer: The value is not a string"),
    ],
)
def test_half_a_recovery_question_is_refused(
    client: Client, okta: FakeOkta, given: dict[str, Any], cause: str
) -> None:
    body = {"profile": PROFILE, "credentials": {"recovery_question": given}}
    assert error(client("POST", "/users", body))[3] == [cause]
    assert okta.directory.users() == ()


def test_a_refused_password_changes_nothing_else(client: Client) -> None:
    created(client, **credentials())
    before = client("GET", "/users/ada").json()
    change = {"profile": {"title": "R2"}, "credentials": credentials("short")}
    assert error(client("POST", "/users/ada", change))[1] == "E0000001"
    assert client("GET", "/users/ada").json() == before


def test_who_knows_the_password_changes_it(wire: Wire, client: Client) -> None:
    before = created(client, **credentials())
    wire.clock.advance(timedelta(seconds=1))
    given = {"oldPassword": {"value": OLD}, "newPassword": {"value": NEW}}
    answer = act(client, "change_password", **given)
    assert answer.json() == {"password": {}, "provider": {"type": "OKTA", "name": "OKTA"}}
    assert client("GET", "/users/ada").json()["passwordChanged"] > before["passwordChanged"]
    assert error(act(client, "change_password", **given))[:3] == (
        403,
        "E0000014",
        "Update of credentials failed",
    )


def test_a_new_password_meets_the_policy_too(client: Client) -> None:
    created(client, **credentials(**recovery()))
    given = {"oldPassword": {"value": OLD}, "newPassword": {"value": "short"}}
    assert error(act(client, "change_password", **given))[1:] == (
        "E0000014",
        "Update of credentials failed",
        [NOT_MET],
    )
    recovered = {"password": {"value": "short"}, "recovery_question": {"answer": ANSWER}}
    assert error(act(client, "forgot_password", **recovered))[1] == "E0000014"


def test_a_password_that_nobody_set_here_is_known_to_nobody(client: Client, ada: OktaUser) -> None:
    given = {"oldPassword": {"value": OLD}, "newPassword": {"value": NEW}}
    assert ada.has_password
    assert error(act(client, "change_password", **given))[1] == "E0000014"


def test_changing_the_password_ends_a_recovery(client: Client, okta: FakeOkta) -> None:
    user = created(client, **credentials())
    okta.directory.reset_password(user["id"])
    act(client, "change_password", oldPassword={"value": OLD}, newPassword={"value": NEW})
    assert okta.directory.user(user["id"]).status is UserStatus.ACTIVE


def test_who_knows_the_password_changes_the_question(client: Client) -> None:
    created(client, **credentials())
    answer = act(client, "change_recovery_question", **credentials(**recovery()))
    assert answer.json()["recovery_question"] == {"question": QUESTION}
    assert error(act(client, "change_recovery_question", **credentials(NEW, **recovery())))[1] == (
        "E0000014"
    )


@pytest.mark.parametrize("verb", ["forgot_password", "forgot_password_recovery_question"])
def test_who_knows_the_answer_sets_a_password(client: Client, verb: str) -> None:
    created(client, **credentials(**recovery()))
    given = {"password": {"value": NEW}, "recovery_question": {"answer": ANSWER.upper()}}
    assert act(client, verb, **given).status == 200
    given = {"oldPassword": {"value": NEW}, "newPassword": {"value": OLD}}
    assert act(client, "change_password", **given).status == 200
    wrong = {"password": {"value": NEW}, "recovery_question": {"answer": "Oak Street"}}
    assert error(act(client, verb, **wrong))[:3] == (
        403,
        "E0000087",
        "The recovery question answer did not match our records.",
    )


def test_a_forgotten_password_is_reset_by_a_link(client: Client) -> None:
    created(client, **credentials(**recovery()))
    path = "/users/ada/credentials/forgot_password"
    assert client("POST", path).json() == {}
    link = client("POST", f"{path}?sendEmail=false").json()["resetPasswordUrl"]
    assert link.startswith("https://corp.okta.example/signin/reset-password/")


def test_who_has_no_question_cannot_recover(client: Client) -> None:
    created(client, **credentials())
    given = {"password": {"value": NEW}, "recovery_question": {"answer": ANSWER}}
    for body in ({}, given):
        refused = error(act(client, "forgot_password", **body))
        assert refused[:2] == (403, "E0000034")


@pytest.mark.parametrize("given", [{}, {"recovery_question": None}, {"recovery_question": {}}])
def test_another_question_is_needed_to_change_it(client: Client, given: dict[str, Any]) -> None:
    created(client, **credentials(**recovery()))
    refused = error(act(client, "change_recovery_question", **credentials(**given)))
    blank = "recovery_question: The field cannot be left blank"
    assert refused == (400, "E0000001", "Api validation failed: recovery_question", [blank])
    kept = client("GET", "/users/ada").json()["credentials"]["recovery_question"]
    assert kept == {"question": QUESTION}


def test_the_suspended_change_nothing(client: Client, okta: FakeOkta) -> None:
    user = created(client, **credentials())
    okta.directory.suspend(user["id"])
    given = {"oldPassword": {"value": OLD}, "newPassword": {"value": NEW}}
    assert error(act(client, "change_password", **given))[:2] == (403, "E0000035")
    refused = act(client, "change_recovery_question", **credentials(**recovery()))
    assert error(refused)[:2] == (403, "E0000036")


def test_a_temporary_password_has_to_be_changed(client: Client) -> None:
    created(client, **credentials())
    path = "/users/ada/lifecycle/expire_password_with_temp_password"
    temporary = client("POST", path).json()["tempPassword"]
    assert client("GET", "/users/ada").json()["status"] == "PASSWORD_EXPIRED"
    given = {"oldPassword": {"value": temporary}, "newPassword": {"value": NEW}}
    assert act(client, "change_password", **given).status == 200


def test_a_new_user_may_have_to_change_the_password(client: Client) -> None:
    query = "?activate=true&nextLogin=changePassword"
    assert created(client, query, **credentials())["status"] == "PASSWORD_EXPIRED"


def test_a_new_user_is_put_into_groups(client: Client, okta: FakeOkta) -> None:
    sales = okta.directory.add_group("Sales")
    body = {"profile": PROFILE, "groupIds": [sales.id]}
    user = client("POST", "/users", body).json()
    assert okta.directory.group(sales.id).members == (user["id"],)
    missing = {"profile": {**PROFILE, "login": "eva@corp.example"}, "groupIds": ["00g1"]}
    assert error(client("POST", "/users", missing))[:2] == (404, "E0000007")
    assert len(okta.directory.users()) == 1


@pytest.mark.parametrize(("activate", "status"), [("true", "ACTIVE"), ("false", "STAGED")])
@pytest.mark.parametrize("kind", ["FEDERATION", "SOCIAL"])
def test_who_signs_in_elsewhere_needs_no_password(
    client: Client, kind: str, activate: str, status: str
) -> None:
    provider = {"type": kind, "name": kind}
    body = created(client, f"?provider=true&activate={activate}", provider=provider)
    assert body["status"] == status
    assert body["credentials"] == {"provider": provider}
    assert body["passwordChanged"] is None
    refused = client("POST", "/users/ada", {"credentials": credentials()})
    assert error(refused)[:2] == (400, "E0000001")


def test_a_provider_counts_only_if_the_request_says_so(client: Client) -> None:
    body = created(client, provider={"type": "FEDERATION", "name": "FEDERATION"})
    assert body["credentials"]["provider"] == {"type": "OKTA", "name": "OKTA"}


def test_nobody_is_created_with_a_directory_as_provider(client: Client, okta: FakeOkta) -> None:
    given = {"provider": {"type": "LDAP", "name": "corp"}}
    body = {"profile": PROFILE, "credentials": given}
    assert error(client("POST", "/users?provider=true", body))[:2] == (400, "E0000001")
    assert okta.directory.users() == ()


def test_a_hook_that_knows_the_password_imports_it(client: Client) -> None:
    body = created(client, password={"hook": {"type": "default"}})
    assert (body["status"], body["credentials"]) == (
        "ACTIVE",
        {"password": {}, "provider": {"type": "IMPORT", "name": "IMPORT"}},
    )


@pytest.mark.parametrize("kind", [ProviderType.ACTIVE_DIRECTORY, ProviderType.LDAP])
def test_a_directory_checks_the_passwords_of_those_it_brought(
    client: Client, okta: FakeOkta, kind: ProviderType
) -> None:
    okta.directory.add(
        login="ada@corp.example",
        email="ada@corp.example",
        first_name="Ada",
        last_name="Ames",
        provider=Provider(kind, "corp.example"),
    )
    body = client("GET", "/users/ada").json()
    assert body["status"] == "ACTIVE"
    assert body["credentials"] == {"provider": {"type": kind.value, "name": "corp.example"}}


def test_no_secret_stands_in_a_dump_the_journal_or_an_answer(
    wire: Wire, okta: FakeOkta, client: Client
) -> None:
    created(client, **credentials(**recovery()))
    given = {"oldPassword": {"value": OLD}, "newPassword": {"value": NEW}}
    act(client, "change_password", **given)
    client("POST", "/users/ada", {"credentials": recovery()})
    temporary = client("POST", "/users/ada/lifecycle/expire_password_with_temp_password").json()
    said = json.dumps(dump(okta.state)) + "".join(
        without_secrets(body).decode()
        for each in wire.journal
        for body in (each.request, each.response)
    )
    assert QUESTION in said
    for secret in (OLD, NEW, ANSWER, ANSWER.casefold(), temporary["tempPassword"]):
        assert secret not in said


def test_credentials_outlive_a_dump(client: Client, okta: FakeOkta) -> None:
    created(client, **credentials(**recovery()))
    data = json.loads(json.dumps(dump(okta.state)))
    okta.reset()
    load(okta.state, data)
    assert client("GET", "/users/ada").json()["credentials"]["recovery_question"] == {
        "question": QUESTION
    }
    given = {"oldPassword": {"value": OLD}, "newPassword": {"value": NEW}}
    assert act(client, "change_password", **given).status == 200


def test_who_is_deactivated_or_deleted_has_no_credentials(client: Client, okta: FakeOkta) -> None:
    user = created(client, **credentials(**recovery()))
    okta.directory.deactivate(user["id"])
    assert dict(okta.state.credentials) == {}
    assert client("GET", f"/users/{user['id']}").json()["credentials"] == {
        "provider": {"type": BY_OKTA.type.value, "name": BY_OKTA.name}
    }


def test_a_state_without_what_came_later_still_opens(client: Client, okta: FakeOkta) -> None:
    created(client, **credentials())
    data = json.loads(json.dumps(dump(okta.state)))
    del data["credentials"]
    for user in data["users"]:
        del user["provider"], user["password_changed"]
    okta.reset()
    load(okta.state, data)
    body = client("GET", "/users/ada").json()
    assert body["credentials"]["provider"] == {"type": "OKTA", "name": "OKTA"}
