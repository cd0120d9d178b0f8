"""`lab.json`: the lab that holds a tenant as it is today, which `crosswalk serve` opens."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fakes.lab import Lab

LAB = "lab.json"


def keep(lab: Lab, directory: Path) -> None:
    """Write what a lab holds, with its time."""
    (directory / LAB).write_bytes(msgspec.json.encode(lab.snapshot()))


def state_file(path: Path) -> Path:
    """Return the file of a state: of a directory, the one that a rehearsal wrote into it.

    Raises ValueError for a directory without one.
    """
    if not path.is_dir():
        return path
    if not (path / LAB).is_file():
        raise ValueError(f"{path} holds no {LAB}: expected a directory that rehearse wrote")
    return path / LAB
