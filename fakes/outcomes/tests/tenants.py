"""Tenants in which anything may be the case: collisions of addresses, nothing licensed, gone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import strategies as st

from fakes.insync import FakeInSync
from fakes.insync.model import (
    AccessSetting,
    Account,
    AccountStatus,
    Backup,
    Destination,
    GraphApp,
    Profile,
    Restore,
    Snapshot,
    SnapshotItem,
    Workload,
)
from fakes.insync.service.contents import store_content
from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, User
from fakes.outcomes.model import Job
from fakes.wire import Address, Clock, Wire

UPNS = tuple(Address(f"{name}@corp.example") for name in ("ann", "Bob", "cay"))
MAILS = tuple(Address(f"{name}@corp.example") for name in ("Ann.A", "bob.b", "cay.c"))
ALIAS = Address("hello@corp.example")
ANYTHING = (*UPNS, *MAILS, ALIAS, Address("nobody@other.example"))
LICENSES = st.sampled_from(
    [
        (License.OFFICE_365_E3,),
        (License.OFFICE_365_E3,),
        (License.EXCHANGE_ONLINE, License.ONEDRIVE),
        (License.EXCHANGE_ONLINE,),
        (License.ONEDRIVE,),
        (),
    ]
)
READ = ("A1", "A4", "A25", "A44", "A6", "A49", "A50", "A51", "A54")
START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    """A user as the law lets Microsoft 365 have one."""

    number: int = 0
    licenses: tuple[License, ...] = (License.OFFICE_365_E3,)
    has_mail: bool = True
    alias: Address | None = None
    upn_is_alias: bool = True
    shared: bool = False
    opened: bool = True
    unlicensed: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Held:
    """An account as the law lets inSync have one."""

    email_id: Address = MAILS[0]
    attribute: str | None = None
    preserved: bool = False
    licensed: bool = False
    profile: str = "Default"


@dataclass(frozen=True)
class Tenant:
    """Everything that the law draws; ``chosen`` are the readings of ``READ``, in its order.

    Of the accounts those that take a license by their first backup find some of ``licenses`` free.
    """

    users: tuple[Somebody, ...] = (Somebody(),)
    accounts: tuple[Held, ...] = (Held(),)
    access: AccessSetting = AccessSetting.EMAIL_ID
    connected: bool = True
    ews: bool = True
    sharepoint: bool = True
    days: int = 1
    chosen: tuple[int, ...] = (0,) * len(READ)
    licenses: int = 1000


def spelled(address: Address) -> st.SearchStrategy[str]:
    """An address in the case of the directory, or in another."""
    return st.sampled_from([address.text, address.text, address.text.upper()])


usually = st.sampled_from((*[True] * 9, False))
seldom = st.sampled_from((*[False] * 9, True))
ODD = ("", "CORP\\ann", "id of the first", "ann", "ID OF THE FIRST")


@st.composite
def tenants(draw: st.DrawFn) -> Tenant:
    """Up to three users, as many accounts, and whatever can be set."""
    count = draw(st.sampled_from([3, 3, 3, 2, 1, 0]))
    theirs = (*UPNS[:count], *MAILS[:count], ALIAS)
    texts = st.sampled_from((*theirs, *theirs, *ANYTHING)).flatmap(spelled)
    accounts = st.lists(
        _account(texts), min_size=1, max_size=3, unique_by=lambda each: each.email_id
    )
    return Tenant(
        tuple(draw(_user(number)) for number in range(count)),
        tuple(draw(accounts)),
        draw(st.sampled_from(AccessSetting)),
        draw(usually),
        draw(usually),
        draw(usually),
        draw(st.sampled_from([1, 31, 61, 94])),
        tuple(draw(st.lists(st.integers(0, 1), min_size=len(READ), max_size=len(READ)))),
        draw(st.sampled_from([1000, 1000, 2, 1, 0])),
    )


def _account(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Held]:
    return st.builds(
        Held,
        texts.map(Address),
        st.one_of(texts, texts, texts, st.none(), st.sampled_from(ODD)),
        seldom,
        usually,
        st.sampled_from((*["Default"] * 7, "Exchange Online", "OneDrive", "Gone")),
    )


def _user(number: int) -> st.SearchStrategy[Somebody]:
    return st.builds(
        Somebody,
        st.just(number),
        LICENSES,
        st.booleans(),
        st.sampled_from((*[None] * 6, ALIAS, ALIAS, *ANYTHING)),
        st.booleans(),
        seldom,
        usually,
        st.sampled_from([False, False, True]),
        seldom,
    )


class Systems:
    """inSync and Microsoft 365 on one wire, time standing still, for one tenant after another.

    Every account has a snapshot of each workload to restore from.
    """

    def __init__(self) -> None:
        self.wire = Wire(Clock())
        self.insync = FakeInSync(self.wire)
        self.microsoft365 = FakeMicrosoft365(self.wire)

    def become(self, tenant: Tenant) -> tuple[Account, ...]:
        """Become a tenant and return its accounts.

        An address that is taken is left out, as a console would leave it out.
        """
        self.wire.clock.freeze(START)
        self.insync.reset()
        self.microsoft365.reset()
        self._choose(tenant.chosen)
        users = [user for each in tenant.users if (user := self._enter(each))]
        self.wire.clock.advance(timedelta(days=tenant.days))
        if tenant.connected:
            self.connect()
        self.microsoft365.exchange.switch_ews(tenant.ews)
        self.microsoft365.onedrive.switch_sharepoint(tenant.sharepoint)
        return self._hold(tenant, users[0].id if users else "nobody")

    def connect(self) -> None:
        """Give inSync its app registration in Microsoft 365."""
        app = self.microsoft365.apps.register_app("inSync")
        self.insync.protection.connect(GraphApp(app.tenant_id, app.client_id, app.client_secret))

    def run(self, job: Job, account: Account) -> Backup | Restore:
        """Run a job of an account; what is restored is put into a new folder of it."""
        protection = self.insync.protection
        if not job.restores:
            return protection.back_up(account.id, job.workload)
        return protection.restore(account.id, job.workload, destination=Destination.NEW_FOLDER)

    def _choose(self, chosen: tuple[int, ...]) -> None:
        options = [
            (system.readings, assumption, readings)
            for system in (self.insync, self.microsoft365)
            for assumption, readings in system.readings.options()
            if assumption in READ
        ]
        for (readings, assumption, known), number in zip(options, chosen, strict=True):
            readings.choose(assumption, known[number])

    def _hold(self, tenant: Tenant, first: str) -> tuple[Account, ...]:
        state = self.insync.state
        for workload in Workload:
            name = workload.value
            self.insync.profiles.save(Profile(name, workloads=frozenset({workload})))
            digest = store_content(state, b"Subject: Hello\r\n\r\nHello.\r\n")
            item = SnapshotItem("1", ("Kept",), "Hello", "1", digest, 28, "<1@corp.example>")
            for account_id in range(1, len(tenant.accounts) + 1):
                number = state.ids.number("snapshot")
                state.snapshots.put(
                    Snapshot(number, account_id, workload, START, (("Kept",),), (item,))
                )
        state.access = tenant.access
        state.licenses = tenant.licenses
        accounts = tuple(
            _held(number, held, first) for number, held in enumerate(tenant.accounts, start=1)
        )
        for account in accounts:
            state.accounts.put(account)
        return accounts

    def _enter(self, each: Somebody) -> User | None:
        directory = self.microsoft365.directory
        with suppress(ValueError):
            user = self._added(each)
            if each.alias and user.mail:
                with suppress(ValueError):
                    directory.add_alias(user.id, each.alias)
            if each.opened:
                with suppress(ValueError):
                    self.microsoft365.onedrive.provision(user.id)
            for product in user.licenses if each.unlicensed else ():
                directory.remove_license(user.id, product)
            if each.deleted:
                directory.delete_user(user.id)
            return user
        return None

    def _added(self, each: Somebody) -> User:
        upn, mail = UPNS[each.number], MAILS[each.number] if each.has_mail else None
        if each.shared:
            return self.microsoft365.exchange.add_shared_mailbox(mail or upn)
        return self.microsoft365.directory.add_user(
            upn, mail=mail, licenses=each.licenses, upn_is_alias=each.upn_is_alias
        )


def _held(number: int, held: Held, first: str) -> Account:
    attribute = held.attribute
    if attribute and attribute.lower() == "id of the first":
        attribute = first.upper() if attribute.isupper() else first
    account = Account(number, f"s{number}", held.email_id, "Jane", attribute, profile=held.profile)
    status = AccountStatus.PRESERVED if held.preserved else AccountStatus.ACTIVE
    return replace(account, status=status, licensed=held.licensed)
