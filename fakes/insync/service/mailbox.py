"""A mailbox as backups and restores use it, over whichever API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

TOP = ""
"""Stands for the id of the folder that holds all visible ones."""


class FolderEntry(NamedTuple):
    """A folder in a listing."""

    id: str
    name: str
    has_folders: bool
    has_messages: bool


class MessageEntry(NamedTuple):
    """A message in a listing; ``version`` is its changeKey."""

    id: str
    version: str
    subject: str
    internet_message_id: str


class Mailbox(Protocol):
    """One mailbox; every method raises AccessRefused when Microsoft 365 refuses."""

    def folders(self, parent_id: str) -> list[FolderEntry]:
        """Return the folders right below a folder."""

    def messages(self, folder_id: str) -> Iterator[MessageEntry]:
        """Yield the messages of a folder."""

    def mime(self, message_id: str) -> bytes:
        """Return the MIME content of a message."""

    def create_folder(self, parent_id: str, name: str) -> str:
        """Create a folder and return its id."""

    def create_message(self, folder_id: str, mime: bytes) -> None:
        """Save a message from its MIME content into a folder."""
