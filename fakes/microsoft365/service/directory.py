"""Users: their names, addresses, licenses, and their thirty days after deletion."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from fakes.microsoft365 import rules
from fakes.microsoft365.attributes import Details
from fakes.microsoft365.model import (
    Change,
    License,
    MailboxType,
    Problem,
    Services,
    Tenant,
    User,
    UserType,
)
from fakes.wire import Address

from .deleted_users import DeletedUsers
from .details import expect_storable
from .refusal import RequestRefused
from .register import Register, UserUpdate
from .removal import drop_mailbox
from .state import State


class DirectoryService:
    """Microsoft Entra ID, with the users of the Microsoft 365 admin center."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._register = Register(state)
        self._deleted = DeletedUsers(state, self._register)

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
        """Add a user; with an Exchange license their addresses are filled in."""
        self._register.expect_free(user_principal_name)
        user = User(
            id=self._state.ids.guid("user"),
            user_principal_name=user_principal_name,
            mail=mail,
            mail_nickname=self._register.free_nickname(
                mail_nickname or prefix(mail or user_principal_name)
            ),
            created_at=self._state.clock.now(),
            display_name=display_name or f"{given_name} {surname}".strip(),
            given_name=given_name,
            surname=surname,
            licenses=tuple(dict.fromkeys(licenses)),
            upn_is_alias=upn_is_alias,
            user_type=user_type or rules.type_of(user_principal_name),
        )
        if rules.has_exchange(user):
            user = self._register.filled(user, nickname_given=bool(mail_nickname))
        return self._register.put(user)

    def add_guest(self, mail: Address, *, display_name: str = "") -> User:
        """F64, F83: invite somebody from elsewhere, whose UPN is made of their address."""
        upn = rules.guest_upn(mail, self._state.tenant.domain)
        return self.add_user(
            upn, mail=mail, mail_nickname=prefix(upn), display_name=display_name or str(mail)
        )

    def add_shared(self, address: Address, display_name: str) -> User:
        """Add the disabled, unlicensed account to which a shared mailbox belongs."""
        self._register.expect_free(address)
        user = User(
            id=self._state.ids.guid("user"),
            user_principal_name=address,
            mail=address,
            mail_nickname=self._register.free_nickname(prefix(address)),
            created_at=self._state.clock.now(),
            display_name=display_name,
            mailbox_type=MailboxType.SHARED,
            account_enabled=False,
        )
        return self._register.put(self._register.filled(user))

    def share(self, user: User) -> User:
        """Make the mailbox of a user a shared one."""
        return self._register.put(replace(user, mailbox_type=MailboxType.SHARED))

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

    def search_users(self, text: str) -> tuple[User, ...]:
        """Return the active users of whom a text begins an id, an address or a part of the name."""
        return self._state.users.beginning("words", text.casefold())

    def services(self) -> tuple[Services, ...]:
        """Return for each active user, oldest first, what their mailbox and OneDrive are now."""
        return tuple(map(self._services, self._state.users))

    def services_of(self, user_id: str) -> Services:
        """Return what the mailbox and the OneDrive of an active user are now."""
        return self._services(self._state.user(user_id))

    def tenant(self) -> Tenant:
        """Return the organization, and what is switched on in it."""
        return self._state.tenant

    def page(self, start: int, size: int) -> tuple[User, ...]:
        """Return a number of the active users, beginning with one of them."""
        return tuple(islice(self._state.users, start, start + size))

    def update(self, user_id: str, update: UserUpdate) -> User:
        """Change several values of a user at once, or none; raises NameRefused."""
        user = replace(self._state.user(user_id), **update.plain())
        user = replace(user, details=replace(user.details, **update.details))
        expect_storable(user.details)
        if update.mail_nickname not in (None, user.mail_nickname):
            nickname = self._register.free_nickname(update.mail_nickname)
            user = replace(user, mail_nickname=nickname)
        if update.user_principal_name is not None:
            user = self._register.renamed(user, update.user_principal_name)
        if update.mail is not None and update.mail != user.mail:
            user = self._register.with_primary(user, update.mail, former=user.mail)
        return self._register.put(user)

    def set_details(self, user_id: str, details: Details) -> User:
        """Write what the directory says of a person's job and of how to reach them."""
        expect_storable(details)
        return self._register.put(replace(self._state.user(user_id), details=details))

    def change_username(self, user_id: str, user_principal_name: Address) -> User:
        """Change the UPN; where UPNs are aliases the new one becomes one, the former stays one."""
        return self.update(user_id, UserUpdate(user_principal_name=user_principal_name))

    def set_user_type(self, user_id: str, user_type: UserType) -> User:
        """F83: make a user a guest or a member, whatever their UPN is made of."""
        return self.update(user_id, UserUpdate(user_type=user_type))

    def set_primary_address(self, user_id: str, address: Address) -> User:
        """Make an address the primary SMTP address; the former one becomes an alias."""
        user = self._state.user(user_id)
        return self._register.put(self._register.with_primary(user, address, former=user.mail))

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
        return self._register.put(
            replace(user, aliases=rules.without((*user.aliases, address), None))
        )

    def remove_alias(self, user_id: str, address: Address) -> User:
        """Remove a secondary SMTP address; the UPN cannot be removed."""
        user = self._state.user(user_id)
        if address not in user.aliases:
            known = ", ".join(map(str, user.aliases)) or "none"
            raise ValueError(f"{address} is not an alias: expected one of {known}")
        if user.upn_is_alias and address == user.user_principal_name:
            raise ValueError(f"{address} is the UPN and cannot be removed: expected another alias")
        return self._register.put(replace(user, aliases=rules.without(user.aliases, address)))

    def assign_license(self, user_id: str, product: License) -> User:
        """Give a user a product; one who has it already keeps it."""
        user = self._state.user(user_id)
        licensed = replace(user, licenses=tuple(dict.fromkeys((*user.licenses, product))))
        if rules.has_exchange(licensed) and not rules.has_exchange(user):
            licensed = self._with_mailbox(self._register.filled(licensed))
        if rules.has_onedrive(licensed):
            licensed = replace(licensed, drive_lost_at=None)
        return self._register.put(licensed)

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
        return self._register.put(left)

    def delete_user(self, user_id: str) -> None:
        """Move a user to the deleted users, where they stay for 30 days."""
        self._deleted.add(self._state.user(user_id))

    def list_deleted_users(self) -> tuple[User, ...]:
        """Return the users who can still be restored."""
        return self._deleted.everybody()

    def find_deleted_users(self, display_name: str) -> tuple[User, ...]:
        """Return those of a display name who can still be restored, in the order they went."""
        return self._deleted.find(display_name)

    def restore_user(
        self,
        user_id: str,
        *,
        new_user_principal_name: Address | None = None,
        auto_reconcile_proxy_conflict: bool = False,
    ) -> User:
        """Bring a deleted user back with mailbox, OneDrive and licenses."""
        try:
            user = self._deleted.look_up(user_id)
        except RequestRefused as refused:
            told = f"no deleted user has the id {user_id!r}: expected one of the 30 days"
            raise ValueError(told) from refused
        return self._deleted.restore(
            user, upn=new_user_principal_name, reconcile=auto_reconcile_proxy_conflict
        )

    def look_up_deleted(self, key: str) -> User:
        """F07: find a deleted user who can be restored, by id; raises RequestRefused."""
        return self._deleted.look_up(key)

    def changed_users(self, changes: tuple[Change, ...]) -> tuple[tuple[Change, User | None], ...]:
        """Return the users whom changes are about, or None for those who are gone."""
        return tuple((each, self._state.users.get(each.id)) for each in changes)

    def _services(self, user: User) -> Services:
        now, drives = self._state.clock.now(), self._state.drives
        return Services(
            user.id,
            rules.mailbox_state(user, now),
            rules.drive_state(user, now, provisioned=drives.find("owner", user.id) is not None),
        )

    def _with_mailbox(self, user: User) -> User:
        lost = user.mailbox_lost_at
        if lost and rules.is_over(lost, rules.RETENTION, self._state.clock.now()):
            drop_mailbox(self._state, user.id)
        return replace(user, mailbox_lost_at=None)


def prefix(address: Address) -> str:
    """Return what stands before the @."""
    return address.text.partition("@")[0]
