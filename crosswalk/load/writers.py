"""Who writes while a lab is killed, and what each of them is owed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from threading import Event

from crosswalk.lab_interface import Lab
from crosswalk.remote.sockets import Unreachable
from fakes.company.cast import CAST
from fakes.company.setting_up import connect_insync, enter_microsoft365, enter_okta
from fakes.insync.model import Backup, BackupStatus, Destination, Restore, Workload
from fakes.microsoft365.quickxor import quick_xor_hash
from fakes.wire import Address, Request

from .errands import Carry, Errands, UnfitLab
from .ledger import ANY, Ledger
from .tally import Tally

FOLDER = "Written"
FILES = 40
PAUSE = 0.005
_OWNER, _OTHER = "Ada", "Kim"


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whose account is backed up, with the user of Microsoft 365 that it belongs to."""

    account: int
    user: str
    snapshot: int


@dataclass
class Owed:
    """What is owed to all writers of a lab, by kind, and how their requests were answered."""

    users: Ledger
    accounts: Ledger
    imports: Ledger
    files: Ledger
    backups: Ledger
    restores: Ledger
    answers: Tally


def nothing_owed() -> Owed:
    """Return what is owed at first."""
    return Owed(
        users=Ledger("user"),
        accounts=Ledger("account"),
        imports=Ledger("import"),
        files=Ledger("file"),
        backups=Ledger("backup"),
        restores=Ledger("restore"),
        answers=Tally(),
    )


def enter(lab: Lab, token: str) -> tuple[Owner, ...]:
    """Connect three systems that are empty, enter two people and back them up.

    ``token`` is the one that inSync gave to its clients. Raises UnfitLab.
    """
    connect_insync(lab.insync, lab.microsoft365)
    lab.okta.app.connect(base_url=lab.insync.provisioning.base_url(), token=token)
    return tuple(_entered(lab, name) for name in (_OWNER, _OTHER))


def _entered(lab: Lab, name: str) -> Owner:
    person = CAST[name]
    lab.okta.assignments.assign(enter_okta(lab.okta, person).id)
    user = enter_microsoft365(lab.microsoft365, person)
    lab.okta.jobs.run()
    account = lab.insync.accounts.find(Address(person.email))
    if not account:
        raise UnfitLab(f"{person.full_name} was not imported: {lab.okta.jobs.tasks()}")
    job = lab.insync.protection.back_up(account.id, Workload.ONEDRIVE)
    if job.status is not BackupStatus.SUCCESSFUL or job.snapshot_id is None:
        raise UnfitLab(f"{person.full_name} was not backed up: {job}")
    return Owner(account.id, user.id, job.snapshot_id)


class Writers:
    """Four writers and two admins, each of whom does one thing after the other."""

    def __init__(self, errands: Errands, owners: tuple[Owner, ...], owed: Owed) -> None:
        self._errands = errands
        self._written, self._restored = owners
        self._owed = owed
        self._numbers = count(1)
        self.clients: tuple[Callable[[Carry], None], ...] = (
            self._add_user,
            self._add_account,
            self._import,
            self._write_file,
        )
        self.admins: tuple[Callable[[Lab], None], ...] = (self._back_up, self._restore)

    def _add_user(self, carry: Carry) -> None:
        """Add a user at Okta."""
        self._user(carry, "user")

    def _add_account(self, carry: Carry) -> None:
        """Create an account at inSync."""
        name = self._name("account")
        self._write(carry, self._owed.accounts, name, self._errands.scim_create(name))

    def _import(self, carry: Carry) -> None:
        """Add a user at Okta and assign the app, so that Okta creates the account."""
        name, user = self._user(carry, "import")
        if user:
            # What the account is called is known once inSync created it.
            self._write(carry, self._owed.imports, name, self._errands.okta_assign(user), ANY)

    def _write_file(self, carry: Carry) -> None:
        """Write one of some files anew."""
        number = next(self._numbers)
        path, text = f"{FOLDER}/{number % FILES}.txt", f"This is version {number}."
        request = self._errands.graph_upload(self._written.user, path, text)
        self._write(carry, self._owed.files, path, request, quick_xor_hash(text.encode()))

    def _back_up(self, lab: Lab) -> None:
        """Back up a OneDrive that is written to meanwhile."""
        protection, owner = lab.insync.protection, self._written
        back_up = partial(protection.back_up, owner.account, Workload.ONEDRIVE)
        self._run(self._owed.backups, back_up)

    def _restore(self, lab: Lab) -> None:
        """Restore a snapshot to a new folder."""
        protection, owner = lab.insync.protection, self._restored
        restore = partial(
            protection.restore,
            owner.account,
            Workload.ONEDRIVE,
            snapshot_id=owner.snapshot,
            destination=Destination.NEW_FOLDER,
        )
        self._run(self._owed.restores, restore)

    def _name(self, kind: str) -> str:
        return f"{kind}.{next(self._numbers)}@load.example"

    def _run(self, ledger: Ledger, job: Callable[[], Backup | Restore]) -> None:
        """Run a job, which is named by its place among those of its account."""
        name = str(len(ledger.acknowledged) + 1)
        ledger.send(name)
        try:
            ledger.acknowledge(name, told(job()))
        except (ValueError, TypeError, RuntimeError) as refusal:
            ledger.withdraw(name)
            self._owed.answers.errors[str(refusal)] += 1

    def _user(self, carry: Carry, kind: str) -> tuple[str, str]:
        name = self._name(kind)
        users = self._owed.users
        return name, self._write(carry, users, name, self._errands.okta_create(name))

    def _write(
        self, carry: Carry, ledger: Ledger, name: str, request: Request, value: str | None = None
    ) -> str:
        """Write a value, or what the answer gives an id; return that id, "" without a success."""
        ledger.send(name, value or ANY)
        begun = time.perf_counter()
        answer = carry(request)
        if not self._owed.answers.note(answer, time.perf_counter() - begun):
            ledger.withdraw(name)
            return ""
        given = str(answer.json().get("id", ""))
        ledger.acknowledge(name, given if value is None else value)
        return given


def told(job: Backup | Restore) -> str:
    """Return all that inSync says of a job."""
    return str(job)


def until_unreachable(act: Callable[[], None], stop: Event) -> None:
    """Act again and again, until told to stop or until there is no answer."""
    while not stop.wait(PAUSE):
        try:
            act()
        except Unreachable:
            return


def numbered(jobs: Iterable[Backup | Restore]) -> Iterator[tuple[str, str]]:
    """Yield the jobs of an account by their place among them, as writers name them."""
    for place, job in enumerate(jobs, 1):
        yield str(place), told(job)
