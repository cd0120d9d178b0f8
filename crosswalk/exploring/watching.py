"""What laws look at: the records of the three systems before and after a step, and the wire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from crosswalk.lab_interface import Lab
from fakes.insync.licenses import Licenses
from fakes.insync.model import Account, AccountStatus, Profile, Snapshot, Workload
from fakes.microsoft365.model import User
from fakes.okta.model import AppUser, OktaUser, Task
from fakes.wire import Exchange, Fault

from .calls import Call
from .kinds import SCIM, Kind, kind_of
from .world import World

UPN = "userPrincipalName"


class Records(NamedTuple):
    """What the three systems hold of people, as their consoles list it."""

    people: tuple[OktaUser, ...]
    assignments: tuple[AppUser, ...]
    tasks: tuple[Task, ...]
    pending: int
    accounts: tuple[Account, ...]
    users: tuple[User, ...]
    deleted_users: tuple[User, ...]
    token_ends: datetime | None
    profiles: tuple[Profile, ...]
    licenses: Licenses

    def account(self, account_id: int) -> Account | None:
        """Return the account of a number."""
        return next((each for each in self.accounts if each.id == account_id), None)


def records_of(lab: Lab) -> Records:
    """Read what the three systems hold of people."""
    okta, insync, directory = lab.okta, lab.insync, lab.microsoft365.directory
    return Records(
        okta.directory.users(),
        okta.assignments.all(),
        okta.jobs.tasks(),
        okta.jobs.pending(),
        insync.accounts.all(),
        directory.list_users(),
        directory.list_deleted_users(),
        insync.provisioning.token_expires_on(),
        insync.profiles.all(),
        insync.profiles.licenses(),
    )


def users_of(records: Records, profile: str) -> int:
    """Return how many active accounts have a profile."""
    return sum(
        each.profile == profile and each.status is AccountStatus.ACTIVE for each in records.accounts
    )


Snapshots = Mapping[int, Snapshot]


def snapshots_of(lab: Lab, accounts: tuple[Account, ...]) -> Snapshots:
    """Read every snapshot of some accounts, by its number."""
    protection = lab.insync.protection
    return {
        snapshot.id: snapshot
        for account in accounts
        for workload in Workload
        for snapshot in protection.snapshots(account.id, workload)
    }


@dataclass(frozen=True, slots=True)
class Write:
    """A change of an account over SCIM: what was sent, and what inSync answered."""

    exchange: Exchange
    kind: Kind
    scim_id: str
    sent: Mapping[str, Any]
    status: int
    struck: bool

    @property
    def attribute(self) -> object:
        """What was sent as UPN, None where nothing was."""
        return self.sent.get(UPN)


@dataclass
class Happened:
    """One step: what was done, what crossed the wire, and the records around it.

    ``struck`` are the faults that struck, each with the exchange that it met.
    """

    action: str
    calls: list[Call]
    exchanges: tuple[Exchange, ...]
    struck: list[tuple[Fault, Exchange]]
    killed: Kind | None
    before: Records
    after: Records
    world: World

    @cached_property
    def met(self) -> frozenset[int]:
        """The numbers of the exchanges that a fault met."""
        return frozenset(each.number for _, each in self.struck)

    @cached_property
    def by_verb(self) -> Mapping[str, list[Call]]:
        """The calls that were not refused, by their verb."""
        found: dict[str, list[Call]] = {}
        for call in self.calls:
            if call.done:
                found.setdefault(call.verb, []).append(call)
        return found

    def done(self, verb: str) -> list[Call]:
        """Return the calls of a verb that were not refused."""
        return self.by_verb.get(verb, [])

    @cached_property
    def restarted(self) -> bool:
        """Whether something was started anew, from what it had kept."""
        return self.killed is not None or "restart" in self.by_verb

    @cached_property
    def writes(self) -> list[Write]:
        """What was sent over SCIM to create or change accounts, whatever was answered."""
        return [_write(each, each.number in self.met) for each in self.exchanges if _writes(each)]


def _writes(exchange: Exchange) -> bool:
    return exchange.recipient == "insync" and kind_of(exchange) in (
        Kind.CREATE,
        Kind.REPLACE,
        Kind.PATCH,
    )


def _write(exchange: Exchange, struck: bool) -> Write:
    kind = kind_of(exchange)
    sent = object_in(exchange.request)
    if kind is Kind.PATCH:
        sent = _patched(sent)
    given = exchange.path.removeprefix(SCIM).strip("/").partition("?")[0]
    scim_id = given or str(object_in(exchange.response).get("id", ""))
    return Write(exchange, kind, scim_id, sent, exchange.status, struck)


def _patched(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a PATCH replaces, as far as it does so without a path."""
    values = [each.get("value") for each in sent.get("Operations", []) if "path" not in each]
    return {key: each for value in values if isinstance(value, dict) for key, each in value.items()}


def object_in(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body, an empty one where there is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def looked_up(exchange: Exchange) -> str:
    """Return the userName that a look-up asked for."""
    (text,) = parse_qs(urlsplit(exchange.path).query)["filter"]
    quoted = text.partition('"')[2].rpartition('"')[0]
    return quoted.replace('\\"', '"').replace("\\\\", "\\")
