"""The admin API of inSync: what an admin can do and see, page by page of the console.

Steps and remote clients know inSync by these protocols only. Misuse raises ValueError with a
sentence; what the product itself answers (a failed backup, a preserved account) is a value.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from fakes.wire import Address

from .credentials import ApiCredentials
from .licenses import Licenses
from .model import (
    AccessSetting,
    Account,
    AccountStatus,
    AdminRole,
    Backup,
    Destination,
    EmailIdChange,
    GraphApp,
    NotStarted,
    Profile,
    Restore,
    ScimMapping,
    Snapshot,
    Workload,
)


class Accounts(Protocol):
    """Users: the accounts, found, added, edited, preserved."""

    def all(self) -> tuple[Account, ...]:
        """Return every account, oldest first."""

    def account(self, account_id: int) -> Account:
        """Return an account by its number; raises ValueError when there is none."""

    def find(self, email_id: Address) -> Account | None:
        """Return the account of an email ID, or None."""

    def search(
        self, words: str = "", *, status: AccountStatus | None = None
    ) -> tuple[Account, ...]:
        """Return the accounts that words find, oldest first, every account where there are none.

        A word finds the accounts of which an email ID, a part of the name, or the id under which
        an identity provider sends the account begins with it. Every word has to be found.
        """

    def sent_as(self, external_id: str) -> tuple[Account, ...]:
        """Return the accounts that an identity provider sends under this id, oldest first."""

    def add(self, *, email_id: Address, display_name: str, profile: str = "Default") -> Account:
        """Add an account by hand; raises ValueError when the email ID is taken."""

    def import_csv(self, content: bytes, *, profile: str = "Default") -> tuple[Account, ...]:
        """Add the accounts of a ``Username, Email`` file, or none of them.

        Raises ValueError naming row, column and what was expected.
        """

    def add_from_ad(self, *, email_id: Address, display_name: str, user_name: str) -> Account:
        """Add an account as the AD connector does, whose AD attribute is the AD user name."""

    def sign_on(self, name_id: str) -> Account:
        """Return the account that somebody signs on to; raises ValueError when there is none."""

    def edit(
        self, account_id: int, *, email_id: Address | None = None, display_name: str | None = None
    ) -> Account:
        """Change email ID or name of an account; a new email ID asks for a password reset."""

    def edit_fields(self, account_id: int) -> tuple[str, ...]:
        """Return the fields of *Edit User* for an account, in their order."""

    def fill_in(self, account_id: int, *, field: str, value: str) -> Account:
        """Fill in a field of *Edit User*; ValueError for one that it does not have."""

    def reset_password(self, account_id: int) -> Account:
        """Reset the password, which an edited email ID makes necessary."""

    def change_email_ids(self, content: bytes) -> tuple[EmailIdChange, ...]:
        """Change many email IDs from a file of old and new ones, or none of them: support's job.

        Raises ValueError naming row, column and what was expected.
        """

    def preserve(self, account_id: int) -> Account:
        """Preserve an account as an administrator; raises ValueError without a license for it."""

    def activate(self, account_id: int) -> Account:
        """Bring a preserved account back; raises ValueError without a license or a place for it."""

    def legal_hold(self, account_id: int, *, on: bool) -> Account:
        """Place an account on Legal Hold, or remove it from there."""

    def delete(self, account_id: int) -> None:
        """Delete an account and its snapshots; raises ValueError for one on Legal Hold."""


class Profiles(Protocol):
    """Profiles and licenses."""

    def all(self) -> tuple[Profile, ...]:
        """Return the profiles, the one named Default first."""

    def save(self, profile: Profile) -> None:
        """Add a profile or change the one of the same name."""

    def licenses(self) -> Licenses:
        """Return how many Microsoft 365 licenses there are, and how many are consumed."""

    def buy_licenses(self, count: int) -> None:
        """Set how many Microsoft 365 licenses for active users there are."""

    def buy_preserved_licenses(self, count: int) -> None:
        """Set how many licenses for preserved users there are beyond those that are granted."""


class Provisioning(Protocol):
    """User Provisioning: SCIM tokens and SCIM mappings."""

    def base_url(self) -> str:
        """Return the SCIM base URL that an identity provider is given."""

    def new_token(self, *, role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR) -> str:
        """Create the SCIM token, shown this once; the one before stops working."""

    def token_expires_on(self) -> datetime | None:
        """Return when the token in force expires, or None without one."""

    def change_to_scim(self) -> None:
        """Give up AD/LDAP as provisioning method; the accounts that came by it become Manual."""

    def mappings(self) -> tuple[ScimMapping, ...]:
        """Return the SCIM mappings in order of priority."""

    def save_mappings(self, mappings: tuple[ScimMapping, ...]) -> None:
        """Replace the SCIM mappings; the first that fits a user decides."""


class Api(Protocol):
    """API Credentials: who may call the REST API."""

    def create(self, name: str) -> ApiCredentials:
        """Create API credentials; the secret is shown this once."""

    def names(self) -> tuple[str, ...]:
        """Return the names of the credentials, oldest first."""

    def revoke(self, name: str) -> None:
        """Revoke credentials and their tokens; raises ValueError listing the names there are."""


class Settings(Protocol):
    """Settings, reached by clicking through the global navigation panel."""

    def click(self, label: str) -> tuple[str, ...]:
        """Click what the page offers and return what the next one does; ValueError if it does not.

        The icon *Global Navigation* is on every page.
        """

    def choose(self, *, name: str, value: str) -> None:
        """Choose a value on the page of settings; ValueError for a wrong page, name or value."""

    def save(self, *, role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR) -> None:
        """Save what was chosen; raises ValueError for a wrong page or role."""

    def access_user_accounts_using(self) -> AccessSetting:
        """Return the value of *Access user accounts using*."""


class Protection(Protocol):
    """Backups, restores and snapshots."""

    def connect(self, app: GraphApp) -> None:
        """Authorize inSync to call Microsoft 365."""

    def revoke(self) -> None:
        """Take the authorization back."""

    def connected_as(self) -> str:
        """Return the client id with which inSync calls Microsoft 365, empty without access."""

    def back_up(self, account_id: int, workload: Workload) -> Backup:
        """Back up one workload of one account and return the finished job."""

    def back_up_profile(self, profile: str) -> tuple[Backup, ...]:
        """Back up what a profile protects of each of its accounts."""

    def back_up_everyone(self) -> tuple[Backup, ...]:
        """Back up what the profiles protect of every active account."""

    def restore(
        self,
        account_id: int,
        workload: Workload,
        *,
        snapshot_id: int | None = None,
        destination: Destination = Destination.ORIGINAL,
        to_account_id: int | None = None,
    ) -> Restore:
        """Restore a snapshot, the latest unless named; raises ValueError when there is none.

        A new folder is named after the time of the restore. ``to_account_id`` restores to
        another user.
        """

    def apply_retention(self) -> int:
        """Remove the snapshots that the profiles no longer keep; return how many."""

    def backups(self, account_id: int) -> tuple[Backup, ...]:
        """Return the backups of an account, oldest first."""

    def restores(self, account_id: int) -> tuple[Restore, ...]:
        """Return the restores of an account, oldest first."""

    def not_started(self, account_id: int) -> tuple[NotStarted, ...]:
        """Return what was asked for last and kept from starting, of each kind and app."""

    def snapshots(self, account_id: int, workload: Workload) -> tuple[Snapshot, ...]:
        """Return the snapshots of a workload of an account, oldest first."""

    def content(self, digest: str) -> bytes:
        """Return the bytes with a SHA-256 digest."""


class Readings(Protocol):
    """Assumptions that can be read otherwise."""

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each assumption id with its readings, the one in force at first being first."""

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Return each assumption id with the reading that is in force."""

    def choose(self, assumption: str, reading: str) -> None:
        """Put a reading in force; raises ValueError listing the ids or readings there are."""


class InSyncAdmin(Protocol):
    """The whole console."""

    @property
    def accounts(self) -> Accounts:
        """Users."""

    @property
    def profiles(self) -> Profiles:
        """Profiles and licenses."""

    @property
    def provisioning(self) -> Provisioning:
        """User Provisioning."""

    @property
    def api(self) -> Api:
        """API Credentials."""

    @property
    def settings(self) -> Settings:
        """Settings."""

    @property
    def protection(self) -> Protection:
        """Backups and restores."""

    @property
    def readings(self) -> Readings:
        """Assumptions that can be read otherwise."""
