"""inSync's protection beside a stub of Microsoft 365, with one account in it."""

from __future__ import annotations

from datetime import UTC, datetime

from fakes.insync.assumed import MailApi
from fakes.insync.model import Account, GraphApp, Profile
from fakes.insync.service.protection import ProtectionService
from fakes.insync.service.state import State
from fakes.store import Ids
from fakes.wire import Address, Clock, Wire

from .stub import DOWNLOADS, GRAPH, LOGIN, OUTLOOK, StubMicrosoft

ADA = 1
APP = GraphApp("tenant", "client", "secret")


START = datetime(2024, 3, 7, 7, 50, 1, tzinfo=UTC)


class AtWork:
    """Everything a test about protection touches; mail is read over Graph, and written over EWS."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.clock.freeze(START)
        self.wire = Wire(self.clock)
        self.state = State(Ids("test"))
        self.state.readings["A53"] = MailApi.GRAPH_THEN_EWS.value
        self.microsoft = StubMicrosoft()
        for host in (LOGIN, GRAPH, OUTLOOK, DOWNLOADS):
            self.wire.connect(host, "microsoft365", self.microsoft)
        self.protection = ProtectionService(self.state, self.wire)
        self.protection.connect(APP)
        self.state.profiles.put(Profile("Default"))
        self.account(ADA, "ada@corp.example")

    def account(self, account_id: int, email_id: str, attribute: str | None = None) -> Account:
        """Put an account in place of what there was under its number."""
        account = Account(
            account_id, f"s{account_id}", Address(email_id), "Ada", attribute, profile="Default"
        )
        self.state.accounts.put(account)
        return account

    def crossed(self, since: int = 0) -> list[str]:
        """Return method and path of what crossed the wire, without queries."""
        exchanges = self.wire.journal.since(since)
        return [f"{each.method} {each.path.partition('?')[0]}" for each in exchanges]
