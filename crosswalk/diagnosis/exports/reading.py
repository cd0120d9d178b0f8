"""Reads the files of a tenant and joins what they tell."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from crosswalk.diagnosis.tenant import Kind, Note, Tenant

from .answers import Answer
from .assumptions import assumptions
from .columns import Columns
from .encoding import Encoding, encoding_of
from .entering import ADDRESSES, Entering
from .headers import recognized
from .insync import account_notes, accounts
from .microsoft365 import mail_user_notes, mail_users
from .okta import app_user_notes, app_users, okta_notes, okta_users
from .onedrives import onedrive_notes, owners
from .pages import Pages
from .shapes import SHAPES, Shape
from .sheets import enter_sheet
from .table import open_table
from .texts import Texts
from .unusable import UnusableExport

_NEEDED = (Kind.OKTA_USERS, Kind.INSYNC_USERS, Kind.MICROSOFT365_USERS)
_NOTES = {
    Kind.OKTA_USERS: okta_notes,
    Kind.APP_USERS: app_user_notes,
    Kind.INSYNC_USERS: account_notes,
    Kind.MICROSOFT365_USERS: mail_user_notes,
    Kind.ONEDRIVES: onedrive_notes,
}


def read(paths: Sequence[Path], *, attributes: frozenset[str] = frozenset()) -> Tenant:
    """Read the exports of a tenant, in whatever order they are named.

    ``attributes`` are those of an Okta user that are needed besides login and email. Raises
    UnusableExport for a file that cannot be used, or that is missing.
    """
    with _no_garbage_collection():
        reading = _Reading(attributes - {"login", "email"})
        for path in _each_once(paths):
            reading.add(path)
        return reading.tenant()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Leave millions of new tuples alone, none of which is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _each_once(paths: Sequence[Path]) -> list[Path]:
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise UnusableExport(path, "the file is named twice: name each export once")
        seen.add(path.resolve())
    return sorted(paths, key=str)


class _Reading:
    """Gathers what all files hold, by kind."""

    def __init__(self, attributes: frozenset[str]) -> None:
        self._attributes = attributes
        self._columns: dict[Kind, Columns] = {}
        self._texts = Texts()
        self._pages = Pages()
        self._notes: list[Note] = []

    def add(self, path: Path) -> None:
        """Read a file."""
        if path.is_dir():
            raise UnusableExport(path, "this is a directory: name the files in it")
        encoding = encoding_of(path)
        with path.open(encoding=encoding.name) as file:
            is_json = next(filter(str.strip, file)).lstrip().startswith(("[", "{"))
        if is_json:
            self._add_answer(path, encoding)
        else:
            self._add_sheet(path, encoding)

    def _add_sheet(self, path: Path, encoding: Encoding) -> None:
        with open_table(path, encoding) as table:
            found = recognized(table)
            columns = self._of(found.shape.kind)
            entering = Entering(columns, self._texts, path, is_ascii=encoding.is_ascii)
            enter_sheet(table, found, columns, entering)
            self._notes += entering.notes

    def _add_answer(self, path: Path, encoding: Encoding) -> None:
        answer = Answer(path, path.read_text(encoding.name))
        columns = self._of(answer.kind)
        # JSON writes é as an escape in ASCII, not as a question mark.
        entering = Entering(columns, self._texts, path, is_ascii=False)
        answer.enter(columns, entering)
        self._pages.add(path, answer)
        self._notes += entering.notes

    def _of(self, kind: Kind) -> Columns:
        if kind not in self._columns:
            further = sorted(self._attributes) if kind is Kind.OKTA_USERS else ()
            self._columns[kind] = Columns(_shape(kind), further)
        return self._columns[kind]

    def tenant(self) -> Tenant:
        """Join everything that was read."""
        self._check()
        self._notes += self._pages.notes()
        for kind, columns in self._columns.items():
            self._notes += _NOTES[kind](columns, self._texts)
        assumed = tuple(assumptions(self._columns))
        # Each column is let go when what it holds is built: a million people take much.
        wrong = self._texts.wrong
        del self._texts
        drives = self._columns.pop(Kind.ONEDRIVES, None)
        owned = None if drives is None else owners(drives)
        app = self._columns.pop(Kind.APP_USERS, None)
        return Tenant(
            okta=okta_users(self._columns.pop(Kind.OKTA_USERS)),
            accounts=accounts(self._columns.pop(Kind.INSYNC_USERS)),
            microsoft365=mail_users(self._columns.pop(Kind.MICROSOFT365_USERS), owned, wrong),
            app_users=None if app is None else app_users(app),
            assumed=assumed,
            notes=tuple(sorted({*self._notes})),
        )

    def _check(self) -> None:
        """Raise UnusableExport for what no export has."""
        for kind in _NEEDED:
            if kind not in self._columns:
                text = (
                    f"no export of {kind.value} is among them: add one with the columns "
                    f"{_shape(kind).expected}"
                )
                raise UnusableExport("the files", text)
        self._check_attributes(self._columns[Kind.OKTA_USERS])
        columns = self._columns[Kind.MICROSOFT365_USERS]
        if len(columns) and columns.told.isdisjoint(ADDRESSES):
            text = "nobody has mail or proxyAddresses: ask Graph for them in $select"
            raise UnusableExport(columns.files[0], text)

    @staticmethod
    def _check_attributes(columns: Columns) -> None:
        """Raise UnusableExport for an attribute that a mapping needs and no export has."""
        missing = sorted(columns.further[field] for field in columns.further.keys() - columns.told)
        if missing and len(columns):
            name = missing[0]
            text = f"no column {name}, which an expression needs as user.{name}: export it too"
            raise UnusableExport(columns.files[0], text)


def _shape(kind: Kind) -> Shape:
    return next(shape for shape in SHAPES if shape.kind is kind)
