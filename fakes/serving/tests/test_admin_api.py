"""The admin ports over HTTP, asked as a client in any language asks them."""

from __future__ import annotations

import inspect
import json
from typing import Any

import falcon
import pytest

from fakes.lab import Lab
from fakes.serving.admin_api import mount
from fakes.serving.operations import ADMINS, Verb, parts_of
from fakes.wire import Request, Response
from fakes.wire.network import call

VERBS = [
    verb for system in ADMINS for verbs in parts_of(system).values() for verb in verbs.values()
]
SAM: dict[str, Any] = {
    "login": "sam@corp.example",
    "email": "sam.soto@corp.example",
    "first_name": "Sam",
    "last_name": "Soto",
}


@pytest.fixture(scope="module")
def served() -> falcon.App[Any, Any]:
    app: falcon.App[Any, Any] = falcon.App()
    mount(app, "/_crosswalk", Lab())
    return app


def ask(app: falcon.App[Any, Any], path: str, body: object = None) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return call(app, Request("POST", f"http://127.0.0.1/_crosswalk/admin/{path}", (), content))


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_every_verb_is_done_by_the_fake_under_the_same_names(verb: Verb) -> None:
    method = getattr(getattr(getattr(Lab(), verb.system), verb.part), verb.name)

    parameters = inspect.signature(method).parameters
    kinds = {name: each.kind for name, each in verb.signature.parameters.items()}
    assert {name: parameters[name].kind for name in kinds} == kinds
    further = [each for name, each in parameters.items() if name not in kinds]
    assert all(each.default is not each.empty for each in further)


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_every_verb_is_reached(served: falcon.App[Any, Any], verb: Verb) -> None:
    answer = ask(served, str(verb).replace(".", "/"), {"kwargs": {"no_such": 1}})

    assert answer.status == 400
    assert str(verb) in answer.json()["error"]


def test_what_a_verb_returns_is_answered(served: falcon.App[Any, Any]) -> None:
    answer = ask(served, "okta/directory/add", {"kwargs": SAM})

    assert answer.status == 200
    assert answer.header("Content-Type") == "application/json"
    assert answer.json()["status"] == "ACTIVE"
    assert ["login", "sam@corp.example"] in answer.json()["profile"]


def test_a_verb_without_arguments_needs_no_body(served: falcon.App[Any, Any]) -> None:
    assert ask(served, "insync/profiles/licenses", b"").json()["active"] > 0


def test_what_is_refused_is_told_in_the_words_of_the_console() -> None:
    lab = Lab()
    app: falcon.App[Any, Any] = falcon.App()
    mount(app, "", lab)
    lab.okta.directory.add(**SAM)
    with pytest.raises(ValueError, match="login") as refusal:
        lab.okta.directory.add(**SAM)

    body = json.dumps({"kwargs": SAM}).encode()
    answer = call(app, Request("POST", "http://127.0.0.1/admin/okta/directory/add", (), body))

    assert answer.status == 422
    assert answer.json() == {"error": str(refusal.value)}


@pytest.mark.parametrize(
    ("path", "there_are"),
    [
        ("oktopus/directory/add", "okta, insync, microsoft365"),
        ("okta/people/add", "directory"),
        ("okta/directory/invent", "activate, add, add_group"),
        ("okta/directory/_state", "activate"),
        ("okta/__class__/mro", "directory"),
        ("insync/protection/_wire", "back_up"),
        ("okta/reset/add", "directory"),
    ],
)
def test_what_no_protocol_declares_cannot_be_called(
    served: falcon.App[Any, Any], path: str, there_are: str
) -> None:
    answer = ask(served, path, {})

    assert answer.status == 404
    assert there_are in answer.json()["error"]


def test_a_system_that_is_not_served_is_not_there() -> None:
    app: falcon.App[Any, Any] = falcon.App()
    mount(app, "/_crosswalk", object())

    answer = ask(app, "okta/directory/users")

    assert answer.status == 404
    assert answer.json() == {"error": "okta is not served here"}


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("okta/directory/user", {}, "'user_id'"),
        ("okta/directory/user", {"args": [1]}, "user_id: Expected `str`, got `int`"),
        ("okta/directory/user", {"args": ["1", "2"]}, "too many positional"),
        ("okta/directory/add", {"args": ["sam"]}, "positional"),
        ("okta/directory/add", {"kwargs": {**SAM, "activate": "yes"}}, "activate: Expected `bool`"),
        ("okta/directory/update", {"args": ["1", ["email"]]}, "changes: Expected `array`"),
        ("insync/accounts/account", {"args": [True]}, "account_id: Expected `int`, got `bool`"),
        ("insync/accounts/find", {"args": [{"text": "sam"}]}, "'sam' is not an address"),
        ("insync/accounts/import_csv", {"args": ["?"]}, "content: Invalid base64"),
        ("insync/protection/back_up", {"args": [1, "Teams"]}, "'Exchange Online', 'OneDrive'"),
        ("insync/profiles/save", {"args": [{"name": "x", "max": 1}]}, "no field 'max'"),
        ("okta/app/configure", {"args": [{"base": "x"}]}, "expected base_url, token"),
        ("okta/directory/users", b"{", "Input data was truncated"),
        ("okta/directory/users", b"\xff", "JSON is malformed"),
        ("okta/directory/users", [], "Expected `object`, got `array`"),
        ("okta/directory/users", {"args": {}}, "Expected `array`, got `object` - at `$.args`"),
    ],
)
def test_wrong_arguments_are_named(
    served: falcon.App[Any, Any], path: str, body: object, said: str
) -> None:
    answer = ask(served, path, body)

    assert answer.status == 400
    assert said in answer.json()["error"]


def test_the_verbs_are_listed_with_what_they_do(served: falcon.App[Any, Any]) -> None:
    answer = call(served, Request("GET", "http://127.0.0.1/_crosswalk/admin"))

    assert answer.json()["insync"]["protection"]["back_up"] == {
        "call": "back_up(account_id: int, workload: Workload) -> Backup",
        "does": "Back up one workload of one account and return the finished job.",
    }
    new_token = answer.json()["insync"]["provisioning"]["new_token"]["call"]
    assert new_token == "new_token(*, role: AdminRole = 'Cloud administrator') -> str"
