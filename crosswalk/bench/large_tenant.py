"""What a person of a large tenant costs the lab: entered, imported, backed up, remapped, restored.

Everybody has one letter and one file. What is timed is what a rehearsal of the article's procedure
does, over the admin APIs and the wire, with a journal that is bounded as a served lab's is.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .measure import Comparison, LeftOut, Side, Trial, Unmeasurable
from .sides import Allowed, Calls

if TYPE_CHECKING:
    from fakes.lab import Lab

LARGE = 20_000
SMALL = 1_000
SECONDS = 3e-3
BYTES = 20 * 1024

_JOURNAL_BYTES = 1 << 20
_KIB = 1024
_STATUS = Path("/proc/self/status")
_MANY = f"{LARGE:,} people"
_FEW = f"{SMALL:,} people"
_ALLOWED = "what it may take"
_BULK_HEADING = "inSync email ID,New inSync email ID\n"


def prepare_rehearsal(count: int) -> Callable[[], Lab]:
    """Return a rehearsal with as many people, who are not in any system yet."""
    from crosswalk.procedure.frozen_lab import frozen_lab
    from fakes.company.setting_up import connect

    lab = frozen_lab()
    lab.journal.max_bytes = _JOURNAL_BYTES
    connect(lab.okta, lab.insync, lab.microsoft365)
    return partial(_rehearse, lab, count)


def _rehearse(lab: Lab, count: int) -> Lab:
    from crosswalk.procedure.procedure import import_users, map_both, set_access
    from fakes.insync.model import AccessSetting

    for number in range(count):
        _enter(lab, number)
    _expect("accounts created", import_users(lab.okta).created, count)
    _back_up(lab, count)
    _change_email_ids(lab, count)
    map_both(lab.okta)
    _expect("accounts linked", import_users(lab.okta).linked, count)
    set_access(lab.insync, AccessSetting.AD_ATTRIBUTE)
    _back_up(lab, count)
    _restore(lab, count)
    return lab


def _upn(number: int) -> str:
    return f"u{number}@corp.example"


def _smtp(number: int) -> str:
    return f"first{number}.last{number}@mail.example"


def _enter(lab: Lab, number: int) -> None:
    from fakes.microsoft365.model import License
    from fakes.wire import Address

    microsoft365, upn, smtp = lab.microsoft365, _upn(number), _smtp(number)
    user = microsoft365.directory.add_user(
        Address(upn),
        mail=Address(smtp),
        display_name=f"First{number} Last{number}",
        given_name=f"First{number}",
        surname=f"Last{number}",
        licenses=(License.OFFICE_365_E3,),
    )
    desk = Address("desk@corp.example")
    microsoft365.exchange.compose(user.id, subject="Hello", sender=desk, body=f"Hello {number}.")
    microsoft365.onedrive.provision(user.id)
    content = f"The plans of {number}.".encode()
    microsoft365.onedrive.write_file(user.id, path="Plans.txt", content=content)
    lab.okta.directory.add(
        login=upn, email=smtp, first_name=f"First{number}", last_name=f"Last{number}"
    )


def _back_up(lab: Lab, count: int) -> None:
    from fakes.insync.model import BackupStatus

    jobs = lab.insync.protection.back_up_everyone()
    successful = sum(job.status is BackupStatus.SUCCESSFUL for job in jobs)
    _expect("successful backups", successful, 2 * count)


def _change_email_ids(lab: Lab, count: int) -> None:
    rows = (f"{_upn(number)},{_smtp(number)}\n" for number in range(count))
    changed = lab.insync.accounts.change_email_ids((_BULK_HEADING + "".join(rows)).encode())
    _expect("email IDs changed", len(changed), count)


def _restore(lab: Lab, count: int) -> None:
    from fakes.insync.model import RestoreStatus, Workload

    ended = (
        lab.insync.protection.restore(account.id, Workload.EXCHANGE_ONLINE).status
        for account in lab.insync.accounts.all()
    )
    _expect("restores", sum(status is RestoreStatus.SUCCESS for status in ended), count)


def _expect(what: str, found: int, wanted: int) -> None:
    if found != wanted:
        raise Unmeasurable(f"{found} {what}, expected {wanted}")


@dataclass(frozen=True, slots=True)
class Memory:
    """A side that says how many bytes a rehearsal needs for each person, at its largest.

    It runs in a process of its own, since memory that was used once is not given back.
    """

    count: int

    def seconds(self) -> float:
        """Return the bytes; they are no seconds, but compared as these are."""
        program = f"from {__name__} import grown_by; print(grown_by({self.count}))"
        ended = subprocess.run(  # noqa: S603 - our own interpreter
            (sys.executable, "-c", program),
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            raise Unmeasurable(ended.stderr.strip() or f"it ended with {ended.returncode}")
        return float(ended.stdout)

    def profile(self) -> str:
        """Say where to look."""
        return "Another process works here: run it under tracemalloc.\n"


def grown_by(count: int) -> float:
    """Rehearse in this process, and return by how many bytes a person it grew at most."""
    prepare_rehearsal(1)()
    rehearse, before = prepare_rehearsal(count), _largest()
    rehearse()
    return (_largest() - before) / count


def _largest() -> int:
    """Return the most that was resident of this process, in bytes.

    What ``getrusage`` says of it begins with what the process was forked from.
    """
    lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * _KIB


def _times(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return {
        _MANY: Calls(partial(prepare_rehearsal, LARGE), LARGE),
        _FEW: Calls(partial(prepare_rehearsal, SMALL), SMALL),
        _ALLOWED: Allowed(SECONDS),
    }


def _memory(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    if not _STATUS.exists():
        raise LeftOut(f"memory is read from {_STATUS}, which only Linux has")
    return {_MANY: Memory(LARGE), _ALLOWED: Allowed(BYTES, "bytes")}


TENANT_TRIAL = Trial(
    (
        Comparison(
            "tenant",
            f"rehearsing with {LARGE:,} people, each, against the {SECONDS * 1e3:g} ms it may take",
            target=1.0,
            measured=_MANY,
            reference=_ALLOWED,
            unit="ms",
            scale=1e3,
        ),
        Comparison(
            "tenant-growth",
            f"rehearsing with {LARGE:,} people, each, against rehearsing with {SMALL:,}",
            target=1.2,
            measured=_MANY,
            reference=_FEW,
            unit="ms",
            scale=1e3,
        ),
    ),
    _times,
)
TENANT_MEMORY_TRIAL = Trial(
    (
        Comparison(
            "tenant-memory",
            f"memory of the same, each, against the {BYTES // _KIB} KiB it may take",
            target=1.0,
            measured=_MANY,
            reference=_ALLOWED,
            unit="KiB",
            scale=1 / _KIB,
        ),
    ),
    _memory,
)
