"""The admin API, asked as a client in any language asks it."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from fakes.lab import Lab
from fakes.serving.operations import ADMINS, Operation, operations_of
from fakes.wire import Response

from .surface import Surface

OPERATIONS = [each for system in ADMINS for each in operations_of(system)]
SAM: dict[str, Any] = {
    "login": "sam@corp.example",
    "email": "sam.soto@corp.example",
    "first_name": "Sam",
    "last_name": "Soto",
}


@pytest.fixture(scope="module")
def served() -> Surface:
    return Surface()


def ask(served: Surface, path: str, body: object = None) -> Response:
    if isinstance(body, bytes):
        return served.send("POST", f"/_crosswalk/admin/{path}", body)
    return served.ask("POST", f"/admin/{path}", {} if body is None else body)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_operation_is_done_by_the_fake_under_the_same_names(operation: Operation) -> None:
    method = getattr(getattr(getattr(Lab(), operation.system), operation.part), operation.name)

    parameters = inspect.signature(method).parameters
    kinds = {name: each.kind for name, each in operation.signature.parameters.items()}
    assert {name: parameters[name].kind for name in kinds} == kinds
    further = [each for name, each in parameters.items() if name not in kinds]
    assert all(each.default is not each.empty for each in further)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_operation_is_reached(served: Surface, operation: Operation) -> None:
    answer = ask(served, str(operation).replace(".", "/"), {"no_such": 1})

    names = ", ".join(operation.signature.parameters) or "none"
    assert answer.status == 400
    assert answer.json() == {"error": f"{operation}: unknown argument 'no_such': expected {names}"}


def test_what_an_operation_returns_is_answered(served: Surface) -> None:
    answer = ask(served, "okta/directory/add", SAM)

    assert answer.status == 200
    assert answer.header("Content-Type") == "application/json"
    assert answer.json()["status"] == "ACTIVE"
    assert ["login", "sam@corp.example"] in answer.json()["profile"]


@pytest.mark.parametrize("body", [b"", b"{}"])
def test_an_operation_without_arguments_needs_no_body(served: Surface, body: bytes) -> None:
    assert ask(served, "insync/profiles/licenses", body).json()["active"] > 0


def test_an_address_is_a_text(served: Surface) -> None:
    added = ask(
        served, "insync/accounts/add", {"email_id": "Eve@Corp.example", "display_name": "Eve"}
    )
    kept = ask(served, "insync/accounts/edit", {"account_id": added.json()["id"]})
    edited = ask(
        served,
        "insync/accounts/edit",
        {"account_id": added.json()["id"], "email_id": "ann@corp.example"},
    )

    assert kept.json()["email_id"]["text"] == "Eve@Corp.example"
    assert edited.json()["email_id"]["text"] == "ann@corp.example"


def test_any_number_of_values_is_a_list() -> None:
    surface = Surface()
    user = surface.told("POST", "/admin/okta/directory/add", SAM)
    changes = [["firstName", "Samuel"], ["email", "soto@corp.example"]]

    body = {"user_id": user["id"], "changes": changes}
    changed = surface.told("POST", "/admin/okta/directory/update", body)

    assert [each for each in changes if each not in changed["profile"]] == []


def test_what_is_refused_is_told_in_the_words_of_the_console() -> None:
    surface = Surface()
    surface.lab.okta.directory.add(**SAM)
    with pytest.raises(ValueError, match="login") as refusal:
        surface.lab.okta.directory.add(**SAM)

    answer = ask(surface, "okta/directory/add", SAM)

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
    served: Surface, path: str, there_are: str
) -> None:
    answer = ask(served, path, {})

    assert answer.status == 404
    assert there_are in answer.json()["error"]


def test_a_system_that_is_not_served_is_not_there() -> None:
    surface = Surface("insync", "microsoft365")

    answer = ask(surface, "okta/directory/users")

    assert answer.status == 404
    assert answer.json() == {"error": "okta is not served here"}
    assert list(surface.told("GET", "/admin")) == ["insync", "microsoft365"]


ADD = "okta.directory.add"
ADDED = "login, email, first_name, last_name, further, activate"


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("okta/directory/user", {}, "missing argument 'user_id': expected user_id"),
        ("okta/directory/add", {"mail": ""}, f"{ADD}: unknown argument 'mail': expected {ADDED}"),
        (
            "okta/directory/add",
            {"login": "sam", "first_name": "Sam"},
            f"{ADD}: missing arguments 'email', 'last_name': expected {ADDED}",
        ),
        ("okta/directory/users", {"args": []}, "unknown argument 'args': expected none"),
        ("okta/directory/user", {"user_id": 1}, "argument 'user_id': expected `str`, got `int`"),
        (
            "okta/directory/add",
            {**SAM, "activate": "yes"},
            f"{ADD}: argument 'activate': expected `bool`, got `str`",
        ),
        (
            "okta/directory/update",
            {"user_id": "1", "changes": ["email"]},
            "argument 'changes': [0]: expected `array`, got `str`",
        ),
        (
            "insync/accounts/account",
            {"account_id": True},
            "argument 'account_id': expected `int`, got `bool`",
        ),
        (
            "insync/accounts/find",
            {"email_id": "sam"},
            "argument 'email_id': 'sam' is not an address: expected name@domain.example",
        ),
        (
            "insync/accounts/find",
            {"email_id": {"text": "sam@corp.example"}},
            "argument 'email_id': expected `str`, got `object`",
        ),
        ("insync/accounts/import_csv", {"content": "?"}, "argument 'content': invalid base64"),
        (
            "insync/protection/back_up",
            {"account_id": 1, "workload": "Teams"},
            "(one of 'Exchange Online', 'OneDrive')",
        ),
        ("insync/profiles/save", {"profile": {"name": "x", "max": 1}}, "no field 'max'"),
        ("okta/app/configure", {"provisioning": {"base": "x"}}, "expected base_url, token"),
        ("okta/directory/users", b"{", "input data was truncated"),
        ("okta/directory/users", b"\xff", "JSON is malformed"),
        ("okta/directory/users", [], "expected `object | null`, got `array`"),
    ],
)
def test_wrong_arguments_are_named(served: Surface, path: str, body: object, said: str) -> None:
    answer = ask(served, path, body)

    assert answer.status == 400
    assert said in answer.json()["error"]


def test_the_operations_are_listed_with_what_they_do_and_a_body(served: Surface) -> None:
    told = served.told("GET", "/admin")

    assert told["insync"]["protection"]["back_up"] == {
        "call": "back_up(account_id: int, workload: Workload) -> Backup",
        "does": "Back up one workload of one account and return the finished job.",
        "example": {"account_id": 1, "workload": "Exchange Online"},
    }
    new_token = told["insync"]["provisioning"]["new_token"]["call"]
    assert new_token == "new_token(*, role: AdminRole = 'Cloud administrator') -> str"
    assert told["okta"]["directory"]["user"]["does"] == (
        "Return a person by id; answers 422 when there is none."
    )
