"""Clients outside: another identity provider over SCIM, and scripts with tokens of their own."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.kinds import HOSTS, SCIM
from crosswalk.exploring.watching import object_in
from crosswalk.exploring.world import World
from fakes.insync.model import Account
from fakes.okta.model import CORE_USER_NAMESPACE
from fakes.wire import Request, Response

from .action import action
from .picking import account, person

_JSON = ("Content-Type", "application/scim+json")
_CLIENT = "client"
_PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
_USERS = f"https://{HOSTS.api}/insync/usermanagement/v1/users"


@action(2)
def an_identity_provider_replaces_somebody(world: World, chance: Chance) -> None:
    """Replace an account over SCIM, with or without the UPN, active or not."""
    change: dict[str, Any] = {}
    if chance.flip(0.2):
        change["userName"] = person(chance).smtp
    if chance.flip(0.5):
        change["userPrincipalName"] = chance.one_of((person(chance).upn, "", "plain"))
    if chance.flip(0.6):
        change["active"] = chance.flip(0.7)
    replace_over_scim(world, account(world, chance), change)


@action(1.5)
def an_identity_provider_activates_somebody(world: World, chance: Chance) -> None:
    """Set an account active or inactive over SCIM."""
    send_over_scim(world, "PATCH", account(world, chance), {"active": chance.flip(0.7)})


@action(1)
def an_identity_provider_deletes_somebody(world: World, chance: Chance) -> None:
    """Delete an account over SCIM, and sometimes create it again."""
    chosen = account(world, chance)
    send_over_scim(world, "DELETE", chosen, None)
    if chance.flip(0.5):
        create_over_scim(world, str(chosen.email_id))


@action(1)
def an_identity_provider_creates_somebody(world: World, chance: Chance) -> None:
    """Create an account over SCIM, without a look-up."""
    somebody = person(chance)
    name = chance.one_of((somebody.smtp, somebody.upn, "no address"))
    create_over_scim(world, name, display_name="" if chance.flip(0.1) else "By SCIM")


def replace_over_scim(world: World, about: Account, change: Mapping[str, Any]) -> None:
    """Replace an account over SCIM by itself with a change."""
    body = {"userName": str(about.email_id), "displayName": about.display_name, **change}
    send_over_scim(world, "PUT", about, {"schemas": [CORE_USER_NAMESPACE], **body})


def create_over_scim(world: World, user_name: str, display_name: str = "By SCIM") -> None:
    """Create an account over SCIM."""
    body = {"userName": user_name, "displayName": display_name}
    send_over_scim(world, "POST", None, {"schemas": [CORE_USER_NAMESPACE], **body})


def send_over_scim(
    world: World, method: str, about: Account | None, change: Mapping[str, Any] | None
) -> Response:
    """Send a request of an identity provider other than Okta, with the token in force."""
    if not world.issued or (about and not about.scim_id):
        raise NothingToDo
    if method == "PATCH":
        change = {"schemas": [_PATCH], "Operations": [{"op": "replace", "value": change}]}
    path = f"{SCIM}/{about.scim_id}" if about else SCIM
    headers = (("Authorization", f"Bearer {world.issued}"), _JSON)
    content = json.dumps(change).encode() if change is not None else b""
    return world.send(_CLIENT, Request(method, f"https://{HOSTS.api}{path}", headers, content))


@action(2.5, "insync.api.create", "insync.api.revoke")
def a_script_uses_the_rest_api(world: World, chance: Chance) -> None:
    """Let a script read, or change somebody, with a token that may be over or revoked."""
    names = world.lab.insync.api.names()
    if names and chance.flip(0.4):
        world.act("insync.api.revoke", "nobody" if chance.flip(0.1) else chance.pick(names))
    use_rest(world, chance, late=chance.flip(0.2))
    body = json.dumps({"userName": "By Script"}).encode()
    use_rest(world, chance, about=account(world, chance), body=body)


def use_rest(
    world: World,
    chance: Chance,
    *,
    about: Account | None = None,
    body: bytes = b"",
    late: bool = False,
) -> Response:
    """Send a request to the REST API of inSync, with a token of its own that may be over."""
    if "rest" not in world.scripts or not late:
        _admit_script(world, chance)
    if late:
        world.pass_by(timedelta(minutes=31))
    headers = (
        ("Authorization", f"Bearer {world.scripts['rest']}"),
        ("Content-Type", "application/json"),
    )
    method, url = ("PATCH", f"{_USERS}/{about.id}") if about else ("GET", _USERS)
    return world.send("script", Request(method, url, headers, body))


def _admit_script(world: World, chance: Chance) -> None:
    given = world.act("insync.api.create", f"Script {chance.number(1, 100_000)}")
    basic = b64encode(f"{given.client_id}:{given.client_secret}".encode()).decode()
    headers = (
        ("Authorization", f"Basic {basic}"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    )
    form = b"grant_type=client_credentials"
    answer = world.send("script", Request("POST", f"https://{HOSTS.api}/token", headers, form))
    world.scripts["rest"] = str(object_in(answer.body).get("access_token", ""))


@action(2.5, "okta.tokens.create", "okta.tokens.revoke", "okta.limits.set_limit")
def a_script_uses_okta(world: World, chance: Chance) -> None:
    """Let a script list the people of Okta, within a limit or beyond it."""
    names = world.lab.okta.tokens.names()
    if names and chance.flip(0.6):
        world.act("okta.tokens.revoke", "nobody" if chance.flip(0.1) else chance.pick(names))
    token = world.act("okta.tokens.create", f"Script {chance.number(1, 10_000)}")
    world.act("okta.limits.set_limit", chance.one_of((0, 1, 5, -1)))
    headers = (("Authorization", f"SSWS {token}"), ("Accept", "application/json"))
    for _ in range(2):
        url = "https://corp.okta.example/api/v1/users"
        world.send("script", Request("GET", url, headers))
