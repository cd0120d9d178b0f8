"""inSync and Microsoft 365 as any tenant that a law draws, and what becomes of their jobs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fakes.insync import FakeInSync
from fakes.insync.model import (
    Account,
    AccountStatus,
    Backup,
    BackupStatus,
    Destination,
    GraphApp,
    Profile,
    Restore,
    RestoreStatus,
    Snapshot,
    SnapshotItem,
    Workload,
)
from fakes.insync.service.contents import store_content
from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.outcomes.model import Job
from fakes.wire import Clock, Wire

from .tenants import MAILS, NAMES, READ, UPNS, Held, Somebody, Tenant

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Systems:
    """inSync and Microsoft 365 on one wire, time standing still, for one tenant after another.

    Every account has a snapshot of each workload to restore from.
    """

    def __init__(self, wire: Wire, insync: FakeInSync, microsoft365: FakeMicrosoft365) -> None:
        self.wire = wire
        self.insync = insync
        self.microsoft365 = microsoft365

    @classmethod
    def alone(cls) -> Systems:
        """Return two systems on a wire of their own."""
        wire = Wire(Clock())
        return cls(wire, FakeInSync(wire), FakeMicrosoft365(wire))

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
            client_id = self.connect()
            if not tenant.mail_consent:
                self.microsoft365.apps.withdraw_mail_consent(client_id)
            if tenant.mfa:
                self.microsoft365.apps.require_mfa()
            if not tenant.registered:
                self.microsoft365.apps.delete_app(client_id)
        self.microsoft365.exchange.switch_ews(tenant.ews)
        if tenant.ews_listed is not None:
            app = self.insync.protection.connected_as() if tenant.ews_listed else "another app"
            self.microsoft365.exchange.allow_ews_to((app,))
        self.microsoft365.onedrive.switch_sharepoint(tenant.sharepoint)
        return self._hold(tenant, users[0].id if users else "nobody")

    def connect(self) -> str:
        """Give inSync its app registration in Microsoft 365, and return the client id."""
        app = self.microsoft365.apps.register_app("inSync")
        self.insync.protection.connect(GraphApp(app.tenant_id, app.client_id, app.client_secret))
        return app.client_id

    def run(self, job: Job, account: Account) -> Backup | Restore:
        """Run a job of an account; what is restored is put into a new folder of it."""
        protection = self.insync.protection
        if not job.restores:
            return protection.back_up(account.id, job.workload)
        return protection.restore(account.id, job.workload, destination=Destination.NEW_FOLDER)

    def run_everything(self) -> dict[int, dict[Job, Backup | Restore]]:
        """Run every job of every account, oldest first, and return them by account."""
        accounts = self.insync.accounts.all()
        return {each.id: {job: self.run(job, each) for job in Job} for each in accounts}

    def failing(self) -> dict[int, list[Job]]:
        """Run every job of every account, and return by account those that fail."""
        return {
            account_id: [job for job, done in jobs.items() if not went_well(done)]
            for account_id, jobs in self.run_everything().items()
        }

    def _choose(self, chosen: tuple[int, ...]) -> None:
        options = [
            (system.readings, assumption, readings)
            for system in (self.insync, self.microsoft365)
            for assumption, readings in system.readings.options()
            if assumption in READ
        ]
        for (readings, assumption, known), number in zip(options, chosen, strict=True):
            readings.choose(assumption, known[number % len(known)])

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
            return self.microsoft365.exchange.add_shared_mailbox(
                mail or upn, display_name=NAMES[each.number]
            )
        return self.microsoft365.directory.add_user(
            upn,
            mail=mail,
            display_name=NAMES[each.number],
            licenses=each.licenses,
            upn_is_alias=each.upn_is_alias,
        )


def went_well(job: Backup | Restore) -> bool:
    """Tell whether a job was started and succeeded."""
    started = isinstance(job, Restore) or job.started
    return started and job.status in (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS)


def _held(number: int, held: Held, first: str) -> Account:
    attribute = held.attribute
    if attribute and attribute.lower() == "id of the first":
        attribute = first.upper() if attribute.isupper() else first
    account = Account(
        number, f"s{number}", held.email_id, held.name, attribute, profile=held.profile
    )
    status = AccountStatus.PRESERVED if held.preserved else AccountStatus.ACTIVE
    return replace(account, status=status, licensed=held.licensed)
