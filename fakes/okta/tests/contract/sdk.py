"""Okta's own Python SDK, unmodified: where it is pointed, and what it is often asked."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import warnings
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest

from fakes.okta.model import CORE_USER_NAMESPACE
from fakes.wire import Request, Response

PASSWORD = "Tr0ub4dorAnd3"
URL = "https://intranet.example/login"
REASON = "Okta's SDK is not installed: pip install crosswalk[contract]"

sdk: Any
models: Any
pagination: Any
try:
    with warnings.catch_warnings():
        # What the SDK warns of while it is imported is nothing that could be mended here.
        warnings.simplefilter("ignore")
        sdk, models, pagination = (
            importlib.import_module(f"okta.{name}") for name in ("client", "models", "pagination")
        )
except ModuleNotFoundError:
    sdk = models = pagination = None


def client_at(url: str, token: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a client for an org at some address, reached by plain HTTP past any proxy."""
    monkeypatch.setenv("OKTA_TESTING_TESTINGDISABLEHTTPSCHECK", "true")
    for name in [each for each in os.environ if each.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    return sdk.Client({"orgUrl": url, "token": token, "requestTimeout": 20})


def client_of(send: Callable[[str, Request], Response], url: str, token: str) -> Any:
    """Return a client whose requests stay in this process."""
    base = importlib.import_module("okta.http_client").HTTPClient
    many = importlib.import_module("multidict").CIMultiDict

    async def send_request(self: Any, request: dict[str, Any]) -> tuple[Any, ...]:
        headers = {**self._default_headers, **request["headers"]}
        body = json.dumps(request["data"]).encode() if request["data"] else b""
        sent = Request(request["method"], request["url"], tuple(headers.items()), body)
        answer = send("client", sent)
        response = SimpleNamespace(
            status=answer.status,
            reason=answer.reason,
            headers=many(answer.headers),
            content_type=(answer.header("Content-Type") or "").partition(";")[0],
        )
        return sent, response, answer.body.decode(), None

    wired = type("WiredHTTPClient", (base,), {"send_request": send_request})
    return sdk.Client({"orgUrl": url, "token": token, "httpClient": wired})


def ask(call: Awaitable[Any]) -> Any:
    """Return the data of an answer that is none of an error."""
    data, _, error = whole(call)
    assert error is None, error
    return data


def whole(call: Awaitable[Any]) -> tuple[Any, Any, Any]:
    """Return data, response and error of a call."""

    async def awaited() -> Any:
        return await call

    *data, response, error = asyncio.run(awaited())
    return (data[0] if data else None), response, error


def person(login: str, email: str, first_name: str, last_name: str) -> Any:
    """Return what creates a person."""
    profile = models.UserProfile(login=login, email=email, firstName=first_name, lastName=last_name)
    return models.CreateUserRequest(profile=profile)


def app_of(client: Any) -> Any:
    """Return the Druva app."""
    (app,) = ask(client.list_applications(q="druva"))
    return app


def mapping_of(client: Any, target: str) -> Any:
    """Return the mapping to a target, without its rows."""
    (head,) = ask(client.list_profile_mappings(target_id=target))
    return head


def add_upn(client: Any, app_id: str) -> Any:
    """Add the attribute of the UPN to the profile of the app."""
    upn = models.UserSchemaAttribute(
        title="UPN",
        type="string",
        externalName="userPrincipalName",
        externalNamespace=CORE_USER_NAMESPACE,
    )
    custom = models.UserSchemaPublic(
        id="#custom", type="object", properties={"userPrincipalName": upn}
    )
    schema = models.UserSchema(definitions=models.UserSchemaDefinitions(custom=custom))
    return ask(client.update_application_user_profile(app_id, schema))


def remap(client: Any, app_id: str) -> Any:
    """Map the login to the UPN and the email to the username."""
    rows = {
        "userPrincipalName": models.ProfileMappingProperty(
            expression="user.login", pushStatus="PUSH"
        ),
        "userName": models.ProfileMappingProperty(expression="user.email", pushStatus="PUSH"),
    }
    head = mapping_of(client, app_id)
    return ask(
        client.update_profile_mapping(head.id, models.ProfileMappingRequest(properties=rows))
    )


def secret(value: str) -> Any:
    """Return a password as requests give it."""
    return models.PasswordCredential(value=value)


def credentials(password: str = PASSWORD, **further: Any) -> Any:
    """Return the credentials of somebody who is created."""
    return models.UserCredentialsWritable(password=secret(password), **further)


def user_request(name: str = "ada") -> Any:
    """Return what creates a person with a password."""
    profile = models.UserProfile(
        login=f"{name}@corp.example",
        email=f"{name}@corp.example",
        firstName=name.capitalize(),
        lastName="Ames",
    )
    return models.CreateUserRequest(profile=profile, credentials=credentials())


def bookmark(label: str = "Intranet") -> Any:
    """Return what creates a bookmark."""
    settings = models.BookmarkApplicationSettingsApplication(url=URL, requestIntegration=False)
    return models.BookmarkApplication(
        label=label,
        name="bookmark",
        signOnMode="BOOKMARK",
        settings=models.BookmarkApplicationSettings(app=settings),
    )


def group_of(client: Any, name: str = "Sales") -> Any:
    """Add a group."""
    profile = models.OktaUserGroupProfile(name=name)
    return ask(client.add_group(models.AddGroupRequest(profile=profile)))
