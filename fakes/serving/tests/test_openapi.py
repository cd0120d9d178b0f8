"""The OpenAPI document is true: of every route, what it takes is taken, and answers are as told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from falcon.inspect import inspect_routes

pytest.importorskip(
    "openapi_spec_validator", reason="needs openapi-spec-validator, which the extra 'test' brings"
)

from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from fakes.company.seeds import SEEDS, admit
from fakes.lab import Lab
from fakes.screens import StyleSheet
from fakes.serving.admin_api import CALLED
from fakes.serving.consoles import consoles_of
from fakes.serving.control import PREFIX, control_app
from fakes.serving.endpoints import METHODS
from fakes.wire import Request

from .surface import Surface

DOCUMENT: Any = Surface().told("GET", "/openapi.json")
ADMIN = f"{PREFIX}/admin/"
BEFORE = {
    "okta.app.remove_attribute": ["okta.app.add_attribute"],
    "okta.assignments.assign": ["okta.assignments.unassign"],
    "okta.assignments.assign_group": ["okta.directory.add_group"],
    "okta.assignments.unassign_group": [
        "okta.directory.add_group",
        "okta.assignments.assign_group",
    ],
    "okta.directory.activate": ["okta.directory.deactivate"],
    "okta.directory.delete": ["okta.directory.deactivate"],
    "okta.directory.join": ["okta.directory.add_group"],
    "okta.directory.leave": ["okta.directory.add_group", "okta.directory.join"],
    "okta.directory.unsuspend": ["okta.directory.suspend"],
    "okta.mapping.apply_on": ["okta.mapping.show"],
    "okta.mapping.choose": ["okta.mapping.show"],
    "okta.mapping.do_not_map": ["okta.mapping.show"],
    "okta.mapping.override": ["okta.mapping.show"],
    "okta.mapping.rows": ["okta.mapping.show"],
    "okta.mapping.save": ["okta.mapping.show"],
    "okta.tokens.revoke": ["okta.tokens.create"],
    "insync.accounts.activate": ["insync.accounts.preserve"],
    "insync.api.revoke": ["insync.api.create"],
    "insync.protection.backups": ["insync.protection.back_up"],
    "insync.protection.restore": ["insync.protection.back_up"],
    "insync.protection.restores": ["insync.protection.back_up", "insync.protection.restore"],
    "insync.protection.snapshots": ["insync.protection.back_up"],
    "microsoft365.directory.restore_user": ["microsoft365.directory.delete_user"],
}
"""What is called before an operation, with its own example, so that it can be done."""
REFUSED = {
    "okta.app.configure": "Authorization failure",
    "okta.app.connect": "Authorization failure",
    "okta.assignments.provision_user": "is provisioned already",
    "okta.imports.confirm": "the last import has no row",
    "okta.imports.ignore": "the last import has no row",
    "okta.jobs.retry": "no task '1'",
    "insync.protection.content": "nothing is kept under",
    "insync.settings.choose": "expected the page Settings",
    "insync.settings.save": "expected the page Settings",
    "microsoft365.apps.remove_secret": "the app has no such secret",
}
"""Operations that need a secret or an id that no example can know, and what they answer."""


ENDPOINTS = [
    (method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods
]


def named(path: str) -> str:
    """Return an operation of an admin as the tables name it, or the path of another route."""
    return path.removeprefix(ADMIN).replace("/", ".") if path.startswith(ADMIN) else path


def call(surface: Surface, method: str, path: str) -> Any:
    """Send the request that is documented; return the answer."""
    content = body_of(method, path)
    sent = b"" if content is None else json.dumps(content.get("example", STATE)).encode()
    return surface.send(method, path, sent)


def body_of(method: str, path: str) -> Any:
    documented = DOCUMENT["paths"][path][method.lower()]
    return documented.get("requestBody", {}).get("content", {}).get("application/json")


def fits(value: Any, schema: dict[str, Any]) -> None:
    """Fail where a value does not fit a schema of the document."""
    OAS31Validator({**schema, "components": DOCUMENT["components"]}).validate(value)


ASK = Request("GET", "https://apis.druva.example/insync/scim/Users")


def seeded() -> Any:
    lab = Lab()
    SEEDS["demo"](lab)
    return lab.dump()


STATE = seeded()


@pytest.fixture
def surface() -> Surface:
    """A lab with the people of the demo, and something in its journal."""
    surface = Surface()
    surface.hosted.seeds = {"empty": SEEDS["empty"]}
    surface.lab.load(STATE)
    surface.lab.wire.send("okta", ASK)
    return surface


def test_the_document_is_one_of_openapi() -> None:
    OpenAPIV31SpecValidator(DOCUMENT).validate()
    names = [each["operationId"] for path in DOCUMENT["paths"].values() for each in path.values()]
    assert len(set(names)) == len(names) == len(ENDPOINTS)


def test_the_index_leads_to_every_route_and_to_the_document() -> None:
    surface = Surface()
    told = surface.told("GET", "")
    pages = {StyleSheet.PATH, *screen_paths(surface)}
    listed = {(method, each["path"]) for each in told["routes"] for method in each["methods"]}
    answered = {
        (each.method, found.path)
        for found in inspect_routes(control_app(surface.hosted))
        for each in found.methods
        if each.method in METHODS and not each.internal and found.path not in pages
    }

    assert listed == answered
    assert listed - set(ENDPOINTS) == {("POST", PREFIX + CALLED)}
    assert {path for _, path in set(ENDPOINTS) - listed if not path.startswith(ADMIN)} == set()
    assert surface.send("GET", told["openapi"]).json() == DOCUMENT


def screen_paths(surface: Surface) -> Iterator[str]:
    """Yield where the consoles have screens, which are pages for people and not listed."""
    for console in consoles_of(surface.hosted):
        yield console.base
        yield from (console.base + each.path for each in console.screens)


def test_every_route_and_every_parameter_is_described() -> None:
    sentences = [
        sentence
        for each in Surface().told("GET", "")["routes"]
        for sentence in each["methods"].values()
    ]
    documented = [DOCUMENT["paths"][path][method.lower()] for method, path in ENDPOINTS]
    sentences += [each["summary"] for each in documented]
    sentences += [
        parameter["description"] for each in documented for parameter in each.get("parameters", ())
    ]

    assert [each for each in sentences if not each.endswith((".", ")"))] == []
    assert "ValueError" not in json.dumps(DOCUMENT["paths"])


def test_only_what_is_served_is_described() -> None:
    served = Surface("insync").told("GET", "/openapi.json")["paths"]

    assert {path.split("/")[3] for path in served if path.startswith(ADMIN)} == {"insync"}


@pytest.mark.parametrize(
    ("method", "path"), ENDPOINTS, ids=[f"{m} {named(p)}" for m, p in ENDPOINTS]
)
def test_what_is_documented_is_taken_and_answers_are_as_documented(
    surface: Surface, method: str, path: str
) -> None:
    for name in BEFORE.get(named(path), ()):
        assert call(surface, "POST", ADMIN + name.replace(".", "/")).ok

    answer = call(surface, method, path)

    refused = REFUSED.get(named(path))
    assert answer.status == (422 if refused else 200), answer.body
    assert (refused or "") in answer.body.decode()
    responses = DOCUMENT["paths"][path][method.lower()]["responses"]
    ((kind, told),) = responses[str(answer.status)]["content"].items()
    assert (answer.header("Content-Type") or "").startswith(kind)
    if kind == "application/json":
        fits(answer.json(), told["schema"])


EMPTY = Surface()
BODIES = [(method, path) for method, path in ENDPOINTS if body_of(method, path)]


@pytest.mark.parametrize(("method", "path"), BODIES, ids=[f"{m} {named(p)}" for m, p in BODIES])
def test_an_example_fits_its_schema_and_what_does_not_is_refused(method: str, path: str) -> None:
    content = body_of(method, path)
    fits(content.get("example", STATE), content["schema"])

    answer = EMPTY.send(method, path, b"[]")

    responses = DOCUMENT["paths"][path][method.lower()]["responses"]
    assert answer.status == 400
    fits(answer.json(), responses["400"]["content"]["application/json"]["schema"])


def test_nothing_that_opens_something_is_described() -> None:
    surface = Surface()
    surface.hosted.seeds = SEEDS
    surface.hosted.admit = admit
    surface.told("POST", "/seed", {"name": "demo"})
    secrets = {value for each in surface.hosted.credentials.values() for value in each.values()}

    told = [surface.ask("GET", path).body.decode() for path in ("", "/openapi.json", "/admin")]

    assert len(secrets) >= 5
    assert [secret for secret in secrets for each in told if secret in each] == []
