"""The people of Microsoft 365: their addresses, mailboxes, OneDrives; guests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from crosswalk.diagnosis.casefolding import casefolded
from crosswalk.diagnosis.listed import Listed
from crosswalk.diagnosis.tenant import MailUser, Note
from fakes.microsoft365 import rules

from .columns import Columns
from .joining import joined
from .licenses import Covered, covered
from .mailboxes import MailboxKind, kind_of
from .texts import Texts

_AT_ONCE = 10_000
_Entries = tuple[str, ...]
_Row = tuple[Any, ...]
_Fields = tuple[Any, ...]


def mail_users(
    columns: Columns, owners: frozenset[str] | None, wrong: set[str]
) -> Listed[MailUser]:
    """Return the people of Microsoft 365, by UPN.

    ``owners`` are the UPNs of those who have a OneDrive, casefolded; None where no export tells.
    ``wrong`` are the texts that are no addresses: nobody is found by such a UPN, which is empty.
    """

    def made(*cells: list[Any]) -> Listed[MailUser]:
        fields: list[list[Any]] = [[] for _ in MailUser._fields]
        rows = (_mail_user(row, owners, wrong) for row in zip(*cells, strict=True))
        while some := [*islice(rows, _AT_ONCE)]:
            for field, values in zip(fields, zip(*some, strict=True), strict=True):
                field.extend(values)
        return Listed(MailUser, fields)

    users = joined(columns, [*casefolded(columns.cells["upn"])], made)
    if wrong.isdisjoint(columns.cells["upn"]):
        return users
    upns = [*casefolded(user.upn for user in users)]
    return users.in_order(sorted(range(len(upns)), key=upns.__getitem__))


def _mail_user(row: _Row, owners: frozenset[str] | None, wrong: set[str]) -> _Fields:
    upn, primary_smtp, mail, addresses, proxies, licenses, type_, user_type = row
    entries = _entries(addresses, proxies)
    primary = primary_smtp or entries[0] or mail
    if primary in wrong:
        stated = (primary_smtp, entries[0], mail)
        primary = next((each for each in stated if each not in wrong), "")
    is_external = rules.is_external(upn)
    owns = None if owners is None else upn.casefold() in owners
    return (
        "" if upn in wrong else upn,
        primary,
        _aliases(primary, entries, wrong),
        *_has(licenses, type_, user_type, is_external, owns, bool(primary)),
    )


@lru_cache(maxsize=4096)
def _has(
    licenses: str, type_: str, user_type: str, is_external: bool, owns: bool | None, primary: bool
) -> tuple[bool, bool, bool, bool]:
    """Tell whether somebody has a mailbox, a OneDrive, a shared mailbox, and is a guest."""
    kind, covers = kind_of(type_), covered(licenses)
    guest = is_external or user_type.casefold() == "guest"
    return (
        not guest and _has_mailbox(kind, covers, primary),
        not guest and (_has_onedrive(kind, covers) if owns is None else owns),
        kind is MailboxKind.SHARED,
        guest,
    )


def _entries(addresses: _Entries, proxies: _Entries) -> _Entries:
    """Return the primary SMTP address that is listed, or empty, and all others."""
    if addresses and proxies:
        return (addresses[0] or proxies[0], *addresses[1:], *proxies)
    return addresses or proxies or ("",)


def _aliases(primary: str, entries: _Entries, wrong: set[str]) -> _Entries:
    """Return each address once that is not the primary one, compared without case."""
    if primary == entries[0] and _are_different(entries) and wrong.isdisjoint(entries):
        return entries[1:]
    found: dict[str, str] = {}
    for each in entries:
        if each and each not in wrong:
            found.setdefault(each.casefold(), each)
    found.pop(primary.casefold(), None)
    return tuple(found.values())


def _are_different(entries: _Entries) -> bool:
    """Tell whether nothing is empty or listed twice, in any case; nearly always that is so."""
    folded = ";".join(entries).casefold().split(";")
    return len({"", *folded}) == len(entries) + 1 == len(folded) + 1


def _has_mailbox(kind: MailboxKind, covers: Covered, primary: bool) -> bool:
    """Tell whether somebody has a mailbox; shared ones, rooms and equipment need no license."""
    if kind is MailboxKind.OF_A_PERSON:
        return primary if covers.mail is None else covers.mail
    return kind is not MailboxKind.NONE


def _has_onedrive(kind: MailboxKind, covers: Covered) -> bool:
    """Tell whether somebody is taken to have a OneDrive, which their licenses decide."""
    if covers.onedrive is None:
        return kind in (MailboxKind.OF_A_PERSON, MailboxKind.NONE)
    return covers.onedrive


def mail_user_notes(columns: Columns, texts: Texts) -> Iterator[Note]:
    """Yield what cannot be what it should be."""
    yield from columns.wrong("upn", texts.wrong, "nobody is found by it")
    for field in ("primary_smtp", "mail", "addresses", "proxies"):
        yield from columns.wrong(field, texts.wrong, "it is left out")
    for field in ("upn", "primary_smtp", "mail", "addresses", "proxies"):
        yield from columns.mangled(field, texts.mangled)
