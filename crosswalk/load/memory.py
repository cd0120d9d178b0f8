"""How large a lab is in memory and on disk, at marks of a run, and whether it grew too much."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024
KIB = 1024
SETTLED = 1


@dataclass(frozen=True, slots=True)
class Bound:
    """By how many bytes something may grow: for each record that was written, and for all else."""

    slack: int
    per_record: int


IN_MEMORY = Bound(8 * MIB, 8 * KIB)
ON_DISK = Bound(MIB, KIB)


@dataclass(frozen=True, slots=True)
class Mark:
    """Bytes at a share of the run, and how many records were written by then."""

    share: float
    size: int
    written: int


@dataclass
class Memory:
    """The memory of a process on this machine, and its state file; what is None is not measured."""

    pid: int | None
    state: Path | None = None
    marks: list[Mark] = field(default_factory=list)
    on_disk: list[Mark] = field(default_factory=list)

    def mark(self, share: float, created: int, written: int) -> None:
        """Measure; what is written anew or logged takes room on disk too."""
        rss = resident(self.pid) if self.pid else 0
        if rss:
            self.marks.append(Mark(share, rss, created))
        if self.state:
            self.on_disk.append(Mark(share, self.state.stat().st_size, written))


def resident(pid: int) -> int:
    """Return the bytes of a process that are in memory; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, LookupError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def growth(marks: list[Mark], bound: Bound) -> tuple[int, int]:
    """Return by how many bytes something grew once settled, and by how many it may have.

    It is settled after the first quarter, when everything was imported and every buffer is as
    large as it gets.
    """
    settled, last = marks[min(SETTLED, len(marks) - 1)], marks[-1]
    allowed = bound.slack + bound.per_record * (last.written - settled.written)
    return last.size - settled.size, allowed
