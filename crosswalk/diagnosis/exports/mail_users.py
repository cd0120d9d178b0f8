"""What is meant by the columns of Microsoft 365: addresses, licenses, mailbox, OneDrive, guest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crosswalk.diagnosis.tenant import MailUser, Note, Place
from fakes.wire import is_address

from .rows import MailRow
from .unusable import UnusableExport

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


class Known(NamedTuple):
    """What the exports tell of everybody: licenses at all, and whose OneDrives there are."""

    owners: frozenset[str] | None


class _Addresses(NamedTuple):
    primary: str
    aliases: tuple[str, ...]
    wrong: tuple[str, ...]


def mail_user(row: MailRow, place: Place, known: Known) -> tuple[MailUser, list[Note]]:
    """Return somebody of Microsoft 365, and notes of what cannot be what it should be."""
    found = _addresses(row, place)
    guest = (row.user_type or "").casefold() == "guest" or "#ext#" in row.upn.casefold()
    type_ = (row.type or "").casefold()
    shared = type_.startswith("shared")
    covers = _covered(row.licenses)
    user = MailUser(
        row.upn,
        found.primary,
        found.aliases,
        mailbox=not guest and _has_mailbox(type_, covers, found.primary),
        onedrive=not guest and _has_onedrive(row, shared, covers, known),
        shared=shared,
        guest=guest,
    )
    wrong = found.wrong if is_address(row.upn) else (row.upn, *found.wrong)
    return user, [Note(place, f"{text!r} is no address, and is passed over") for text in wrong]


def _addresses(row: MailRow, place: Place) -> _Addresses:
    """Return the primary SMTP address, the aliases, and what is no address."""
    entries = [*_entries(row, place)]
    listed = [value for prefix, value in entries if prefix == "SMTP"]
    stated = row.primary_smtp or (listed or [row.mail or ""])[0]
    primary = stated if is_address(stated) else ""
    wrong = [value for value in (stated, *(value for _, value in entries)) if value]
    others = {value.casefold(): value for _, value in entries if is_address(value)}
    others.pop(primary.casefold(), None)
    return _Addresses(
        primary, tuple(others.values()), tuple(each for each in wrong if not is_address(each))
    )


def _entries(row: MailRow, place: Place) -> Iterator[tuple[str, str]]:
    """Yield the mail addresses of a row with their prefix, empty where they have none."""
    for cell in (row.addresses, row.proxies):
        if not cell:
            continue
        if cell.startswith(_TYPE_NAMES):
            text = (
                f"EmailAddresses holds the name of a type, {cell[:60]!r}: expected addresses "
                f"joined by ;. Export them with: {_JOIN}"
            )
            raise UnusableExport(place.file, text, place.line)
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
    row: MailRow, shared: bool, covers: tuple[bool, bool] | None, known: Known
) -> bool:
    if known.owners is not None:
        return row.upn.casefold() in known.owners
    return not shared if covers is None else covers[1]
