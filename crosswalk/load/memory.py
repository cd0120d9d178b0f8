"""How much memory a process has, at marks of a run, and whether it grew by more than it should."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024
SLACK = 8 * MIB
PER_RECORD = 8 * 1024
SETTLED = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """Bytes in memory at a share of the run, and how many records were created by then."""

    share: float
    rss: int
    created: int


@dataclass
class Memory:
    """The memory of a process on this machine; without a number nothing is measured."""

    pid: int | None
    marks: list[Mark] = field(default_factory=list)

    def mark(self, share: float, created: int) -> None:
        """Measure."""
        rss = resident(self.pid) if self.pid else 0
        if rss:
            self.marks.append(Mark(share, rss, created))


def resident(pid: int) -> int:
    """Return the bytes of a process that are in memory; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, LookupError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def growth(marks: list[Mark]) -> tuple[int, int]:
    """Return by how much memory grew once settled, and by how much it may have.

    It is settled after the first quarter, when everything was imported and every buffer is as
    large as it gets. From then on each record may take PER_RECORD, and all else SLACK.
    """
    settled, last = marks[min(SETTLED, len(marks) - 1)], marks[-1]
    return last.rss - settled.rss, SLACK + PER_RECORD * (last.created - settled.created)
