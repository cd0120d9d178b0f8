"""How the clients reach a lab: over HTTP on loopback, or in this process by the vendors' names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from crosswalk.lab_interface import Lab as Consoles
from crosswalk.remote.process import ServedLab
from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sockets import Sockets
from fakes.company.seeds import admit, seed_empty
from fakes.lab import Lab
from fakes.microsoft365.model import Credentials
from fakes.microsoft365.tests.contract import clients
from fakes.microsoft365.tests.contract.transports import REASON, session_over
from fakes.okta.model import Hosts
from fakes.okta.tests.contract import sdk as okta
from fakes.serving.origins import SYSTEMS, host_for
from fakes.serving.system_app import SystemApp
from fakes.wire import NoAnswer, Request, Response

from .druva import Druva

ORG = Hosts().org
DRUVA = "apis.druva.com"
# An org has a name of its own; the others answer where the libraries expect them.
SYSTEM_OF = {
    ORG: "okta",
    DRUVA: "insync",
    "graph.microsoft.com": "microsoft365",
    "login.microsoftonline.com": "microsoft365",
    "outlook.office365.com": "microsoft365",
}


@dataclass(frozen=True)
class Reach:
    """The clients, each pointed at the same lab, and the consoles for what has no API.

    ``o365`` and ``mailbox`` (exchangelib) take the address that is presented.
    """

    consoles: Consoles
    okta: Any
    scim: Any
    druva: Druva
    graph: Any
    o365: Callable[[str], Any]
    mailbox: Callable[..., Any]


class VendorNames:
    """Carries what is sent to the vendors' host names into a lab of this process."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab

    def send(self, sender: str, request: Request) -> Response:
        """Return the answer of the system that has the name."""
        parts = urlsplit(request.url)
        system = SYSTEM_OF[parts.netloc]
        hosts = self._lab.wire.hosts(system)
        host = host_for(system, hosts, called=parts.netloc, path=parts.path)
        return self._lab.wire.send(sender, request, to=host)


@contextmanager
def in_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reach]:
    """Reach a lab of this process."""
    lab = Lab()
    seed_empty(lab)
    names = VendorNames(lab)
    told = admit(lab, SYSTEMS)
    entra = _credentials(told["graph"], told["graph"]["token_path"])
    scim = clients.part("scim2_client.engines.wsgi", "WSGISCIMClient")(
        SystemApp(lab.wire, "insync", NoAnswer),
        base_url=f"https://{DRUVA}/insync/scim",
        headers=_bearer(told["insync_scim"]["token"]),
    )
    scim.discover()
    yield Reach(
        consoles=lab,
        okta=okta.client_of(names.send, f"https://{ORG}", told["okta"]["token"]),
        scim=scim,
        druva=Druva(session_over(names), f"https://{DRUVA}", **told["insync"]),
        graph=clients.graph_of(names, entra),
        o365=lambda address: clients.account_of(names, entra, address),
        mailbox=clients.mailboxes_of(names, entra, monkeypatch),
    )


@contextmanager
def over_http(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reach]:
    """Reach a lab that another process serves, at the addresses of its url-file."""
    started = ServedLab("--jobs", "manual")
    try:
        with closing(Sockets()) as sockets:
            yield _at(started.interfaces, RemoteLab(started.sites, sockets), monkeypatch)
    finally:
        started.stop()


def _at(
    told: dict[str, dict[str, str]], consoles: Consoles, monkeypatch: pytest.MonkeyPatch
) -> Reach:
    graph, ews = told["graph"], told["ews"]
    entra = _credentials(graph, urlsplit(graph["token_url"]).path)
    org = okta.client_at(told["okta"]["url"], told["okta"]["token"], monkeypatch)
    scim = clients.part("scim2_client.engines.httpx2", "SyncSCIMClient")(
        clients.part("httpx2", "Client")(
            base_url=told["insync_scim"]["url"], headers=_bearer(told["insync_scim"]["token"])
        )
    )
    scim.discover()
    session = pytest.importorskip("requests", reason=REASON).Session()
    return Reach(
        consoles=consoles,
        okta=org,
        scim=scim,
        druva=Druva(session, **told["insync"]),
        graph=clients.graph_at(graph["url"], graph["token"]),
        o365=lambda address: clients.account_at(graph["url"], graph["token"], entra, address),
        mailbox=clients.mailboxes_at(ews["url"], graph["token_url"], entra, monkeypatch),
    )


def _credentials(app: dict[str, str], token_path: str) -> Credentials:
    tenant = token_path.split("/")[1]
    return Credentials(tenant, app["client_id"], app["client_secret"])


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
