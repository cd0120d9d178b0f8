"""What a scenario has done so far: the outcomes that its Then steps read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest

from fakes.insync.model import Backup, Restore, Workload
from fakes.okta.model import RunResult
from fakes.wire import Response

from .who import Register

Content = tuple[tuple[str, bytes], ...]
"""What a mailbox or a OneDrive holds: (folder or path, bytes) in order."""


class Refusal(NamedTuple):
    """What a system answered to something it did not accept."""

    system: str
    text: str


@dataclass
class Story:
    """Outcomes of the When steps: those of the last step of each kind.

    ``refusal`` is what a system answered to the last thing that it might refuse, None where it
    accepted it; ``answer`` what inSync answered to an identity provider or a script, whose token
    is ``token``; ``offered`` what the page of a console offers; ``kept`` what a mailbox or OneDrive
    held when it was backed up, by the id of its user and by that of the account; ``who`` knows
    whose the accounts and users are.
    """

    who: Register = field(default_factory=Register)
    run: RunResult = field(default_factory=RunResult)
    refusal: Refusal | None = None
    answer: Response | None = None
    token: str = field(default="", repr=False)
    backups: tuple[Backup, ...] = ()
    restores: tuple[Restore, ...] = ()
    kept: dict[tuple[str | int, Workload], Content] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    last: Backup | Restore | None = None

    def backed_up(self, *backups: Backup) -> None:
        """Remember the backups of a step."""
        self.backups, self.last = backups, backups[-1] if backups else None

    def restored(self, *restores: Restore) -> None:
        """Remember the restores of a step."""
        self.restores, self.last = restores, restores[-1] if restores else None

    @contextmanager
    def refusal_by(self, system: str) -> Iterator[None]:
        """Remember what a system answers if it does not accept what is done here."""
        self.refusal = None
        try:
            yield
        except ValueError as error:
            self.refusal = Refusal(system, str(error))

    def refused_by(self, system: str) -> str:
        """Return what a system refused with; fails in words when it accepted everything."""
        assert self.refusal is not None, f"expected {system} to refuse, and nothing was refused"
        assert self.refusal.system == system, f"{self.refusal.system} refused, and not {system}"
        return self.refusal.text

    def backed_up_before(self, id_: str | int, workload: Workload) -> Content:
        """Return what an account or a user was backed up with before; fails in words else."""
        assert (id_, workload) in self.kept, f"no {workload.value} was backed up before of them"
        return self.kept[(id_, workload)]

    @property
    def backup(self) -> Backup:
        """The last backup; fails in words when there was none."""
        assert self.backups, "no backup was run in this scenario"
        return self.backups[-1]

    @property
    def restore(self) -> Restore:
        """The last restore; fails in words when there was none."""
        assert self.restores, "no restore was run in this scenario"
        return self.restores[-1]

    @property
    def job(self) -> Backup | Restore:
        """The last backup or restore; fails in words when there was none."""
        assert self.last is not None, "no backup or restore was run in this scenario"
        return self.last


@pytest.fixture
def story() -> Story:
    """What this scenario has done so far."""
    return Story()
