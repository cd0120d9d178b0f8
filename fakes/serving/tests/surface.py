"""A served lab without sockets, for tests."""

from __future__ import annotations

import json
from typing import Any

from fakes.lab import Lab
from fakes.serving.control import PREFIX, control_app
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.origins import SYSTEMS
from fakes.wire import Address, Request, Response
from fakes.wire.network import call

CONTROL = "http://127.0.0.1:4000"
JSON = (("Content-Type", "application/json"),)


def add_ada(lab: Lab) -> None:
    lab.insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada Ames")


class Surface:
    """The control surface of a lab that nobody is in."""

    def __init__(self, *systems: str) -> None:
        self.lab = Lab()
        self.hosted = HostedLab(
            self.lab, systems or SYSTEMS, seeds={"ada": add_ada}, urls={"okta": "http://okta:1"}
        )
        self.app = control_app(self.hosted)

    def ask(self, method: str, path: str, content: object = None) -> Response:
        body = b"" if content is None else json.dumps(content).encode()
        return self.send(method, PREFIX + path, body)

    def send(self, method: str, path: str, body: bytes = b"") -> Response:
        return call(self.app, Request(method, CONTROL + path, JSON, body))

    def told(self, method: str, path: str, content: object = None) -> Any:
        answer = self.ask(method, path, content)
        assert answer.ok, answer.body
        return answer.json()
