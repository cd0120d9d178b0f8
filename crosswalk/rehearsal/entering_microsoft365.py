"""Enters the people of a tenant into Microsoft 365, each with a letter and a file."""

from __future__ import annotations

from collections.abc import Sequence

from crosswalk.diagnosis.tenant import MailUser
from fakes.lab import TENANT
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import License, User, UserType
from fakes.wire import Address

_SENDER = Address("desk@rehearsal.example")
_LICENSES = {
    (True, True): (License.OFFICE_365_E3,),
    (True, False): (License.EXCHANGE_ONLINE,),
    (False, True): (License.ONEDRIVE,),
    (False, False): (),
}


class MailUsers:
    """Adds people to Microsoft 365 with exactly the addresses that the exports have.

    Microsoft 365 gives a mailbox one address more, which is made of a nickname. Nicknames are
    chosen so that nobody has these addresses. Such an address is the UPN of somebody whose UPN in
    the exports is no address: nobody is found by it.
    """

    def __init__(self, microsoft365: Microsoft365Admin, everybody: Sequence[MailUser]) -> None:
        self._microsoft365 = microsoft365
        self._nickname = _free_nickname(everybody)
        self._added = 0

    def add(self, mail_user: MailUser) -> None:
        """Add somebody; raises ValueError for whom Microsoft 365 does not hold so."""
        directory = self._microsoft365.directory
        self._added += 1
        nickname = f"{self._nickname}{self._added}"
        given = f"{nickname}@{TENANT}"
        upn = mail_user.upn or given
        addresses = {text.casefold() for text in (mail_user.primary_smtp, *mail_user.aliases)}
        user = directory.add_user(
            Address(upn),
            mail=Address(mail_user.primary_smtp) if mail_user.primary_smtp else None,
            mail_nickname=nickname,
            display_name=upn,
            licenses=_licenses(mail_user),
            upn_is_alias=upn.casefold() in addresses,
            user_type=UserType.GUEST if mail_user.guest else UserType.MEMBER,
        )
        for alias in map(Address, mail_user.aliases):
            if alias not in user.aliases:
                user = directory.add_alias(user.id, alias)
        _check(mail_user, user, given)
        self._fill(mail_user, user)

    def _fill(self, mail_user: MailUser, user: User) -> None:
        """Put a letter and a file into what somebody has, and take licenses that they lack."""
        if mail_user.mailbox and user.mail:
            enter_letter(self._microsoft365, user.id, user.mail)
        if mail_user.onedrive:
            self._microsoft365.onedrive.provision(user.id)
            self._microsoft365.onedrive.write_file(user.id, path="Plan.txt", content=b"A plan.")
        if mail_user.mailbox and mail_user.shared:
            self._microsoft365.exchange.convert_to_shared(user.id)
            self._microsoft365.directory.remove_license(user.id, License.EXCHANGE_ONLINE)


def enter_letter(microsoft365: Microsoft365Admin, user_id: str, address: Address) -> None:
    """Put a letter into a mailbox."""
    microsoft365.exchange.compose(
        user_id, subject=f"To {address}", sender=_SENDER, body="The desk is by the window."
    )


def _licenses(user: MailUser) -> tuple[License, ...]:
    """Return products that give what somebody has; a shared mailbox loses its own afterwards."""
    if user.mailbox and user.shared:
        return (License.EXCHANGE_ONLINE, *((License.ONEDRIVE,) if user.onedrive else ()))
    return _LICENSES[user.mailbox, user.onedrive]


def _check(wanted: MailUser, user: User, given: str) -> None:
    """Raise ValueError if Microsoft 365 gave somebody other addresses than the exports have."""
    held = {address.folded for address in user.aliases} - {given}
    primary = user.mail.folded if user.mail else ""
    if primary != wanted.primary_smtp.casefold():
        raise ValueError(f"{user.user_principal_name} gets the primary SMTP address {user.mail}")
    if held != {alias.casefold() for alias in wanted.aliases}:
        told = ", ".join(sorted(held)) or "none"
        raise ValueError(f"{user.user_principal_name} gets other aliases: {told}")


def _free_nickname(everybody: Sequence[MailUser]) -> str:
    """Return a nickname that no address at the first domain of the tenant begins with."""
    taken = [
        address.casefold()
        for user in everybody
        for address in (user.upn, user.primary_smtp, *user.aliases)
        if address.casefold().endswith(f"@{TENANT}")
    ]
    nickname = "mailbox"
    while any(address.startswith(nickname) for address in taken):
        nickname += "x"
    return nickname
