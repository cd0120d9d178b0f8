"""Every verb of the control surface answers, whatever values of the declared types it is given."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from itertools import chain
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from fakes.company.seeds import seed_demo
from fakes.lab import Lab
from fakes.serving.operations import ADMINS, Operation, operations_of
from fakes.wire import Address, Fault, Response

from .surface import Surface

OPERATIONS = [each for system in ADMINS for each in operations_of(system)]
ROUNDS = 45
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXTS = (
    *("", " ", "\x00", "a\x01b", "é✓🙂", "\u2028", '"', "\\", "/", "..", "x" * 300, "${a", "a b"),
    *("user.login", "Inbox/New", "Plans.txt", "nobody@corp.example", "1", "@", "Default", "None"),
)
NUMBERS = (-1, 0, 1, 2, 3, 7, 600, 2**31, 2**63 - 1, -(2**63), 2**70, 10**400)
CONTENTS = (
    b"",
    b"\xff\xfe\x00",
    b"Username, Email\nKai, kai@corp.example\nKai, kai@corp.example\n",
    b"inSync email ID, New inSync email ID\nsam@corp.example, s@corp.example\n",
    b'inSync email ID, New inSync email ID\n"sam@corp.example, x\n',
    b"Subject: =?utf-8?q?=FF?=\r\nDate: never\r\nContent-Type: multipart/mixed\r\n\r\nx",
)
ADDRESSES = ("sam@corp.example", "SAM@corp.example", "new@corp.onmicrosoft.example", "a\x00@b.cd")
SETTINGS = ("Global Navigation", "SaaS Apps", "Microsoft 365", "Overview", "More", "Settings")
Live = Callable[[Lab], tuple[object, ...]]
LIVE: Mapping[str, Live] = {
    "account_id": lambda lab: tuple(each.id for each in lab.insync.accounts.all()),
    "client_id": lambda lab: tuple(each.client_id for each in lab.microsoft365.apps.list_apps()),
    "client_secret": lambda lab: tuple(sorted(chain(*lab.microsoft365.state.secrets.values()))),
    "digest": lambda lab: tuple(lab.insync.state.contents),
    "external_id": lambda lab: tuple(each.external_id for each in lab.okta.state.import_rows),
    "group_id": lambda lab: tuple(each.id for each in lab.okta.directory.groups()),
    "message_id": lambda lab: tuple(each.id for each in lab.microsoft365.state.messages),
    "okta.user_id": lambda lab: tuple(each.id for each in lab.okta.directory.users()),
    "user_id": lambda lab: tuple(
        each.id for each in (*lab.microsoft365.state.users, *lab.microsoft365.state.deleted)
    ),
    "okta.token": lambda lab: (lab.okta.app.provisioning().token,),
    "task_id": lambda lab: tuple(each.id for each in lab.okta.state.tasks),
}
"""What there is now in a lab, by the name of an argument."""


class Values:
    """Values of types as JSON has them, odd ones among them; the same seed gives the same."""

    def __init__(self, seed: int, lab: Lab) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a seeded choice
        self._lab = lab

    def arguments(self, operation: Operation) -> dict[str, Any]:
        """Return arguments: its example, what there is, or anything of their types."""
        kinds = operation.types
        names = [each for each in kinds if each in operation.needed or self.random.random() < 0.4]
        return {each: self._argument(operation, each, kinds[each]) for each in names}

    def _argument(self, operation: Operation, name: str, kind: Any) -> object:
        chance = self.random.random()
        live = LIVE.get(f"{operation.system}.{name}") or LIVE.get(name)
        there = live(self._lab) if live else ()
        if there and chance < 0.5:
            return self.random.choice(there)
        if chance < 0.75 and name in operation.example:
            return operation.example[name]
        return self.value(kind)

    def value(self, kind: Any) -> object:
        """Return any value of a type."""
        if kind in _SIMPLE:
            return self.random.choice(_SIMPLE[kind])
        if get_origin(kind) is UnionType:
            return self.value(self.random.choice(get_args(kind)))
        if get_origin(kind) in (tuple, frozenset):
            return self._many(*get_args(kind))
        if issubclass(kind, Enum):
            return self.random.choice([each.value for each in kind])
        assert is_dataclass(kind), kind
        types = get_type_hints(kind)
        return {each.name: self.value(types[each.name]) for each in fields(kind)}

    def _many(self, *kinds: Any) -> list[object]:
        alike = len(kinds) == 1 or kinds[1:] == (...,)
        return [
            self.value(each) for each in (kinds[:1] * self.random.randrange(4) if alike else kinds)
        ]


_SIMPLE: Mapping[Any, tuple[object, ...]] = {
    str: TEXTS,
    int: NUMBERS,
    bool: (True, False),
    NoneType: (None,),
    bytes: tuple(b64encode(each).decode() for each in CONTENTS),
    Address: (*ADDRESSES, *TEXTS[:8]),
}


def _assign_without_provisioning(lab: Lab) -> None:
    """Assign the app to groups and to people while provisioning is off, which is on afterwards."""
    page = lab.okta.app.provisioning()
    lab.okta.app.configure(replace(page, enabled=False))
    for number in range(4):
        name = f"waiting.{number}@corp.example"
        waiting = lab.okta.directory.add(
            login=name, email=name, first_name="Waiting", last_name="Wu"
        )
        lab.okta.assignments.assign(waiting.id)
        group = lab.okta.directory.add_group(f"Group {number}")
        lab.okta.assignments.assign_group(group.id)
    lab.okta.app.configure(page)


@pytest.fixture(scope="module")
def demo() -> dict[str, Any]:
    """The people of the features, and some who are away or wait; pages are open."""
    lab = Lab()
    lab.wire.clock.freeze(NOW)
    seed_demo(lab)
    lab.insync.accounts.add(email_id=Address("xan@corp.example"), display_name="Xan Xu")
    lab.okta.imports.import_now()
    for label in SETTINGS:
        lab.insync.settings.click(label)
    lab.inject_fault(Fault("apis.druva.example", Response(503), times=9))
    lab.okta.assignments.unassign(lab.okta.directory.users()[0].id)
    late = "late@corp.example"
    user = lab.okta.directory.add(login=late, email=late, first_name="Late", last_name="Lund")
    lab.okta.assignments.assign(user.id)
    lab.okta.jobs.run()
    lab.wire.clear_faults()
    for change in (lab.okta.directory.suspend, lab.okta.directory.deactivate):
        for number in range(4):
            away = f"{change.__name__}.{number}@corp.example"
            added = lab.okta.directory.add(
                login=away, email=away, first_name="Away", last_name="Aas"
            )
            change(added.id)
    for account in lab.insync.accounts.all()[-2:]:
        lab.insync.accounts.preserve(account.id)
    _assign_without_provisioning(lab)
    lab.okta.mapping.show()
    lab.microsoft365.directory.delete_user(lab.microsoft365.directory.list_users()[-1].id)
    assert lab.okta.state.tasks
    return lab.dump()


def ask(surface: Surface, operation: Operation, arguments: dict[str, Any]) -> bool:
    """Call an operation, and tell whether it did what was asked rather than refuse it."""
    path = f"/admin/{str(operation).replace('.', '/')}"
    answer = surface.ask("POST", path, arguments)
    assert answer.status in (200, 400, 422), f"{operation} {json.dumps(arguments)}: {answer.status}"
    assert answer.ok or answer.json()["error"]
    return answer.ok


def check_whole(surface: Surface) -> None:
    """Check that the lab can be shown still, and that its state goes round."""
    state = surface.ask("GET", "/state")
    assert state.ok, state.body
    assert surface.send("GET", "/").ok
    put = surface.send("PUT", "/_crosswalk/state", state.body)
    assert put.ok, put.body
    assert surface.ask("GET", "/state").body == state.body


def test_no_verb_fails_whatever_it_is_given(demo: dict[str, Any]) -> None:
    surface, done = Surface(), set()
    for number in range(ROUNDS):
        surface.lab.load(demo)
        surface.lab.wire.clock.freeze(NOW)
        values = Values(number, surface.lab)
        calls = list(OPERATIONS)
        values.random.shuffle(calls)
        for operation in calls:
            if ask(surface, operation, values.arguments(operation)):
                done.add(str(operation))
        check_whole(surface)
    # Whatever only ever refuses was not looked at.
    assert {str(each) for each in OPERATIONS} - done == set()


def test_every_verb_answers_its_example(demo: dict[str, Any]) -> None:
    surface = Surface()
    for state in (demo, Lab().dump()):
        for operation in OPERATIONS:
            surface.lab.load(state)
            ask(surface, operation, operation.example)
