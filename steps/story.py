"""What a scenario has done so far: the outcomes that its Then steps read."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from fakes.insync.model import Backup, Restore, Workload
from fakes.okta.model import RunResult
from fakes.wire import Response

Content = tuple[tuple[str, bytes], ...]
"""What a mailbox or a OneDrive holds: (folder or path, bytes) in order."""


@dataclass
class Story:
    """Outcomes of the When steps: those of the last step of each kind.

    ``refusal`` is what a console answered to the last thing it did not accept; ``answer`` what
    inSync answered to an identity provider or a script, whose token is ``token``; ``kept`` what a
    mailbox or OneDrive held when it was backed up.
    """

    run: RunResult = field(default_factory=RunResult)
    refusal: str = ""
    answer: Response | None = None
    token: str = field(default="", repr=False)
    backups: tuple[Backup, ...] = ()
    restores: tuple[Restore, ...] = ()
    kept: dict[tuple[str, Workload], Content] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    last: Backup | Restore | None = None

    def backed_up(self, *backups: Backup) -> None:
        """Remember the backups of a step."""
        self.backups, self.last = backups, backups[-1] if backups else None

    def restored(self, *restores: Restore) -> None:
        """Remember the restores of a step."""
        self.restores, self.last = restores, restores[-1] if restores else None

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
