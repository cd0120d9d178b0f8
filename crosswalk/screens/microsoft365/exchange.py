"""Exchange admin center: mailboxes, what is in them, and Exchange Web Services."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import Window
from fakes.microsoft365.model import Folder, Message, User
from fakes.wire import Address

from .lists import CONSOLE, expect_shown, open_row, read_list, tabs
from .users import open_user


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a message, byte for byte."""

    mime: bytes


@dataclass(frozen=True, slots=True)
class MailTab:
    """What the tab *Mail* of a user says."""

    has_mailbox: bool


class ExchangeScreens:
    """The list of mailboxes, and the pages of one."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def add_shared_mailbox(self, address: Address, *, display_name: str = "") -> User:
        """Click *Add a shared mailbox*, fill in the form and create it."""
        window = self._window
        window.go(CONSOLE, "Mailboxes", "Add a shared mailbox")
        window.fill("Display name", display_name)
        window.fill("Email address", address.text)
        window.press("Create")
        return window.read(User)

    def convert_to_shared(self, user_id: str) -> User:
        """Click *Convert* on the page of a mailbox."""
        self._open(user_id)
        self._window.press("Convert")
        return self._window.read(User)

    def has_mailbox(self, user_id: str) -> bool:
        """Open the tab *Mail* of a user."""
        open_user(self._window, user_id, "Mail")
        return self._window.read(MailTab).has_mailbox

    def deliver(self, user_id: str, mime: bytes, *, folder: str = "Inbox") -> Message:
        """Click *Add a message* and upload a file."""
        self._open(user_id, "Messages")
        window = self._window
        window.follow("Add a message")
        window.upload("MIME file", mime, "message.eml")
        window.choose("Into the folder", folder)
        window.press("Upload")
        return window.read(Message)

    def compose(
        self, user_id: str, *, subject: str, sender: Address, body: str, folder: str = "Inbox"
    ) -> Message:
        """Click *Add a message* and type one."""
        self._open(user_id, "Messages")
        window = self._window
        window.follow("Add a message")
        window.fill("From", sender.text)
        window.fill("Subject", subject)
        window.fill("Text", body)
        window.choose("Folder", folder)
        window.press("Add")
        return window.read(Message)

    def add_folder(self, user_id: str, *, path: str) -> Folder:
        """Type the path of a folder on the tab *Folders* and add it."""
        self._open(user_id, "Folders")
        self._window.fill("Path", path)
        self._window.press("Add")
        return self._window.read(Folder)

    def list_folders(self, user_id: str) -> tuple[Folder, ...]:
        """Read the tab *Folders*."""
        self._open(user_id, "Folders")
        return read_list(self._window, Folder)

    def list_messages(self, user_id: str, *, folder: str | None = None) -> tuple[Message, ...]:
        """Read the tab *Messages*, of one folder or of all."""
        self._open(user_id, "Messages")
        if folder is not None:
            folders = self._window.page.get_by_role("navigation", name="Folders")
            self._window.follow(folder, within=folders)
        return read_list(self._window, Message)

    def read_mime(self, user_id: str, *, message_id: str) -> bytes:
        """Open a message and read its source."""
        self._open_message(user_id, message_id)
        return self._window.read(Source).mime

    def remove_message(self, user_id: str, *, message_id: str) -> None:
        """Open a message and click *Delete*."""
        self._open_message(user_id, message_id)
        self._window.press("Delete")

    def switch_ews(self, on: bool) -> None:
        """Click *Exchange Web Services*, tick the switch or clear it, and save."""
        self._window.go(CONSOLE, "Exchange Web Services")
        self._window.tick("Exchange Web Services are on", on)
        self._window.press("Save the switch")

    def allow_ews_to(self, client_ids: tuple[str, ...]) -> None:
        """Click *Exchange Web Services*, type the allow list, and save it."""
        self._window.go(CONSOLE, "Exchange Web Services")
        self._window.fill("Client IDs, one a line", "\n".join(client_ids))
        self._window.press("Save the list")

    def _open_message(self, user_id: str, message_id: str) -> None:
        self._open(user_id, "Messages")
        self._window.follow_to(f"/{CONSOLE}/exchange/mailboxes/{user_id}/messages/{message_id}")

    def _open(self, user_id: str, *labels: str) -> None:
        open_row(self._window, "Mailboxes", "Search mailboxes", f"exchange/mailboxes/{user_id}")
        for label in labels:
            self._window.follow(label, within=tabs(self._window))
            expect_shown(self._window)
