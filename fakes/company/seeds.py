"""A lab made ready for clients outside: its seeds, and the credentials they come with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from fakes.insync.credentials import ApiCredentials
from fakes.insync.model import EVERYONE
from fakes.lab import Lab
from fakes.wire import Address, Request

from .cast import CAST, Person
from .setting_up import connect, enter_microsoft365, enter_okta

Credentials = dict[str, dict[str, str]]
Held = Mapping[str, Mapping[str, str]]
_NOTHING: Mapping[str, Any] = {}
CLIENTS = "Clients outside"
_NEWSLETTERS = 12


def seed_empty(lab: Lab) -> None:
    """Join the three systems; nobody is in any of them."""
    connect(lab.okta, lab.insync, lab.microsoft365)


def seed_demo(lab: Lab) -> None:
    """Let the cast of the features into Okta and Microsoft 365, and import them into inSync."""
    seed_empty(lab)
    for person in CAST.values():
        okta_user = enter_okta(lab.okta, person)
        _enter_microsoft365(lab, person)
        lab.okta.assignments.assign(okta_user.id)
    lab.okta.jobs.run()


SEEDS = {"empty": seed_empty, "demo": seed_demo}


def _enter_microsoft365(lab: Lab, person: Person) -> None:
    has_mailbox = person.name != "Noa"
    user = enter_microsoft365(
        lab.microsoft365, person, mailbox=has_mailbox, onedrive=person.name != "Kim"
    )
    if not has_mailbox:
        return
    exchange = lab.microsoft365.exchange
    for number in range(1, _NEWSLETTERS + 1):
        exchange.compose(
            user.id,
            subject=f"Newsletter {number}",
            sender=Address("news@corp.example"),
            body=f"What happened in week {number}.",
        )
    exchange.deliver(user.id, _with_attachment(person))


def _with_attachment(person: Person) -> bytes:
    """Return a letter with a file in it, as it crosses the internet."""
    lines = (
        "From: desk@corp.example",
        f"To: {person.smtp}",
        "Subject: The floor plan",
        f"Message-ID: <floor-plan.{person.name.lower()}@corp.example>",
        "Date: Mon, 02 Mar 2026 07:30:00 +0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="part"',
        "",
        "--part",
        "Content-Type: text/plain; charset=utf-8",
        "",
        f"Here is where you sit, {person.name}.",
        "--part",
        'Content-Type: text/csv; name="plan.csv"',
        'Content-Disposition: attachment; filename="plan.csv"',
        "",
        "room,desk",
        "4,by the window",
        "--part--",
        "",
    )
    return "\r\n".join(lines).encode()


def admit(lab: Lab, systems: Iterable[str], held: Held = _NOTHING) -> Credentials:
    """Give clients outside their credentials for some systems of a lab, by interface.

    An emptied lab gives the same ones each time. Those that are ``held`` and still in force are
    given again, and otherwise further ones.
    """
    given: Credentials = {}
    for system in systems:
        given.update(_ADMISSIONS[system](lab, held))
    return given


def _to_okta(lab: Lab, held: Held) -> Credentials:
    token = held.get("okta", _NOTHING).get("token", "")
    if not lab.okta.tokens.recognizes(token):
        token = lab.okta.tokens.create(_new_name(lab.okta.tokens.names()))
    return {"okta": {"token": token, "app_id": lab.okta.app.id()}}


def _to_insync(lab: Lab, held: Held) -> Credentials:
    # What Okta was given works for others too; a new token would shut Okta out.
    token = lab.okta.app.provisioning().token
    if not token and not lab.insync.provisioning.token_expires_on():
        token = lab.insync.provisioning.new_token()
    if not lab.insync.provisioning.mappings():
        lab.insync.provisioning.save_mappings((EVERYONE,))
    app = dict(held.get("insync", _NOTHING))
    if not app or not lab.insync.api.recognizes(ApiCredentials(**app)):
        given = lab.insync.api.create(_new_name(lab.insync.api.names()))
        app = {"client_id": given.client_id, "client_secret": given.client_secret}
    # A token that an Okta elsewhere was given cannot be shown again.
    return {"insync_scim": {"token": token} if token else {}, "insync": app}


def _to_microsoft365(lab: Lab, held: Held) -> Credentials:
    apps = lab.microsoft365.apps
    names = tuple(app.name for app in apps.list_apps())
    path = f"/{lab.microsoft365.state.tenant.id}/oauth2/v2.0/token"
    app = {key: held.get("graph", _NOTHING).get(key, "") for key in ("client_id", "client_secret")}
    hosts = lab.microsoft365.hosts
    if not _token(lab, path, app, hosts.graph):
        given = apps.register_app(_new_name(names))
        app = {"client_id": given.client_id, "client_secret": given.client_secret}
    return {
        "graph": {"token_path": path, **app, "token": _token(lab, path, app, hosts.graph)},
        "ews": {"token": _token(lab, path, app, hosts.exchange)},
    }


def _token(lab: Lab, path: str, app: Mapping[str, str], audience: str) -> str:
    """Trade the credentials of an app for an access token as a client does, "" if it gets none."""
    if not app["client_id"]:
        return ""
    form = {**app, "grant_type": "client_credentials", "scope": f"https://{audience}/.default"}
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    url = f"https://{lab.microsoft365.hosts.login}{path}"
    answer = lab.wire.send("client", Request("POST", url, headers, urlencode(form).encode()))
    return str(answer.json().get("access_token", ""))


def _new_name(taken: tuple[str, ...]) -> str:
    names = (CLIENTS, *(f"{CLIENTS} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


_ADMISSIONS = {"okta": _to_okta, "insync": _to_insync, "microsoft365": _to_microsoft365}
