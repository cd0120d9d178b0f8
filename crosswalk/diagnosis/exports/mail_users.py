"""What is meant by the columns of Microsoft 365: addresses, licenses, mailbox, OneDrive, guest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crosswalk.diagnosis.tenant import MailUser
from fakes.wire import is_address

from .rows import MailRow

_PREFIXED = re.compile(r"[;,+\s]+(?=[A-Za-z0-9]+:)")
_SEPARATED = re.compile(r"[;,\s]+")
_SMTP = "smtp"
_TYPE_NAMES = ("System.", "Microsoft.Exchange.")
_JOIN = (
    "Get-EXOMailbox -ResultSize Unlimited | Select-Object UserPrincipalName,PrimarySmtpAddress,"
    '@{n="EmailAddresses";e={$_.EmailAddresses -join ";"}} | '
    "Export-Csv mailboxes.csv -NoTypeInformation -Encoding UTF8"
)
_BOTH = ("microsoft 365 ", "office 365 ")
_MAIL, _ONEDRIVE = "exchange online", "onedrive for business"


class _Addresses(NamedTuple):
    primary: str
    aliases: tuple[str, ...]
    wrong: tuple[str, ...]


def mail_user(row: MailRow, owners: frozenset[str] | None) -> tuple[MailUser, tuple[str, ...]]:
    """Return somebody of Microsoft 365, and which of their addresses are none.

    ``owners`` are the UPNs, folded, of whoever has a OneDrive; None where no export lists them.
    """
    primary, aliases, wrong = _addresses(row)
    guest = (row.user_type or "").casefold() == "guest" or "#ext#" in row.upn.casefold()
    type_ = (row.type or "").casefold()
    shared = type_.startswith("shared")
    covers = _covered(row.licenses)
    user = MailUser(
        row.upn,
        primary,
        aliases,
        mailbox=not guest and _has_mailbox(type_, covers, primary),
        onedrive=not guest and _has_onedrive(row, shared, covers, owners),
        shared=shared,
        guest=guest,
    )
    return user, wrong if is_address(row.upn) else (row.upn, *wrong)


def type_name(row: MailRow) -> str:
    """Tell that a row holds the name of a type where addresses should stand, else nothing."""
    for cell in (row.addresses, row.proxies):
        if cell and cell.startswith(_TYPE_NAMES):
            return (
                f"EmailAddresses holds the name of a type, {cell[:60]!r}: expected addresses "
                f"joined by ;. Export them with: {_JOIN}"
            )
    return ""


def _addresses(row: MailRow) -> _Addresses:
    """Return the primary SMTP address, the aliases, and what is no address."""
    entries = [*_entries(row)]
    listed = [value for prefix, value in entries if prefix == "SMTP"]
    stated = row.primary_smtp or (listed or [row.mail or ""])[0]
    primary = stated if is_address(stated) else ""
    named = dict.fromkeys((stated, *(value for _, value in entries)))
    others = {value.casefold(): value for _, value in entries if is_address(value)}
    others.pop(primary.casefold(), None)
    return _Addresses(
        primary,
        tuple(others.values()),
        tuple(each for each in named if each and not is_address(each)),
    )


def _entries(row: MailRow) -> Iterator[tuple[str, str]]:
    """Yield the mail addresses of a row with their prefix, empty where they have none."""
    for cell in (row.addresses, row.proxies):
        if cell:
            yield from _split(cell)


def _split(cell: str) -> Iterator[tuple[str, str]]:
    for entry in _PREFIXED.split(cell.strip()):
        prefix, colon, value = entry.rpartition(":") if "@" in entry else entry.partition(":")
        if colon and prefix.casefold() != _SMTP:
            continue
        for number, each in enumerate(filter(None, _SEPARATED.split(value))):
            yield (prefix if number == 0 else ""), each


def _covered(licenses: str | None) -> tuple[bool, bool] | None:
    """Return whether licenses cover mail and OneDrive, None where nothing is known of them."""
    if licenses is None:
        return None
    names = [name.strip().casefold() for name in licenses.split("+")]
    both = any(name.startswith(_BOTH) for name in names)
    return (
        both or any(name.startswith(_MAIL) for name in names),
        both or any(name.startswith(_ONEDRIVE) for name in names),
    )


def _has_mailbox(type_: str, covers: tuple[bool, bool] | None, primary: str) -> bool:
    if type_.startswith(("shared", "room", "equipment")):
        return True
    if covers is None:
        return bool(primary) and type_ not in ("mailuser", "guestmailuser", "mailcontact")
    return covers[0]


def _has_onedrive(
    row: MailRow,
    shared: bool,
    covers: tuple[bool, bool] | None,
    owners: frozenset[str] | None,
) -> bool:
    if owners is not None:
        return row.upn.casefold() in owners
    return not shared if covers is None else covers[1]
