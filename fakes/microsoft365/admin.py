"""What an admin of Microsoft 365 can do and see, and nothing else."""

from __future__ import annotations

from typing import Protocol

from fakes.wire import Address

from .attributes import Details
from .model import (
    App,
    Credentials,
    DriveItem,
    Folder,
    License,
    Limit,
    Message,
    Services,
    Tenant,
    User,
    UserType,
)


class Directory(Protocol):
    """Users > Active users, Users > Deleted users."""

    def add_user(
        self,
        user_principal_name: Address,
        *,
        mail: Address | None = None,
        mail_nickname: str = "",
        display_name: str = "",
        given_name: str = "",
        surname: str = "",
        licenses: tuple[License, ...] = (),
        upn_is_alias: bool = True,
        user_type: UserType | None = None,
    ) -> User:
        """Add a user; with an Exchange license their addresses are filled in.

        ``upn_is_alias=False`` is the tenant where the mailbox does not have the UPN as an alias.
        Without ``user_type`` a UPN with ``#EXT#`` makes a guest. Raises ValueError when a name is
        not accepted, or belongs to somebody else.
        """

    def add_guest(self, mail: Address, *, display_name: str = "") -> User:
        """Invite somebody from another organization, whose UPN is made of their address."""

    def get_user(self, user_id: str) -> User | None:
        """Return the active user with this id."""

    def find_user(self, text: str) -> User | None:
        """Return the active user who has this id, UPN, primary SMTP address or alias."""

    def list_users(self) -> tuple[User, ...]:
        """Return the active users, oldest first."""

    def search_users(self, text: str) -> tuple[User, ...]:
        """Return the active users of whom a text begins an id, an address or a part of the name."""

    def services_of(self, user_id: str) -> Services:
        """Return what the mailbox and the OneDrive of an active user are now."""

    def services(self) -> tuple[Services, ...]:
        """Return for each active user, oldest first, what their mailbox and OneDrive are now."""

    def tenant(self) -> Tenant:
        """Return the organization, and what is switched on in it."""

    def set_user_type(self, user_id: str, user_type: UserType) -> User:
        """Make a user a guest or a member."""

    def set_details(self, user_id: str, details: Details) -> User:
        """Write the job title, the department, the office and so on of a user, all at once."""

    def change_username(self, user_id: str, user_principal_name: Address) -> User:
        """Change the UPN; the old one stays as an alias where UPNs are aliases."""

    def set_as_primary(self, user_id: str, address: Address) -> User:
        """Click *Set as primary* beside an alias, in the Microsoft 365 admin center."""

    def set_primary_address(self, user_id: str, address: Address) -> User:
        """Make an address the primary SMTP address; the former one becomes an alias."""

    def add_alias(self, user_id: str, address: Address) -> User:
        """Add a secondary SMTP address."""

    def remove_alias(self, user_id: str, address: Address) -> User:
        """Remove a secondary SMTP address; the UPN cannot be removed."""

    def assign_license(self, user_id: str, product: License) -> User:
        """Give a user a product; one who has it already keeps it."""

    def remove_license(self, user_id: str, product: License) -> User:
        """Take a product from a user."""

    def delete_user(self, user_id: str) -> None:
        """Move a user to the deleted users, where they stay for 30 days."""

    def list_deleted_users(self) -> tuple[User, ...]:
        """Return the users who can still be restored."""

    def find_deleted_users(self, display_name: str) -> tuple[User, ...]:
        """Return those of a display name who can still be restored, in the order they went."""

    def restore_user(
        self,
        user_id: str,
        *,
        new_user_principal_name: Address | None = None,
        auto_reconcile_proxy_conflict: bool = False,
    ) -> User:
        """Bring a deleted user back with mailbox, OneDrive and licenses.

        Raises ValueError while somebody else has the UPN or an address. The user can be given a
        new UPN, and ``auto_reconcile_proxy_conflict`` leaves out the addresses that others have.
        """


