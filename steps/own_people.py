"""People that a scenario brings in a table: what each row says, and whether it can be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from fakes.company.cast import CAST, Person
from fakes.company.setting_up import given_by
from fakes.microsoft365.model import License
from fakes.wire import Address

from .naming import NAME

OKTA = ("login", "email", "department")
MICROSOFT365 = ("UPN", "primary SMTP address", "aliases", "license", "mailbox", "OneDrive")
INSYNC = ("inSync email ID", "AD attribute")
COLUMNS = ("person", *OKTA, *MICROSOFT365, *INSYNC)

_SURNAME = "Corp"
_LICENSES = {**{each.value: each for each in License}, "none": None}
_MAILBOXES = ("yes", "no", "shared")
_ONEDRIVES = ("yes", "never opened", "no")
_WHO = re.compile(rf"({NAME})(?: (\S.*))?")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a person has in Microsoft 365, each in the words of its column."""

    license: License | None
    mailbox: str
    onedrive: str

    @property
    def licenses(self) -> tuple[License, ...]:
        """The products that are assigned."""
        return (self.license,) if self.license else ()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom a row brings; ``holding`` is None for whoever is not in Microsoft 365.

    ``further`` is more that the Okta profile names; ``row`` counts from 1 below the header.
    """

    row: int
    person: Person
    in_okta: bool
    further: tuple[tuple[str, str], ...]
    holding: Holding | None
    email_id: str
    ad_attribute: str

    @contextmanager
    def refused(self) -> Iterator[None]:
        """Say whose row it was when a system refuses what a row asks for."""
        refusal = ""
        try:
            yield
        except ValueError as error:
            refusal = str(error)
        if refusal:
            pytest.fail(f"row {self.row}, {self.person.name}: {refusal}", pytrace=False)


def names_of(datatable: Sequence[Sequence[object]]) -> Iterator[str]:
    """Yield the first names that a table brings, as far as it has any."""
    header, *rows = datatable
    if "person" in header:
        place = header.index("person")
        yield from (str(row[place]).partition(" ")[0] for row in rows)


def newcomers(rows: Sequence[Row]) -> list[Newcomer]:
    """Return whom the rows of a table bring; fails with every cell that cannot be meant."""
    problems = [
        f"row {number}, {column}: {problem}"
        for number, row in enumerate(rows, start=1)
        for column, problem in (*_problems(row), *_doubled(row, rows[: number - 1]))
    ]
    if not rows:
        problems.append("the table has no row: expected one for each person")
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
    return [_newcomer(number, row) for number, row in enumerate(rows, start=1)]


def _problems(row: Row) -> Iterator[tuple[str, str]]:
    """Yield each column of a row whose cell cannot be meant, and why."""
    who = row.get("person", "")
    if not _WHO.fullmatch(who):
        yield "person", f"{who!r} is not a first name with a capital letter, as in 'Zoe'"
    for column, check in _CHECKS.items():
        if (cell := row.get(column)) and (problem := check(cell)):
            yield column, problem
    if row.get("AD attribute") and not row.get("inSync email ID"):
        yield "AD attribute", "it belongs to an account: expected an inSync email ID beside it"
    yield from _misfits(row)


def _misfits(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what a person cannot have with the license of the row."""
    licensed = row.get("license", "")
    if licensed not in _LICENSES:
        return
    for column, there in zip(("mailbox", "OneDrive"), given_by(_LICENSES[licensed]), strict=True):
        cell = row.get(column, "")
        if cell not in ("", "shared") and (cell == "no") is there:
            gives = "gives one" if there else "gives none"
            yield column, f"{cell!r} does not fit the license {licensed!r}, which {gives}"


def _doubled(row: Row, before: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield each column whose cell stands in a row before, where only one person can have it."""
    for column in ("person", "login", "UPN", "primary SMTP address", "inSync email ID"):
        value = _compared(column, row)
        if value and value in (_compared(column, each) for each in before):
            yield column, f"{row[column]!r} is another row's too: expected one that is free"


def _compared(column: str, row: Row) -> str:
    cell = row.get(column, "")
    return cell.partition(" ")[0] if column == "person" else cell.casefold()


def _address(cell: str) -> str:
    try:
        Address(cell)
    except ValueError as error:
        return str(error)
    return ""


def _addresses(cell: str) -> str:
    return next(filter(None, map(_address, _split(cell))), "")


def _among(values: Iterable[str]) -> Callable[[str], str]:
    return lambda cell: "" if cell in values else f"{cell!r} is not one of {', '.join(values)}"


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "email": _address,
    "UPN": _address,
    "primary SMTP address": _address,
    "aliases": _addresses,
    "license": _among(_LICENSES),
    "mailbox": _among(_MAILBOXES),
    "OneDrive": _among(_ONEDRIVES),
    "inSync email ID": _address,
}


def _newcomer(number: int, row: Row) -> Newcomer:
    there = any(row.get(column) for column in MICROSOFT365)
    return Newcomer(
        number,
        _person(row),
        in_okta=any(row.get(column) for column in OKTA),
        further=tuple((each, row[each]) for each in ("department",) if row.get(each)),
        holding=_holding(row) if there else None,
        email_id=row.get("inSync email ID", ""),
        ad_attribute=row.get("AD attribute", ""),
    )


def _person(row: Row) -> Person:
    """Return a person with the addresses of a row.

    One that is missing is the cast's, for one of the cast. Else it is the other of its system, or
    that of the other system, or the name at Corp.
    """
    name, _, surname = row["person"].partition(" ")
    login, email = row.get("login", ""), row.get("email", "")
    upn, smtp = row.get("UPN", ""), row.get("primary SMTP address", "")
    known = CAST.get(name)
    if known is None:
        one = f"{name.lower()}@corp.example"
        known = Person(name, _SURNAME, upn or smtp or login or email or one, "")
        known = replace(known, smtp=smtp or upn or email or login or one)
        login, email = login or email, email or login
    return replace(
        known,
        surname=surname or known.surname,
        upn=upn or known.upn,
        smtp=smtp or known.smtp,
        aliases=tuple(_split(row.get("aliases", ""))) or known.aliases,
        okta_login=login,
        okta_email=email,
    )


def _holding(row: Row) -> Holding:
    """Return what a person has: as the cells say, else what the license gives, else everything."""
    mailbox, onedrive = row.get("mailbox", ""), row.get("OneDrive", "")
    if row.get("license"):
        licensed = _LICENSES[row["license"]]
    else:
        # A shared mailbox needs no license.
        wanted = mailbox in ("", "yes"), onedrive not in ("no", "" if mailbox == "shared" else "no")
        licensed = next(each for each in (*License, None) if given_by(each) == wanted)
    has_mailbox, has_onedrive = given_by(licensed)
    return Holding(
        licensed,
        mailbox or ("yes" if has_mailbox else "no"),
        onedrive or ("yes" if has_onedrive else "no"),
    )


def _split(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(",")] if cell else []
