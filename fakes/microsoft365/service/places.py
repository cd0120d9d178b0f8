"""How the path of a folder or file is spelled: it is longer than that of what it is in."""

from __future__ import annotations

from fakes.microsoft365.model import DriveItem, Folder

ROOT = "root"
"""The name of the folder that a whole mailbox is in."""


def folder_path(parent: Folder | None, name: str) -> str:
    """Return the path of a mail folder; the root and the top have none."""
    if parent is None or parent.well_known == ROOT:
        return ""
    return f"{parent.path}/{name}" if parent.path else name


def item_path(parent: DriveItem | None, name: str) -> str:
    """Return the path of a file or folder of a drive; the root has none."""
    if parent is None:
        return ""
    return f"{parent.path}/{name}" if parent.path else name