class Exchange(Protocol):
    """The Exchange admin center, and the mailboxes as their owners see them.

    A folder is named by its path below the top of the mailbox, such as ``Inbox/Projects``.
    """

    def add_shared_mailbox(self, address: Address, *, display_name: str = "") -> User:
        """Add a shared mailbox, which needs no license."""

    def convert_to_shared(self, user_id: str) -> User:
        """Convert the mailbox of a user to a shared mailbox, which needs no license."""

    def has_mailbox(self, user_id: str) -> bool:
        """Tell whether a user has a mailbox that can be reached."""

    def deliver(self, user_id: str, mime: bytes, *, folder: str = "Inbox") -> Message:
        """Put a message, given as MIME, into a folder."""

    def compose(
        self, user_id: str, *, subject: str, sender: Address, body: str, folder: str = "Inbox"
    ) -> Message:
        """Put a plain text message into a folder."""

    def add_folder(self, user_id: str, *, path: str) -> Folder:
        """Add a folder and those above it that are missing; an existing one is returned."""

    def list_folders(self, user_id: str) -> tuple[Folder, ...]:
        """Return every folder below the top of the mailbox."""

    def list_messages(self, user_id: str, *, folder: str | None = None) -> tuple[Message, ...]:
        """Return the messages of a folder, or of all of them, oldest first."""

    def read_mime(self, user_id: str, *, message_id: str) -> bytes:
        """Return a message byte for byte."""

    def remove_message(self, user_id: str, *, message_id: str) -> None:
        """Remove a message for good."""

    def switch_ews(self, on: bool) -> None:
        """Switch Exchange Web Services on or off for the organization."""

    def allow_ews_to(self, client_ids: tuple[str, ...]) -> None:
        """Let only apps on this list use Exchange Web Services, while they are switched on."""


class OneDrive(Protocol):
    """The OneDrive of each user, as its owner sees it; paths are spelled from below the root."""

    def switch_sharepoint(self, on: bool) -> None:
        """Say whether the tenant has any SharePoint subscription; it has from the start."""

    def provision(self, user_id: str) -> None:
        """Let a user open OneDrive for the first time."""

    def is_provisioned(self, user_id: str) -> bool:
        """Tell whether the user has a OneDrive."""

    def write_file(self, user_id: str, *, path: str, content: bytes) -> DriveItem:
        """Write a file, adding the folders above it that are missing."""

    def list_files(self, user_id: str) -> tuple[DriveItem, ...]:
        """Return every file, in all folders."""

    def read_file(self, user_id: str, *, path: str) -> bytes:
        """Return the content of a file."""

    def remove(self, user_id: str, *, path: str) -> None:
        """Remove a file, or a folder with what it holds."""


class Apps(Protocol):
    """Microsoft Entra ID > App registrations."""

    def register_app(self, name: str) -> Credentials:
        """Register an app and give it a first secret."""

    def list_apps(self) -> tuple[App, ...]:
        """Return the registered apps, oldest first."""

    def add_secret(self, client_id: str) -> Credentials:
        """Add a client secret; the ones before it stay valid."""

    def remove_secret(self, *, client_id: str, client_secret: str) -> None:
        """Remove a client secret; tokens that were given for it live on until they expire."""

    def delete_app(self, client_id: str) -> None:
        """Delete an app registration, with its secrets and tokens."""

    def withdraw_mail_consent(self, client_id: str) -> None:
        """Withdraw the consent to Mail.ReadWrite, the permission of Graph for mail."""

    def withdraw_user_consent(self, client_id: str) -> None:
        """Withdraw the consent to User.ReadWrite.All, the permission to change users."""

    def require_mfa(self) -> None:
        """Require multi-factor authentication of whoever authorizes an app, or has done so."""


class Throttling(Protocol):
    """The limit that Graph puts on each app; there is none at first."""

    def limit(self, *, calls: int, seconds: int) -> Limit:
        """Let an app call a number of times in a span of seconds, and no more."""

    def lift(self) -> None:
        """Remove the limit."""

    def current(self) -> Limit | None:
        """Return the limit, if there is one."""


class Readings(Protocol):
    """Assumptions that can be read otherwise."""

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each assumption id with its readings, the one in force at first being first."""

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Return each assumption id with the reading that is in force."""

    def choose(self, assumption: str, reading: str) -> None:
        """Put a reading in force; raises ValueError listing the ids or readings there are."""


class Microsoft365Admin(Protocol):
    """The admin centers together."""

    @property
    def directory(self) -> Directory:
        """Users and deleted users."""

    @property
    def exchange(self) -> Exchange:
        """Mailboxes."""

    @property
    def onedrive(self) -> OneDrive:
        """Drives and their files."""

    @property
    def apps(self) -> Apps:
        """App registrations."""

    @property
    def throttling(self) -> Throttling:
        """The limit on each app."""

    @property
    def readings(self) -> Readings:
        """Assumptions that can be read otherwise."""
