"""Exchange Online as its admin and the owners of the mailboxes use it."""

from __future__ import annotations

from dataclasses import replace

from fakes.microsoft365 import rules
from fakes.microsoft365.model import Folder, Message, User
from fakes.wire import Address

from .directory import DirectoryService
from .mail import Mail
from .mime import composed
from .refusal import RequestRefused
from .removal import drop_message
from .state import State


class ExchangeService:
    """The Exchange admin center, and the mailboxes as their owners see them."""

    def __init__(self, state: State, mail: Mail, directory: DirectoryService) -> None:
        self._state = state
        self._mail = mail
        self._directory = directory

    def add_shared_mailbox(self, address: Address, *, display_name: str = "") -> User:
        """Add a shared mailbox, which needs no license."""
        return self._directory.add_shared(address, display_name or str(address))

    def convert_to_shared(self, user_id: str) -> User:
        """Convert the mailbox of a user to a shared mailbox, which needs no license."""
        return self._directory.share(self._mailbox(user_id))

    def has_mailbox(self, user_id: str) -> bool:
        """Tell whether a user has a mailbox that can be reached."""
        return self._mail.is_open(self._state.user(user_id))

    def deliver(self, user_id: str, mime: bytes, *, folder: str = "Inbox") -> Message:
        """Put a message, given as MIME, into a folder."""
        return self._mail.add_message(self._folder(user_id, folder), mime)

    def compose(
        self, user_id: str, *, subject: str, sender: Address, body: str, folder: str = "Inbox"
    ) -> Message:
        """Put a plain text message into a folder."""
        mime = composed(
            subject=subject,
            sender=str(sender),
            recipient=str(self._mailbox(user_id).mail),
            body=body,
            message_id=self._mail.new_message_id(),
            sent_at=self._state.clock.now(),
        )
        return self.deliver(user_id, mime, folder=folder)

    def add_folder(self, user_id: str, *, path: str) -> Folder:
        """Add a folder and those above it that are missing; an existing one is returned."""
        folder = self._mail.top(self._mailbox(user_id))
        for name in _names(path):
            folder = self._mail.child(folder, name) or self._mail.add_folder(folder, name)
        return folder

    def list_folders(self, user_id: str) -> tuple[Folder, ...]:
        """Return every folder below the top of the mailbox."""
        mailbox = self._mailbox(user_id)
        folders = self._state.folders.group("mailbox", mailbox.id)
        return tuple(folder for folder in folders if folder.path)

    def list_messages(self, user_id: str, *, folder: str | None = None) -> tuple[Message, ...]:
        """Return the messages of a folder, or of all of them, oldest first."""
        if folder is not None:
            return self._mail.messages(self._folder(user_id, folder))
        return tuple(
            message for each in self.list_folders(user_id) for message in self._mail.messages(each)
        )

    def read_mime(self, user_id: str, *, message_id: str) -> bytes:
        """Return a message byte for byte."""
        return self._mail.mime(self._message(user_id, message_id))

    def remove_message(self, user_id: str, *, message_id: str) -> None:
        """Remove a message for good."""
        drop_message(self._state, self._message(user_id, message_id).id)

    def switch_ews(self, on: bool) -> None:
        """Switch Exchange Web Services on or off for the organization."""
        self._state.tenant = replace(self._state.tenant, ews=on)

    def allow_ews_to(self, client_ids: tuple[str, ...]) -> None:
        """Let only apps on this list use Exchange Web Services, while they are switched on."""
        self._state.tenant = replace(self._state.tenant, ews_allowed=client_ids)

    def _mailbox(self, user_id: str) -> User:
        user = self._state.user(user_id)
        try:
            return self._mail.opened(user.id)
        except RequestRefused as refused:
            raise ValueError(
                f"{user.user_principal_name} has no mailbox: expected a user with a license that "
                "contains Exchange Online, or a shared mailbox"
            ) from refused

    def _folder(self, user_id: str, path: str) -> Folder:
        mailbox = self._mailbox(user_id)
        folder: Folder | None = self._mail.top(mailbox)
        for name in _names(path):
            folder = folder and self._mail.child(folder, name)
        if folder is None:
            known = ", ".join(each.path for each in self.list_folders(user_id))
            raise ValueError(f"no folder {path!r}: expected one of {known}")
        return folder

    def _message(self, user_id: str, message_id: str) -> Message:
        try:
            return self._mail.message(self._mailbox(user_id), message_id)
        except RequestRefused as refused:
            raise ValueError(
                f"the mailbox of {user_id} has no message {message_id!r}: expected a Message's id"
            ) from refused


def _names(path: str) -> tuple[str, ...]:
    names = tuple(path.split("/"))
    if not all(map(rules.allows_folder_name, names)):
        raise ValueError(
            f"{path!r} is not a folder path: expected names without control characters, joined by /"
        )
    return names
