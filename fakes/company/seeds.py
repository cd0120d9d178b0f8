"""A lab made ready for clients outside: its seeds, and the credentials they come with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from fakes.insync.model import EVERYONE
from fakes.lab import Lab
from fakes.wire import Address, Request

from .cast import CAST, Person
from .setting_up import connect, enter_microsoft365, enter_okta

Credentials = dict[str, dict[str, str]]
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


def admit(lab: Lab, systems: Iterable[str]) -> Credentials:
    """Give clients outside their credentials for some systems of a lab, by interface.

    An emptied lab gives the same ones each time; a lab that has given some gives further ones.
    """
    given: Credentials = {}
    for system in systems:
        given.update(_ADMISSIONS[system](lab))
    return given


def _to_okta(lab: Lab) -> Credentials:
    token = lab.okta.tokens.create(_new_name(lab.okta.tokens.names()))
    return {"okta": {"token": token, "app_id": lab.okta.app.id()}}


def _to_insync(lab: Lab) -> Credentials:
    # What Okta was given works for others too; a new token would shut Okta out.
    token = lab.okta.app.provisioning().token
    if not token and not lab.insync.provisioning.token_expires_on():
        token = lab.insync.provisioning.new_token()
    if not lab.insync.provisioning.mappings():
        lab.insync.provisioning.save_mappings((EVERYONE,))
    given = lab.insync.api.create(_new_name(lab.insync.api.names()))
    app = {"client_id": given.client_id, "client_secret": given.client_secret}
    # A token that an Okta elsewhere was given cannot be shown again.
    return {"insync_scim": {"token": token} if token else {}, "insync": app}


def _to_microsoft365(lab: Lab) -> Credentials:
    apps = lab.microsoft365.apps
    given = apps.register_app(_new_name(tuple(app.name for app in apps.list_apps())))
    path = f"/{given.tenant_id}/oauth2/v2.0/token"
    app = {"client_id": given.client_id, "client_secret": given.client_secret}
    hosts = lab.microsoft365.hosts
    return {
        "graph": {"token_path": path, **app, "token": _token(lab, path, app, hosts.graph)},
        "ews": {"token": _token(lab, path, app, hosts.exchange)},
    }


def _token(lab: Lab, path: str, app: Mapping[str, str], audience: str) -> str:
    """Trade the credentials of an app for an access token, as a client does."""
    form = {**app, "grant_type": "client_credentials", "scope": f"https://{audience}/.default"}
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    url = f"https://{lab.microsoft365.hosts.login}{path}"
    answer = lab.wire.send("client", Request("POST", url, headers, urlencode(form).encode()))
    token: str = answer.json()["access_token"]
    return token


def _new_name(taken: tuple[str, ...]) -> str:
    names = (CLIENTS, *(f"{CLIENTS} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


_ADMISSIONS = {"okta": _to_okta, "insync": _to_insync, "microsoft365": _to_microsoft365}
