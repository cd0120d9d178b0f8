"""Users at the console: added, edited, preserved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fakes.insync import rules
from fakes.insync.model import (
    Account,
    AccountStatus,
    EmailIdChange,
    Origin,
    PreservedBy,
    Profile,
    Refusal,
    Workload,
)
from fakes.store import Taken
from fakes.wire import Address, Clock

from . import csv_files, licensing
from .contents import forget
from .not_started import forget_not_started
from .state import State, words_of


class AccountsService:
    """The Users page."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def all(self) -> tuple[Account, ...]:
        """Return every account, oldest first."""
        return tuple(self._state.accounts)

    def account(self, account_id: int) -> Account:
        """Return an account by its number; raises ValueError when there is none."""
        found = self._state.accounts.get(str(account_id))
        if found is None:
            raise ValueError(f"there is no account {account_id}: expected the id of an account")
        return found

    def find(self, email_id: Address) -> Account | None:
        """Return the account of an email ID, or None."""
        return self._state.accounts.find("inSync email ID", email_id)

    def search(
        self, words: str = "", *, status: AccountStatus | None = None
    ) -> tuple[Account, ...]:
        """Return the accounts that words find, oldest first, every account where there are none."""
        accounts = self._state.accounts
        if not words.strip():
            return self.all() if status is None else accounts.group("status", status)
        first, *others = words.casefold().split()
        found = (
            account
            for account in accounts.beginning("words", first)
            if status in (None, account.status) and _has(account, others)
        )
        return tuple(sorted(found, key=lambda account: account.id))

    def sent_as(self, external_id: str) -> tuple[Account, ...]:
        """Return the accounts that an identity provider sends under this id, oldest first."""
        return self._state.accounts.group("SCIM externalId", external_id)

    def add(
        self,
        *,
        email_id: Address,
        display_name: str,
        profile: str = "Default",
        storage: str = "Default",
    ) -> Account:
        """Add an account by hand; raises ValueError when the email ID is taken."""
        if not display_name.strip():
            raise ValueError("the name is empty: expected a display name")
        chosen = self._profile_taking(profile, 1)
        return self._add(email_id, display_name, chosen, Origin.MANUAL, storage)

    def import_csv(self, content: bytes, *, profile: str = "Default") -> tuple[Account, ...]:
        """Add the accounts of a ``Username, Email`` file, or none of them.

        Line 1 is a heading and never data. Raises ValueError naming every bad row, its column,
        what was expected and what was found.
        """
        users = csv_files.new_users(content, self._is_taken)
        chosen = self._profile_taking(profile, len(users))
        return tuple(self._add(email_id, name, chosen, Origin.CSV) for name, email_id in users)

    def add_from_ad(self, *, email_id: Address, display_name: str, user_name: str) -> Account:
        """R06: add an account as the AD connector does, whose AD attribute is the AD user name."""
        chosen = self._profile_taking("Default", 1)
        added = self._add(email_id, display_name, chosen, Origin.AD_LDAP)
        return self._put(replace(added, ad_attribute=rules.stored_attribute(user_name)))

    def sign_on(self, name_id: str) -> Account:
        """A78: return the account whose email ID is the Name ID that somebody signs on with.

        Raises ValueError when there is none.
        """
        account = self.find(Address(name_id))
        if account is None:
            raise ValueError(f"{name_id} cannot sign on: expected the email ID of an account")
        return account

    def edit(
        self, account_id: int, *, email_id: Address | None = None, display_name: str | None = None
    ) -> Account:
        """Change email ID or name of an account; a new email ID asks for a password reset.

        R06: nothing here reaches the AD attribute.
        """
        edited = _renamed(self.account(account_id), display_name)
        return self._put(edited if email_id is None else _with_email_id(edited, email_id))

    def edit_fields(self, account_id: int) -> tuple[str, ...]:
        """F53: return the fields of *Edit User* for an account, in their order."""
        profile = self._state.profiles.get(self.account(account_id).profile)
        return rules.edit_fields(profile) if profile else ()

    def fill_in(self, account_id: int, *, field: str, value: str) -> Account:
        """Fill in a field of *Edit User* and save; ValueError for one that it does not have.

        R06: what Okta sent is in none of its fields. F53: an AD/LDAP User Name stands for it.
        """
        account = self.account(account_id)
        fields = self.edit_fields(account_id)
        if field not in fields:
            raise ValueError(
                f"{field!r} is not a field of Edit User: expected {' or '.join(fields)}"
            )
        if field == rules.AD_LDAP_USER_NAME:
            return self._put(replace(account, ad_attribute=rules.stored_attribute(value)))
        if field == rules.EMAIL_ADDRESS:
            return self.edit(account_id, email_id=Address(value))
        return self.edit(account_id, display_name=value)

    def move(
        self,
        account_id: int,
        *,
        profile: str | None = None,
        storage: str | None = None,
        display_name: str | None = None,
    ) -> Account:
        """Give an account another profile, storage or name, all of them or none.

        Raises ValueError for a full profile.
        """
        account = self.account(account_id)
        if profile is not None and profile != account.profile:
            active_users = int(account.status is AccountStatus.ACTIVE)
            account = replace(account, profile=self._profile_taking(profile, active_users).name)
        moved = replace(account, storage=storage or account.storage)
        return self._put(_renamed(moved, display_name))

    def reset_password(self, account_id: int) -> Account:
        """Reset the password, which an edited email ID makes necessary."""
        return self._put(replace(self.account(account_id), must_reset_password=False))

    def change_email_ids(self, content: bytes) -> tuple[EmailIdChange, ...]:
        """R15: change many email IDs from a file, or none of them: support's job.

        The file has the columns ``inSync email ID, New inSync email ID`` and a heading in line 1.
        Accounts may take over each other's email IDs. Raises ValueError naming every bad row.
        """
        changes = tuple(
            EmailIdChange(self._holder(before).id, before, after)
            for before, after in csv_files.email_ids(content, self._is_taken)
        )
        now = self._clock.now()
        self._state.accounts.put_all(
            replace(_with_email_id(self.account(change.account_id), change.after), changed_on=now)
            for change in changes
        )
        return changes

    def preserve(self, account_id: int) -> Account:
        """Preserve an account as an administrator; raises ValueError without a license for it."""
        account = self.account(account_id)
        if account.status is AccountStatus.PRESERVED:
            raise ValueError(f"account {account_id} is preserved already: expected an active one")
        now = self._clock.now()
        return self._put_unless_refused(
            licensing.preserved(self._state, account, PreservedBy.ADMINISTRATOR, now), "preserve"
        )

    def activate(self, account_id: int) -> Account:
        """Bring a preserved account back; raises ValueError without a license or a place for it."""
        account = self.account(account_id)
        if account.status is AccountStatus.ACTIVE:
            raise ValueError(f"account {account_id} is active already: expected a preserved one")
        now = self._clock.now()
        return self._put_unless_refused(licensing.activated(self._state, account, now), "activate")

    def legal_hold(self, account_id: int, *, on: bool) -> Account:
        """F58: place an account on Legal Hold or remove it: nothing of it is removed meanwhile."""
        return self._put(replace(self.account(account_id), legal_hold=on))

    def delete(self, account_id: int) -> None:
        """F71: delete an account, its snapshots, and contents that no other snapshot holds.

        F58: raises ValueError for an account on Legal Hold.
        """
        if self.account(account_id).legal_hold:
            raise ValueError(f"account {account_id} is on Legal Hold: cannot delete the account")
        state = self._state
        for workload in Workload:
            for snapshot in state.snapshots.group("workload", (account_id, workload)):
                forget(state, snapshot)
        for backup in state.backups.group("account", account_id):
            state.backups.remove(str(backup.id))
        for restore in state.restores.group("account", account_id):
            state.restores.remove(str(restore.id))
        forget_not_started(state, account_id)
        state.accounts.remove(str(account_id))

    def _add(
        self,
        email_id: Address,
        display_name: str,
        profile: Profile,
        origin: Origin,
        storage: str = "Default",
    ) -> Account:
        now = self._clock.now()
        account = Account(
            id=self._state.ids.number("account"),
            scim_id=self._state.ids.guid("SCIM user"),
            email_id=email_id,
            display_name=display_name,
            origin=origin,
            profile=profile.name,
            storage=storage,
            licensed=licensing.is_given_when_created(self._state),
            added_on=now,
        )
        return self._put(account)

    def _put(self, account: Account) -> Account:
        changed = replace(account, changed_on=self._clock.now())
        try:
            self._state.accounts.put(changed)
        except Taken as taken:
            raise ValueError(
                f"{account.email_id} is the email ID of another account: expected a free one"
            ) from taken
        return changed

    def _holder(self, email_id: Address) -> Account:
        holder = self.find(email_id)
        if holder is None:
            raise ValueError(f"no account has the email ID {email_id}")
        return holder

    def _is_taken(self, email_id: Address) -> bool:
        return self.find(email_id) is not None

    def _profile_taking(self, name: str, wanted: int) -> Profile:
        profile = self._state.profiles.get(name)
        if profile is None:
            known = ", ".join(_names(self._state.profiles))
            raise ValueError(f"there is no profile {name!r}: expected one of {known}")
        users = licensing.active_users(self._state, name)
        if 0 < profile.max_users < users + wanted:
            raise ValueError(
                f"profile {name} has {users} of at most {profile.max_users} users: "
                f"expected room for {wanted}"
            )
        return profile

    def _put_unless_refused(self, outcome: Account | Refusal, verb: str) -> Account:
        if isinstance(outcome, Account):
            return self._put(outcome)
        raise ValueError(f"{self._why(outcome)}: cannot {verb} the account")

    def _why(self, refusal: Refusal) -> str:
        licenses = licensing.licenses_of(self._state)
        return {
            Refusal.PROFILE_FULL: Refusal.PROFILE_FULL.value,
            Refusal.NO_LICENSE: f"all {licenses.active} licenses are in use",
            Refusal.NO_PRESERVED_LICENSE: (
                f"all {licenses.preserved} licenses for preserved users are in use"
            ),
        }[refusal]


def _names(profiles: Iterable[Profile]) -> tuple[str, ...]:
    return tuple(profile.name for profile in profiles)


def _renamed(account: Account, display_name: str | None) -> Account:
    if display_name is not None and not display_name.strip():
        raise ValueError("the name is empty: expected a display name")
    return replace(account, display_name=display_name or account.display_name)


def _with_email_id(account: Account, email_id: Address) -> Account:
    asks_for_reset = account.must_reset_password or email_id.text != account.email_id.text
    return replace(account, email_id=email_id, must_reset_password=asks_for_reset)


def _has(account: Account, beginnings: Sequence[str]) -> bool:
    words = words_of(account)
    return all(any(word.startswith(each) for word in words) for each in beginnings)
