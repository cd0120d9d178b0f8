"""An org whose Druva app provisions into a small service provider."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from fakes.okta.model import CORE_USER_NAMESPACE as CORE
from fakes.okta.model import (
    Apply,
    AppUser,
    AttributeMapping,
    OktaUser,
    Provisioning,
    ScimStyle,
    SignOn,
)
from fakes.okta.service.app.app import DruvaAppService
from fakes.okta.service.app.app_profiles import AppProfiles
from fakes.okta.service.app.schema import AppSchema
from fakes.okta.service.assignments.assignments import AppAssignments
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.people.directory import UserDirectory
from fakes.okta.service.provisioning.imports import AppImports
from fakes.okta.service.provisioning.job_queue import JobQueue
from fakes.okta.service.provisioning.scim_client import ScimClient
from fakes.okta.service.readings import READINGS
from fakes.okta.service.state import State
from fakes.store import Ids, Readings
from fakes.wire import Fault, Response, Wire

from .provider import Provider

HOST = "apis.druva.example"
BASE = f"https://{HOST}/scim"


class Org:
    """The parts of Okta that provision, joined as in FakeOkta, and their counterpart."""

    def __init__(self) -> None:
        self.wire, self.provider = Wire(), Provider()
        self.wire.connect(HOST, "insync", self.provider)
        self.state = State(Ids("test"))
        self.log = SystemLog(self.state, self.wire.clock)
        self.client = ScimClient(self.state, self.wire)
        self.jobs = JobQueue(self.state, self.wire.clock, self.log, self.client)
        profiles = AppProfiles(self.state, self.wire.clock.now)
        self.assignments = AppAssignments(self.state, self.log, profiles, self.jobs)
        self.directory = UserDirectory(self.state, self.wire.clock, self.log, self.assignments)
        self.app = DruvaAppService(self.state, self.log, self.client)
        self.imports = AppImports(self.state, self.log, self.client, self.directory)
        self.readings = Readings(self.state, READINGS)
        AppSchema(self.state).take_template()
        self.provision_with(ScimStyle.CATALOG)
        self.seen = 0

    def provision_with(self, style: ScimStyle) -> None:
        self.state.provisioning = Provisioning(base_url=BASE, token="t0", enabled=True, style=style)

    def switch(self, **switches: bool) -> None:
        self.state.provisioning = replace(self.state.provisioning, **switches)  # type: ignore[arg-type] # all are bool

    def person(self, name: str = "ada", email: str = "") -> OktaUser:
        return self.directory.add(
            login=f"{name}@corp.example",
            email=email or f"{name}@mail.example",
            first_name=name.capitalize(),
            last_name="Hill",
        )

    def linked(self, name: str = "ada") -> OktaUser:
        """Return someone who was assigned and provisioned."""
        user = self.person(name)
        self.assignments.assign(user.id)
        self.jobs.run()
        self.sent()
        return user

    def of(self, user: OktaUser) -> AppUser:
        app_user = self.assignments.of(user.id)
        assert app_user
        return app_user

    def map_username(self, expression: str, apply: Apply = Apply.CREATE_AND_UPDATE) -> None:
        self.app.save_mapping(AttributeMapping("userName", expression, apply))

    def username_on_create_only(self) -> None:
        self.app.save_sign_on(SignOn(update_on=Apply.CREATE_ONLY))

    def add_attribute(self, name: str, expression: str, namespace: str = CORE) -> None:
        self.app.add_attribute(
            display_name=name, variable_name=name, external_name=name, external_namespace=namespace
        )
        self.app.save_mapping(AttributeMapping(name, expression))

    def answer(
        self, status: int, body: str = "", method: str = "", times: int = 1, **headers: str
    ) -> None:
        """Let the next requests meet an answer instead of the service provider."""
        pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        response = Response(status, "", pairs, body.encode())
        self.wire.inject_fault(Fault(HOST, response, times, method=method))

    def sent(self) -> list[str]:
        """Return method and path of what was sent since the last call."""
        exchanges = self.wire.journal.since(self.seen)
        self.seen = len(self.wire.journal)
        return [f"{each.method} {unquote(each.path).removeprefix('/scim')}" for each in exchanges]

    def body(self, method: str) -> Any:
        """Return the body of the last request of a method."""
        exchanges = [each for each in self.wire.journal if each.method == method]
        return json.loads(exchanges[-1].request)

    def run(self) -> list[str]:
        """Run the queue and return what was sent."""
        self.jobs.run()
        return self.sent()

    def events(self, word: str = ".provision.") -> list[str]:
        return [
            each.event_type.rpartition(".")[2]
            for each in self.log.events()
            if word in each.event_type
        ]


def look_up(user_name: str) -> str:
    return f'GET /Users?filter=userName eq "{user_name}"&startIndex=1&count=100'
