"""Users: their names, addresses, licenses, and their thirty days after deletion."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from fakes.microsoft365 import rules
from fakes.microsoft365.attributes import Details
from fakes.microsoft365.model import (
    Change,
    FormerAddress,
    License,
    MailboxType,
    Problem,
    Services,
    Tenant,
    User,
)
from fakes.store import Taken, in_force
from fakes.wire import Address

from .details import expect_storable
from .refusal import RequestRefused
from .removal import drop_drive, drop_mailbox
from .state import State

USERS = "users"


class DirectoryService:
    """Microsoft Entra ID, with the users of the Microsoft 365 admin center."""

    def __init__(self, state: State) -> None:
        self._state = state

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
    ) -> User:
        """Add a user; with an Exchange license their addresses are filled in."""
        self._expect_free_name(user_principal_name)
        user = User(
            id=self._state.ids.guid("user"),
            user_principal_name=user_principal_name,
            mail=mail,
            mail_nickname=self._free_nickname(mail_nickname or prefix(mail or user_principal_name)),
            created_at=self._state.clock.now(),
            display_name=display_name or f"{given_name} {surname}".strip(),
            given_name=given_name,
            surname=surname,
            licenses=tuple(dict.fromkeys(licenses)),
            upn_is_alias=upn_is_alias,
        )
        if rules.has_exchange(user):
            user = self._filled(user, nickname_given=bool(mail_nickname))
        return self._put(user)

    def add_shared(self, address: Address, display_name: str) -> User:
        """Add the disabled, unlicensed account to which a shared mailbox belongs."""
        self._expect_free_name(address)
        user = User(
            id=self._state.ids.guid("user"),
            user_principal_name=address,
            mail=address,
            mail_nickname=self._free_nickname(prefix(address)),
            created_at=self._state.clock.now(),
            display_name=display_name,
            mailbox_type=MailboxType.SHARED,
            account_enabled=False,
        )
        return self._put(self._filled(user))

    def share(self, user: User) -> User:
        """Make the mailbox of a user a shared one."""
        return self._put(replace(user, mailbox_type=MailboxType.SHARED))

    def get_user(self, user_id: str) -> User | None:
        """Return the active user with this id."""
        return self._state.users.get(user_id)

    def find_user(self, text: str) -> User | None:
        """Return the active user who has this id, UPN, primary SMTP address or alias."""
        name = text.casefold()
        users = self._state.users
        return users.find("directory", name) or users.find("address", name)

    def look_up(self, key: str) -> User:
        """R01: find a user by id or UPN, as Graph does; raises RequestRefused."""
        user = rules.drive_owner(self._state.holders(key), key)
        if user is None:
            raise RequestRefused(Problem.NO_SUCH_USER, key)
        return user

    def having(self, index: str, value: str) -> tuple[User, ...]:
        """Return the users with a value in the index ``directory``, ``address`` or ``mail``."""
        if index == "mail":
            return self._state.users.group("mail", value.casefold())
        user = self._state.users.find(index, value.casefold())
        return (user,) if user else ()

    def list_users(self) -> tuple[User, ...]:
        """Return the active users, oldest first."""
        return tuple(self._state.users)

    def services(self) -> tuple[Services, ...]:
        """Return for each active user, oldest first, what their mailbox and OneDrive are now."""
        now, drives = self._state.clock.now(), self._state.drives
        return tuple(
            Services(
                user.id,
                rules.mailbox_state(user, now),
                rules.drive_state(user, now, provisioned=drives.find("owner", user.id) is not None),
            )
            for user in self._state.users
        )

    def tenant(self) -> Tenant:
        """Return the organization, and what is switched on in it."""
        return self._state.tenant

    def page(self, start: int, size: int) -> tuple[User, ...]:
        """Return a number of the active users, beginning with one of them."""
        return tuple(islice(self._state.users, start, start + size))

    def set_details(self, user_id: str, details: Details) -> User:
        """Write what the directory says of a person's job and of how to reach them."""
        expect_storable(details)
        return self._put(replace(self._state.user(user_id), details=details))

    def change_username(self, user_id: str, user_principal_name: Address) -> User:
        """Change the UPN; where UPNs are aliases the new one becomes one, the former stays one."""
        user = self._state.user(user_id)
        self._expect_free_name(user_principal_name, user)
        changed = replace(user, user_principal_name=user_principal_name)
        if user.upn_is_alias and user.mail:
            changed = self._with_primary(changed, user.mail, former=user.user_principal_name)
        return self._put(changed)

    def set_primary_address(self, user_id: str, address: Address) -> User:
        """Make an address the primary SMTP address; the former one becomes an alias."""
        user = self._state.user(user_id)
        return self._put(self._with_primary(user, address, former=user.mail))

    def set_as_primary(self, user_id: str, address: Address) -> User:
        """Click *Set as primary* beside an alias; F52 tells whether the UPN follows."""
        user = self._state.user(user_id)
        if address not in user.aliases:
            known = ", ".join(map(str, user.aliases)) or "none"
            raise ValueError(f"{address} is not an alias: expected one of {known}")
        if rules.username_follows(user):
            self.change_username(user_id, address)
        return self.set_primary_address(user_id, address)

    def add_alias(self, user_id: str, address: Address) -> User:
        """Add a secondary SMTP address."""
        user = self._state.user(user_id)
        if user.mail is None:
            raise ValueError(f"{user.user_principal_name} has no mail: expected a primary address")
        if address == user.mail:
            raise ValueError(f"{address} is the primary address: expected another one")
        return self._put(replace(user, aliases=rules.without((*user.aliases, address), None)))

    def remove_alias(self, user_id: str, address: Address) -> User:
        """Remove a secondary SMTP address; the UPN cannot be removed."""
        user = self._state.user(user_id)
        if address not in user.aliases:
            known = ", ".join(map(str, user.aliases)) or "none"
            raise ValueError(f"{address} is not an alias: expected one of {known}")
        if user.upn_is_alias and address == user.user_principal_name:
            raise ValueError(f"{address} is the UPN and cannot be removed: expected another alias")
        return self._put(replace(user, aliases=rules.without(user.aliases, address)))

    def assign_license(self, user_id: str, product: License) -> User:
        """Give a user a product; one who has it already keeps it."""
        user = self._state.user(user_id)
        licensed = replace(user, licenses=tuple(dict.fromkeys((*user.licenses, product))))
        if rules.has_exchange(licensed) and not rules.has_exchange(user):
            licensed = self._with_mailbox(self._filled(licensed))
        if rules.has_onedrive(licensed):
            licensed = replace(licensed, drive_lost_at=None)
        return self._put(licensed)

    def remove_license(self, user_id: str, product: License) -> User:
        """Take a product from a user."""
        user = self._state.user(user_id)
        if product not in user.licenses:
            held = ", ".join(each.value for each in user.licenses) or "none"
            raise ValueError(f"{product.value} is not assigned: expected one of {held}")
        now = self._state.clock.now()
        left = replace(user, licenses=tuple(each for each in user.licenses if each is not product))
        if rules.has_exchange(user) and not rules.has_exchange(left):
            left = replace(left, mailbox_lost_at=now)
        if rules.has_onedrive(user) and not rules.has_onedrive(left):
            left = replace(left, drive_lost_at=now)
        return self._put(left)

    def delete_user(self, user_id: str) -> None:
        """Move a user to the deleted users, where they stay for 30 days."""
        user = self._state.user(user_id)
        self._state.users.remove(user.id)
        self._state.note(USERS, user.id, "changed")
        self._state.deleted.put(replace(user, deleted_at=self._state.clock.now()))

    def list_deleted_users(self) -> tuple[User, ...]:
        """Return the users who can still be restored."""
        self._purge()
        return tuple(self._state.deleted)

    def find_deleted_users(self, display_name: str) -> tuple[User, ...]:
        """Return those of a display name who can still be restored, in the order they went."""
        self._purge()
        return self._state.deleted.group("display name", display_name)

    def restore_user(self, user_id: str) -> User:
        """Bring a deleted user back with mailbox, OneDrive and licenses."""
        self._purge()
        user = self._state.deleted.get(user_id)
        if user is None:
            raise ValueError(f"no deleted user has the id {user_id!r}: expected one of the 30 days")
        restored = self._put(replace(user, deleted_at=None))
        self._state.deleted.remove(user_id)
        return restored

    def look_up_deleted(self, key: str) -> User:
        """F07: find a deleted user who can be restored, by id; raises RequestRefused."""
        self._purge()
        user = self._state.deleted.get(key.casefold())
        if user is None:
            raise RequestRefused(Problem.NO_SUCH_USER, key)
        return user

    def undelete(self, key: str) -> User:
        """F43: restore a deleted user whose addresses are free; raises RequestRefused."""
        try:
            return self.restore_user(self.look_up_deleted(key).id)
        except ValueError as error:
            raise RequestRefused(Problem.RESTORE_CONFLICT, key) from error

    def changed_users(self, changes: tuple[Change, ...]) -> tuple[tuple[Change, User | None], ...]:
        """Return the users whom changes are about, or None for those who are gone."""
        return tuple((each, self._state.users.get(each.id)) for each in changes)

    def _purge(self) -> None:
        now = self._state.clock.now()
        for user in tuple(self._state.deleted):
            if user.deleted_at and rules.is_over(user.deleted_at, rules.RETENTION, now):
                self._state.deleted.remove(user.id)
                self._state.note(USERS, user.id, "deleted")
                drop_mailbox(self._state, user.id)
                drop_drive(self._state, user.id)

    def _with_primary(self, user: User, primary: Address, *, former: Address | None) -> User:
        reading = in_force(self._state, "A51", FormerAddress)
        aliases = rules.aliases_beside(
            primary, user, former=former, stays=reading is FormerAddress.STAYS
        )
        return replace(user, mail=primary, aliases=aliases)

    def _with_mailbox(self, user: User) -> User:
        lost = user.mailbox_lost_at
        if lost and rules.is_over(lost, rules.RETENTION, self._state.clock.now()):
            drop_mailbox(self._state, user.id)
        return replace(user, mailbox_lost_at=None)

    def _filled(self, user: User, *, nickname_given: bool = False) -> User:
        mail, aliases = rules.filled_addresses(
            upn=user.user_principal_name,
            mail=user.mail,
            moera=Address(f"{user.mail_nickname}@{self._state.tenant.domain}"),
            nickname_given=nickname_given,
            upn_is_alias=user.upn_is_alias,
            aliases=user.aliases,
        )
        return replace(user, mail=mail, aliases=aliases)

    def _free_nickname(self, wanted: str) -> str:
        nickname = wanted
        while self._state.users.find("nickname", nickname.casefold()):
            digits = int.from_bytes(self._state.ids.digest("nickname")[:4], "big") % 10_000
            nickname = f"{wanted}{digits:04}"
        return nickname

    def _expect_free_name(self, upn: Address, user: User | None = None) -> None:
        holder = self._state.users.find("directory", upn.folded)
        if holder and (user is None or holder.id != user.id):
            raise ValueError(f"the UPN {upn} belongs to {holder.id}: expected one that is free")

    def _put(self, user: User) -> User:
        try:
            self._state.users.put(user)
        except Taken as taken:
            raise ValueError(
                f"another user is known as {taken.value}: expected one that is free"
            ) from taken
        self._state.note(USERS, user.id)
        return user


def prefix(address: Address) -> str:
    """Return what stands before the @."""
    return address.text.partition("@")[0]
