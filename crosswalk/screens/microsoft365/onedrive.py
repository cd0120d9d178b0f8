"""SharePoint admin center > OneDrives, and the files of each."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import Window
from fakes.microsoft365.model import DriveItem

from .lists import CONSOLE, expect_shown, open_row, read_list
from .users import open_user


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a file, byte for byte."""

    content: bytes


@dataclass(frozen=True, slots=True)
class OneDriveTab:
    """What the tab *OneDrive* of a user says."""

    is_provisioned: bool


class OneDriveScreens:
    """The list of OneDrives, and the pages of one."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def switch_sharepoint(self, on: bool) -> None:
        """Tick the subscription or clear it, and save."""
        self._window.go(CONSOLE, "OneDrives")
        self._window.tick("The organization has a SharePoint subscription", on)
        self._window.press("Save")

    def provision(self, user_id: str) -> None:
        """Open the OneDrive of a user for the first time."""
        self._open(user_id)
        self._window.press("Open OneDrive for the first time")

    def is_provisioned(self, user_id: str) -> bool:
        """Open the tab *OneDrive* of a user."""
        open_user(self._window, user_id, "OneDrive")
        return self._window.read(OneDriveTab).is_provisioned

    def write_file(self, user_id: str, *, path: str, content: bytes) -> DriveItem:
        """Choose a file, type its path, and upload it."""
        self._open_files(user_id)
        self._window.upload("File", content, path.rpartition("/")[2])
        self._window.fill("Path", path)
        self._window.press("Upload")
        return self._window.read(DriveItem)

    def list_files(self, user_id: str) -> tuple[DriveItem, ...]:
        """Read the list of files."""
        self._open_files(user_id)
        return read_list(self._window, DriveItem)

    def read_file(self, user_id: str, *, path: str) -> bytes:
        """Open a file and read its content."""
        self._open_files(user_id)
        self._window.follow(path)
        return self._window.read(Content).content

    def remove(self, user_id: str, *, path: str) -> None:
        """Click *Delete* in the row of a file or folder."""
        self._open_files(user_id)
        self._window.press(f"Delete {path}")

    def _open_files(self, user_id: str) -> None:
        self._open(user_id)
        expect_shown(self._window)

    def _open(self, user_id: str) -> None:
        open_row(self._window, "OneDrives", "Search OneDrives", f"onedrives/{user_id}")
