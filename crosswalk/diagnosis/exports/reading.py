"""Reads the files of a tenant and joins what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from crosswalk.diagnosis.tenant import (
    AppUser,
    HeldAccount,
    Kind,
    MailUser,
    Note,
    OktaUser,
    Place,
    Tenant,
)

from .answers import Answer
from .encoding import encoding_of
from .kinds import OKTA_USERS, Shape, folded, recognized
from .mail_users import mail_user, type_name
from .merging import Read, merged
from .rows import AppUserRow, DriveRow, InSyncRow, MailRow, OktaRow, Row
from .table import Table, open_table
from .unusable import UnusableExport

_BITS_OF_A_LINE = 32
_NEEDED = (Kind.OKTA_USERS, Kind.INSYNC_USERS, Kind.MICROSOFT365_USERS)
_ROWS: dict[Kind, Any] = {
    Kind.OKTA_USERS: OktaRow,
    Kind.APP_USERS: AppUserRow,
    Kind.INSYNC_USERS: InSyncRow,
    Kind.MICROSOFT365_USERS: MailRow,
    Kind.ONEDRIVES: DriveRow,
}


def read(paths: Sequence[Path], *, attributes: frozenset[str] = frozenset()) -> Tenant:
    """Read the exports of a tenant, in whatever order they are named.

    ``attributes`` are those of an Okta user that are needed besides login and email. Raises
    UnusableExport for a file that cannot be used, or that is missing.
    """
    reading = _Reading(attributes)
    for path in _each_once(paths):
        reading.add(path)
    return reading.tenant()


def _each_once(paths: Sequence[Path]) -> list[Path]:
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise UnusableExport(path, "the file is named twice: name each export once")
        seen.add(path.resolve())
    return sorted(paths, key=str)


class _Reading:
    """Gathers the rows of all files by their kind."""

    def __init__(self, attributes: frozenset[str]) -> None:
        self._attributes = attributes - {"login", "email"}
        self._files: list[str] = []
        self._read: dict[Kind, list[Read[Any]]] = {}
        self._notes: list[Note] = []
        self._pages: list[Path] = []
        self._next_pages: list[tuple[Path, str]] = []

    def add(self, path: Path) -> None:
        """Read a file."""
        if path.is_dir():
            raise UnusableExport(path, "this is a directory: name the files in it")
        encoding = encoding_of(path)
        with path.open(encoding=encoding) as file:
            start = file.read(4096).lstrip()
        if start.startswith(("[", "{")):
            self._add_answer(path, encoding)
            return
        with open_table(path, encoding) as table:
            shape, columns = recognized(path, table.header, table.line)
            self._enter(shape.kind, path, self._rows(table, shape, columns))

    def _add_answer(self, path: Path, encoding: str) -> None:
        answer = Answer(path, encoding, self._attributes)
        if answer.kind is Kind.MICROSOFT365_USERS:
            self._pages.append(path)
            if answer.next_page:
                self._next_pages.append((path, answer.next_page))
        self._enter(answer.kind, path, answer.rows())

    def _rows(
        self, table: Table, shape: Shape, columns: dict[str, int]
    ) -> Iterator[tuple[int, Row]]:
        make = _ROWS[shape.kind]._make
        # An empty AD attribute is one that is not stored; elsewhere an empty cell is unknown.
        fields = [
            (columns.get(field, -1), "" if field == "attribute" else None)
            for field in shape.columns
        ]
        further = self._further(table, shape)
        for line, cells in table.rows:
            values: list[Any] = [
                (cells[number].strip() or empty) if number >= 0 else None
                for number, empty in fields
            ]
            if shape is OKTA_USERS:
                values.append({name: cells[number] for name, number in further} or None)
            yield line, make(values)

    def _further(self, table: Table, shape: Shape) -> list[tuple[str, int]]:
        """Return where the further attributes are that mappings need: a title without spaces."""
        if shape.kind is not Kind.OKTA_USERS or not self._attributes:
            return []
        titles = {folded(name): number for number, name in enumerate(table.header)}
        missing = [name for name in self._attributes if folded(name) not in titles]
        if missing:
            text = f"no column for user.{min(missing)}, which an expression needs"
            raise UnusableExport(table.path, text, table.line)
        return [(name, titles[folded(name)]) for name in sorted(self._attributes)]

    def _enter(self, kind: Kind, path: Path, rows: Iterable[tuple[int, Row]]) -> None:
        entered = self._read.setdefault(kind, [])
        file = len(self._files) << _BITS_OF_A_LINE
        self._files.append(str(path))
        for line, row in rows:
            if row[0]:
                entered.append((_key(row), file | line, row))
            else:
                field = row._fields[0].replace("_", " ")
                place = self._place(file | line)
                self._notes.append(Note(place, f"no {field}: the row is passed over"))

    def _place(self, number: int) -> Place:
        """Return a place that is kept as one number: a million are few bytes then."""
        file, line = divmod(number, 1 << _BITS_OF_A_LINE)
        return Place(self._files[file], line)

    def tenant(self) -> Tenant:
        """Join everything that was read."""
        for kind in _NEEDED:
            if kind not in self._read:
                raise UnusableExport(
                    "the files", f"no export of {kind.value} is among them: add one, see --help"
                )
        owners = None
        if Kind.ONEDRIVES in self._read:
            owners = frozenset(_owners(row for _, row in self._merged(Kind.ONEDRIVES)))
        assumed = tuple(self._assumed(owners))
        self._tell_missing_page()
        app_users = self._merged(Kind.APP_USERS) if Kind.APP_USERS in self._read else None
        return Tenant(
            okta=[_okta_user(row) for _, row in self._merged(Kind.OKTA_USERS)],
            accounts=[_account(row) for _, row in self._merged(Kind.INSYNC_USERS)],
            microsoft365=[*self._mail_users(owners)],
            app_users=None if app_users is None else _app_users(row for _, row in app_users),
            assumed=assumed,
            notes=tuple(sorted(self._notes)),
        )

    def _merged(self, kind: Kind) -> Iterator[tuple[int, Any]]:
        return merged(self._read.pop(kind), self._place)

    def _mail_users(self, owners: frozenset[str] | None) -> Iterator[MailUser]:
        for number, row in self._merged(Kind.MICROSOFT365_USERS):
            named = type_name(row)
            if named:
                file, line = self._place(number)
                raise UnusableExport(file, named, line)
            user, wrong = mail_user(row, owners)
            yield user
            for text in wrong:
                note = f"{text!r} is no address, and is passed over"
                self._notes.append(Note(self._place(number), note))

    def _tell_missing_page(self) -> None:
        """Tell of a page that leads to another one, if no file can be that one."""
        if self._next_pages and len(self._next_pages) >= len(self._pages):
            path, _ = max(self._next_pages)
            text = "@odata.nextLink leads to a page that no file holds: users are missing"
            self._notes.append(Note(Place(str(path), 1), text))

    def _assumed(self, owners: frozenset[str] | None) -> Iterator[str]:
        if owners is None:
            yield (
                "No export lists OneDrives: whoever has a license that covers OneDrive, or of "
                "whose licenses nothing is known, is taken to have one."
            )
        if all(row.licenses is None for _, _, row in self._read[Kind.MICROSOFT365_USERS]):
            yield (
                "No export lists licenses of Microsoft 365: everybody with a primary SMTP address "
                "is taken to have a mailbox."
            )
        if Kind.APP_USERS not in self._read:
            yield (
                "No export lists the app users of Druva 2.0: every active Okta user is taken to be "
                "assigned."
            )


def _key(row: Row) -> str:
    """Return by what a row is known to be about the same person as another one."""
    if isinstance(row, AppUserRow) and row.id:
        return row.id
    return row[0].casefold()


def _owners(rows: Iterable[DriveRow]) -> Iterator[str]:
    """Yield who owns a personal site; other sites are passed over."""
    for row in rows:
        if "/personal/" in (row.url or "").casefold():
            yield row.owner.casefold()


def _okta_user(row: OktaRow) -> OktaUser:
    active = (row.status or "").upper() != "DEPROVISIONED"
    return OktaUser(row.login, row.email or "", active, row.id or "", row.attributes or {})


def _app_users(rows: Iterable[AppUserRow]) -> list[AppUser]:
    users = [AppUser(row.user_name, row.id or "", row.external_id or "") for row in rows]
    return sorted(users, key=lambda user: (user.user_name.casefold(), user.id))


def _account(row: InSyncRow) -> HeldAccount:
    return HeldAccount(
        row.email_id,
        (row.status or "").casefold().startswith("preserved"),
        row.attribute,
        None if row.license is None else row.license != "-",
    )
