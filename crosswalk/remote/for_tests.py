"""A whole lab for the tests of another project: its consoles, its addresses and credentials."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fakes.company.seeds import SEEDS, admit
from fakes.lab import Lab
from fakes.serving.callers import Names
from fakes.serving.hosted_lab import HostedLab, Jobs
from fakes.serving.local_names import NAMES
from fakes.serving.logs import LogFormat
from fakes.serving.persistence import save_nothing
from fakes.serving.wsgi_stack import WsgiStack
from fakes.wire import Request, Response
from fakes.wire.network import call

from .environment import variables
from .process import ServedLab
from .remote import Carry, Control, RemoteLab
from .sockets import Sockets
from .url_file import Interfaces, addresses, sites_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Okta, inSync and Microsoft 365, joined as a customer's are.

    ``lab`` has the consoles of the three, the journal and the clock. ``interfaces`` says for each
    API its ``url`` and credentials, as a url-file does. ``apps`` are the same APIs as WSGI
    applications, where the lab is in this process, and none where it is served.
    """

    lab: RemoteLab
    interfaces: Interfaces = field(repr=False)  # a failing test would show the secrets
    control: Control
    apps: Mapping[str, WSGIApplication]

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which SDKs find and trust it; raises NotSecured unless over HTTPS."""
        return variables(self.interfaces, os.environ)

    def start_over(self, seed: str = "empty") -> None:
        """Empty it and fill it by a seed, ``empty`` or ``demo``; the credentials stay the same."""
        self.control.post("/seed", {"name": seed})
        self.control.post("/reset?what=journal&what=faults&what=clock")


@contextmanager
def served(*options: str) -> Iterator[Crosswalk]:
    """Serve a lab in a process of its own, with further options of `crosswalk serve`."""
    started = ServedLab(*options)
    ca_file = started.interfaces["control"].get("ca_file", "")
    try:
        with closing(Sockets(ca_files=[ca_file])) as sockets:
            yield _of(started.interfaces, sockets, {})
    finally:
        started.stop()


@contextmanager
def in_process() -> Iterator[Crosswalk]:
    """Have a lab in this process, which behaves as if it were served but has no sockets.

    Okta's jobs are run before the next request, whoever sends it.
    """
    hosted = HostedLab(Lab(), jobs=Jobs.AUTO, admit=admit, seeds=SEEDS)
    hosted.names = Names(local=frozenset(NAMES.values()))
    hosted.urls.update({system: f"https://{name}" for system, name in NAMES.items()})
    hosted.fill_from_seed("empty")
    stack = WsgiStack(hosted, save_nothing, LogFormat.TEXT)
    interfaces = addresses(hosted)
    by_name = {NAMES[system]: app for system, app in stack.apps.items()}

    def carry(request: Request) -> Response:
        return call(by_name[urlsplit(request.url).netloc], request)

    apps = {name: by_name[urlsplit(place["url"]).netloc] for name, place in interfaces.items()}
    yield _of(interfaces, carry, apps)


def _of(interfaces: Interfaces, carry: Carry, apps: Mapping[str, WSGIApplication]) -> Crosswalk:
    lab = RemoteLab(sites_of(interfaces), carry)
    return Crosswalk(lab, interfaces, Control(interfaces["control"]["url"], carry), apps)
