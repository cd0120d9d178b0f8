"""Whose an account or a user is: known by ids from the moment of entry, and by no name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from contextlib import suppress

from fakes.company.cast import CAST, Person
from fakes.company.setting_up import enter_microsoft365, enter_okta
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account, AccountStatus
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import License, User
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import OktaUser
from fakes.wire import Address

from .naming import Named, pick

OKTA, INSYNC, MICROSOFT365 = "Okta", "inSync", "Microsoft 365"


def _by_address(people: Iterable[Person]) -> dict[str, str]:
    """Return the name of whom each address belongs to."""
    return {address.casefold(): each.name for each in people for address in each.addresses}


_BY_ADDRESS = _by_address(CAST.values())


class Register:
    """Who there is, and which ids are whose in each system.

    People are the cast and those that the scenario brings. What an identity provider sends is known
    by the id that it sends; an account that came otherwise by whom it was made for.
    """

    def __init__(self) -> None:
        self._people = dict(CAST)
        self._by_address = _BY_ADDRESS
        self._owners: dict[tuple[str, Hashable], str] = {}
        self._ids: dict[tuple[str, str], list[str]] = {}

    def bring(self, person: Person) -> None:
        """Make a person known by name; one of the cast is another from then on."""
        self._people[person.name] = person
        self._by_address = _by_address(self._people.values())

    def person(self, name: str) -> Person:
        """Return who has a name."""
        return self._people[name]

    def person_with(self, address: str) -> Person | None:
        """Return who has an address, None where nobody has it."""
        name = self._by_address.get(address.casefold())
        return self._people[name] if name else None

    def names(self) -> tuple[str, ...]:
        """Return the names of everybody."""
        return tuple(self._people)

    def note(self, system: str, id_: object, owner: str) -> None:
        """Remember whose an id of a system is; the first word counts."""
        key = system, str(id_)
        if key not in self._owners:
            self._owners[key] = owner
            self._ids.setdefault((system, owner), []).append(str(id_))

    def note_by_address(self, system: str, id_: object, address: str) -> None:
        """Remember whose an id is by an address of theirs, where nothing else tells."""
        owner = self._by_address.get(address.casefold())
        if owner:
            self.note(system, id_, owner)

    def ids(self, system: str, name: str) -> tuple[str, ...]:
        """Return the ids of a person in a system, oldest first."""
        return tuple(self._ids.get((system, name), ()))

    def owner_of(self, account: Account) -> str | None:
        """Return whose an account is, None where nobody is known for it."""
        sent = self._owners.get((OKTA, account.external_id or ""))
        return sent or self._owners.get((INSYNC, str(account.id)))


def enters_okta(
    okta: OktaAdmin, who: Register, person: Person, *further: tuple[str, str]
) -> OktaUser:
    """Add a person to Okta, whose user is known from then on whatever it is renamed to."""
    user = enter_okta(okta, person, *further)
    who.note(OKTA, user.id, person.name)
    return user


def enters_microsoft365(
    microsoft365: Microsoft365Admin,
    who: Register,
    person: Person,
    *,
    mailbox: bool = True,
    onedrive: bool = True,
    licenses: tuple[License, ...] | None = None,
) -> User:
    """Add a person to Microsoft 365, whose user is known from then on."""
    user = enter_microsoft365(
        microsoft365, person, mailbox=mailbox, onedrive=onedrive, licenses=licenses
    )
    who.note(MICROSOFT365, user.id, person.name)
    return user


def adds_account(insync: InSyncAdmin, who: Register, person: Person, address: Address) -> Account:
    """Add an account by hand for a person, whose account it is from then on."""
    account = insync.accounts.add(email_id=address, display_name=person.full_name)
    who.note(INSYNC, account.id, person.name)
    return account


def adds_from_ad(
    insync: InSyncAdmin, who: Register, person: Person, address: Address, user_name: str
) -> Account:
    """Add an account for a person as the AD connector does."""
    account = insync.accounts.add_from_ad(
        email_id=address, display_name=person.full_name, user_name=user_name
    )
    who.note(INSYNC, account.id, person.name)
    return account


def accounts_of(insync: InSyncAdmin, who: Register, person: str) -> tuple[Account, ...]:
    """Return the accounts of a person, preserved ones included, oldest first."""
    found = {
        account.id: account
        for id_ in who.ids(OKTA, person)
        for account in insync.accounts.sent_as(id_)
    }
    for id_ in who.ids(INSYNC, person):
        with suppress(ValueError):  # It was deleted.
            account = insync.accounts.account(int(id_))
            if who.owner_of(account) == person:
                found[account.id] = account
    return tuple(found[id_] for id_ in sorted(found))


def account_of(insync: InSyncAdmin, who: Register, name: Named) -> Account:
    """Return the one account that a sentence names; fails in words when it is none, or several."""
    if name.person is None:
        account = insync.accounts.find(Address(name.address))
        assert account is not None, f"no inSync account has the email ID {name.address}"
        return account
    account = pick(name, accounts_of(insync, who, name.person), "account", described)
    who.note(INSYNC, account.id, name.person)
    return account


def okta_user_of(okta: OktaAdmin, who: Register, name: Named) -> OktaUser:
    """Return the one Okta user that a sentence names; fails in words likewise."""
    if name.person is None:
        user = okta.directory.find(name.address)
        assert user is not None, f"no Okta user has the login {name.address}"
        return user
    found = []
    for id_ in who.ids(OKTA, name.person):
        with suppress(ValueError):  # It was deleted.
            found.append(okta.directory.user(id_))
    return pick(name, found, "Okta user", lambda user: (user.login, user.status.value))


def user_of(microsoft365: Microsoft365Admin, who: Register, name: Named) -> User:
    """Return the one active Microsoft 365 user that a sentence names; fails in words likewise."""
    if name.person is None:
        user = microsoft365.directory.find_user(name.address)
        assert user is not None, f"no Microsoft 365 user has the address {name.address}"
        return user
    ids = who.ids(MICROSOFT365, name.person)
    found = [user for id_ in ids if (user := microsoft365.directory.get_user(id_))]
    return pick(
        name,
        found,
        "Microsoft 365 user",
        lambda user: (str(user.user_principal_name), str(user.mail or "no mail")),
    )


def described(account: Account) -> tuple[str, str]:
    """Return the email ID of an account and its state, in words."""
    state = account.status.value
    if account.status is AccountStatus.PRESERVED and account.preserved_by:
        state += f" by the {account.preserved_by.value}"
    return str(account.email_id), state
