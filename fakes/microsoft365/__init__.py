"""A simulated Microsoft 365: Entra ID, Exchange Online, OneDrive, and their published doors."""

from __future__ import annotations

from .fake import FakeMicrosoft365, Hosts
from .model import (
    App,
    Credentials,
    DriveItem,
    Folder,
    License,
    MailboxState,
    MailboxType,
    Message,
    User,
)

__all__ = [
    "App",
    "Credentials",
    "DriveItem",
    "FakeMicrosoft365",
    "Folder",
    "Hosts",
    "License",
    "MailboxState",
    "MailboxType",
    "Message",
    "User",
]
