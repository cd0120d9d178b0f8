"""A served lab from which users are collected; waiting moves its clock, and takes no time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crosswalk.collecting.collection import Collection, Outcome
from crosswalk.collecting.credentials import Credentials, from_file
from crosswalk.collecting.patience import Patience
from crosswalk.collecting.sender import Sender, connections
from crosswalk.collecting.unfinished import Directory
from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sockets import Sockets
from crosswalk.remote.tests.serving import Served
from fakes.wire import Fault, Response

OKTA, DRUVA, GRAPH = "corp.okta.example", "apis.druva.example", "graph.microsoft.example"


@dataclass
class Collecting:
    """What a test does to the lab, and what was waited for, in seconds.

    A second of waiting takes ``slowness`` seconds of the lab.
    """

    served: Served
    file: Path
    lab: RemoteLab
    sockets: Sockets
    waits: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    slowness: float = 1.0

    def credentials(self, **changed: dict[str, str]) -> Credentials:
        """The credentials of the lab, some of them changed, by system."""
        given = from_file(self.file)
        return replace(
            given,
            **{
                system: replace(getattr(given, system), **values)
                for system, values in changed.items()
            },
        )

    def only(self, *systems: str) -> Credentials:
        """The credentials of some systems of the lab."""
        given = self.credentials()
        return Credentials(**{each: getattr(given, each) for each in systems})

    def collect(self, into: Path, credentials: Credentials | None = None) -> Outcome:
        """Collect into a directory, as the command does."""
        given = credentials or self.credentials()
        with connections(*given.urls()) as http:
            sender = Sender(http, Patience(self._wait, lambda: 0.0, self._tell))
            return Collection(Directory(into), sender).run(given)

    def fault(self, host: str, path: str, status: int, *, times: int = 1, **more: Any) -> None:
        """Answer the next requests below a path with a status, headers and a JSON body."""
        content = more.get("body", {})
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        headers = (("Content-Type", "application/json"), *more.get("headers", ()))
        answer = Response(status, "Injected", headers, body)
        self.lab.inject_fault(Fault(host, answer, times=times, path=path))

    def hang_up(self, host: str, path: str, *, times: int = 1) -> None:
        """Give no answer to the next requests below a path."""
        self.lab.inject_fault(Fault(host, None, times=times, path=path))

    def asked(self) -> list[tuple[str, str]]:
        """Return methods and paths of the requests that reached the lab, in order."""
        return [(each.method, each.path) for each in self.lab.journal.since(0)]

    def close(self) -> None:
        """Close the connections to the lab."""
        self.sockets.close()

    def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.served.control("/clock", "POST", {"advance": seconds * self.slowness})

    def _tell(self, system: str, seconds: float, why: str) -> None:
        self.told.append(f"{system}: {why} {seconds:g}")


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def files(directory: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(directory.iterdir()) if each.is_file()}
