"""What a scenario has done so far: the outcomes that its Then steps read."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from fakes.insync.model import Backup, Restore, Workload
from fakes.okta.model import RunResult

Content = tuple[tuple[str, bytes], ...]
"""What a mailbox or a OneDrive holds: (folder or path, bytes) in order."""


@dataclass
class Story:
    """Outcomes of the When steps, latest last.

    ``refusal`` is what a console answered to the last thing it did not accept; ``kept`` what a
    mailbox or OneDrive held when it was backed up.
    """

    run: RunResult = field(default_factory=RunResult)
    refusal: str = ""
    backups: tuple[Backup, ...] = ()
    restores: tuple[Restore, ...] = ()
    kept: dict[tuple[str, Workload], Content] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)

    @property
    def backup(self) -> Backup:
        """The last backup."""
        if not self.backups:
            pytest.fail("no backup was run in this scenario", pytrace=False)
        return self.backups[-1]

    @property
    def restore(self) -> Restore:
        """The last restore."""
        if not self.restores:
            pytest.fail("no restore was run in this scenario", pytrace=False)
        return self.restores[-1]


@pytest.fixture
def story() -> Story:
    """What this scenario has done so far."""
    return Story()
