"""The names under which users are in the directory, and how one changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fakes.microsoft365 import rules, validation
from fakes.microsoft365.assumed import FormerAddress
from fakes.microsoft365.model import MailboxType, NameProperty, User, UserType
from fakes.store import Taken, in_force
from fakes.wire import Address

from .refusal import NameInvalid, NameTaken
from .state import State

USERS = "users"
"""The scope of changes of users."""
_DIGITS = 4
_PROPERTIES = {
    "directory": NameProperty.UPN,
    "address": NameProperty.ADDRESSES,
    "nickname": NameProperty.NICKNAME,
}


@dataclass(frozen=True, slots=True)
class UserUpdate:
    """What becomes of a user; None leaves a value as it is."""

    user_principal_name: Address | None = None
    mail: Address | None = None
    mail_nickname: str | None = None
    display_name: str | None = None
    given_name: str | None = None
    surname: str | None = None
    user_type: UserType | None = None
    account_enabled: bool | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return what is no name, by the attribute of a user that holds it."""
        plain = {
            "display_name": self.display_name,
            "given_name": self.given_name,
            "surname": self.surname,
            "user_type": self.user_type,
            "account_enabled": self.account_enabled,
        }
        return {name: value for name, value in plain.items() if value is not None}


class Register:
    """Puts users into the directory, under names that are accepted and free."""

    def __init__(self, state: State) -> None:
        self._state = state

    def put(self, user: User) -> User:
        """Put a user into the directory; raises NameRefused, and changes nothing then."""
        self.expect_valid(user)
        users = self._state.users
        try:
            users.put(user)
        except Taken as taken:
            holder = users.find(taken.index, taken.value)
            why = f"another user is known as {taken.value}"
            raise NameTaken(_PROPERTIES[taken.index], why, holder.id if holder else "") from taken
        self._state.note(USERS, user.id)
        return user

    def expect_valid(self, user: User) -> None:
        """Raise NameInvalid for a name that Microsoft 365 does not accept."""
        for name, text, why in validation.objections(user):
            raise NameInvalid(name, text, why)

    def expect_free(self, upn: Address, user: User | None = None) -> None:
        """Raise NameTaken for a UPN of somebody else."""
        holder = self._state.users.find("directory", upn.folded)
        if holder and (user is None or holder.id != user.id):
            raise NameTaken(NameProperty.UPN, f"the UPN {upn} belongs to {holder.id}", holder.id)

    def free_nickname(self, wanted: str) -> str:
        """F44: return a nickname that nobody has: four digits follow one that is taken."""
        nickname = wanted
        while self._state.users.find("nickname", nickname.casefold()):
            digits = int.from_bytes(self._state.ids.digest("nickname")[:4], "big") % 10**_DIGITS
            nickname = f"{wanted[: validation.LONGEST - _DIGITS]}{digits:0{_DIGITS}}"
        return nickname

    def renamed(self, user: User, upn: Address) -> User:
        """A51: return a user under another UPN, beside which the former one may stay an alias."""
        self.expect_free(upn, user)
        renamed = replace(user, user_principal_name=upn)
        if not user.upn_is_alias or user.mail is None:
            return renamed
        return self.with_primary(renamed, user.mail, former=user.user_principal_name)

    def with_primary(self, user: User, primary: Address, *, former: Address | None) -> User:
        """A51: return a user with another primary address, and the aliases beside it."""
        reading = in_force(self._state, "A51", FormerAddress)
        aliases = rules.aliases_beside(
            primary, user, former=former, stays=reading is FormerAddress.STAYS
        )
        return replace(user, mail=primary, aliases=aliases)

    def filled(self, user: User, *, nickname_given: bool = False) -> User:
        """F44: return a user with the addresses that Microsoft 365 fills in."""
        self.expect_valid(user)
        mail, aliases = rules.filled_addresses(
            upn=user.user_principal_name,
            mail=user.mail,
            moera=self._moera(user),
            nickname_given=nickname_given,
            upn_is_alias=user.upn_is_alias,
            aliases=user.aliases,
        )
        return replace(user, mail=mail, aliases=aliases)

    def reconciled(self, user: User) -> User:
        """F84, A86: return a user without the addresses that somebody else has.

        Who has a mailbox has the UPN in place of a primary address that is gone, or what is left.
        """
        stand_ins: tuple[Address, ...] = ()
        if rules.has_exchange(user) or user.mailbox_type is MailboxType.SHARED:
            stand_ins = (user.user_principal_name, *user.aliases, self._moera(user))
        wanted = (user.mail, *stand_ins) if user.mail else ()
        primary = next((each for each in wanted if not self._is_held(each, user)), None)
        aliases = tuple(each for each in user.aliases if not self._is_held(each, user))
        return replace(user, mail=primary, aliases=rules.without(aliases, primary))

    def _is_held(self, address: Address, user: User) -> bool:
        holder = self._state.users.find("address", address.folded)
        return holder is not None and holder.id != user.id

    def _moera(self, user: User) -> Address:
        """Return the address that the nickname has in the first domain of the tenant."""
        return Address(f"{user.mail_nickname}@{self._state.tenant.domain}")
