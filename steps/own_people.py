"""People that a scenario brings in a table: its columns, and whom a row brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crosswalk.runner.phrases import choice, form, texts
from crosswalk.runner.tables import Column, Row
from fakes.company.cast import CAST, Person
from fakes.company.setting_up import given_by
from fakes.microsoft365.model import License
from fakes.wire import Address

from .naming import NAME

_SURNAME = "Corp"


@dataclass(frozen=True, slots=True)
class Who:
    """A person's first name, by which sentences name them, and the surname if there is one."""

    name: str
    surname: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Holding:
    """What a person has in Microsoft 365: the last two in the words of their columns."""

    licenses: tuple[License, ...]
    mailbox: str
    onedrive: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom a row brings; ``holding`` is None for whoever is not in Microsoft 365.

    ``further`` is more that the Okta profile names.
    """

    person: Person
    in_okta: bool
    further: tuple[tuple[str, str], ...]
    holding: Holding | None
    email_id: Address | None
    ad_attribute: str


def _who(cell: str) -> Who:
    name, _, surname = cell.partition(" ")
    return Who(name, surname)


def _addresses(cell: str) -> tuple[Address, ...]:
    return tuple(Address(each.strip()) for each in cell.split(","))


_LICENSES = {**{each.value: (each,) for each in License}, "none": ()}
_WHO = form(rf"{NAME}(?: \S.*)?", _who, expected="a first name", examples=("Zoe", "Zoe Zink"))
_ADDRESS = form(r".+", Address, expected="an address")
_ALIASES = form(r".+", _addresses, expected="addresses separated by commas")

_IN_OKTA = (
    Column("login", empty=True, unique=True),
    Column("email", _ADDRESS, empty=True),
    Column("department", empty=True),
)
_IN_MICROSOFT365 = (
    Column("UPN", _ADDRESS, empty=True, unique=True),
    Column("primary SMTP address", _ADDRESS, empty=True, unique=True),
    Column("aliases", _ALIASES, empty=True),
    Column("license", choice(_LICENSES), empty=True),
    Column("mailbox", texts("yes", "no", "shared"), empty=True),
    Column("OneDrive", texts("yes", "never opened", "no"), empty=True),
)
COLUMNS = (
    Column("person", _WHO, required=True, unique=True, brings=lambda cell: _who(cell).name),
    *_IN_OKTA,
    *_IN_MICROSOFT365,
    Column("inSync email ID", _ADDRESS, empty=True, unique=True),
    Column("AD attribute", empty=True),
)


def fits(row: Row) -> None:
    """Refuse a row whose cells contradict one another; raises ValueError."""
    if row.get("AD attribute") and not row.get("inSync email ID"):
        raise ValueError("an AD attribute belongs to an account: expected an inSync email ID")
    if row.get("license", "") != "":
        for column, there in zip(("mailbox", "OneDrive"), given_by(row["license"]), strict=True):
            cell = row.get(column, "")
            if cell not in ("", "shared") and (cell == "no") is there:
                gives = "gives one" if there else "gives none"
                raise ValueError(f"{column}: {cell!r} does not fit the license, which {gives}")


def newcomer_of(row: Row) -> Newcomer:
    """Return whom a row brings."""
    return Newcomer(
        _person(row),
        in_okta=any(_filled(row, _IN_OKTA)),
        further=tuple((name, row[name]) for name in ("department",) if row.get(name)),
        holding=_holding(row) if any(_filled(row, _IN_MICROSOFT365)) else None,
        email_id=row.get("inSync email ID") or None,
        ad_attribute=row.get("AD attribute", ""),
    )


def _filled(row: Row, columns: tuple[Column, ...]) -> Iterator[bool]:
    return (row.get(each.name, "") != "" for each in columns)


def _person(row: Row) -> Person:
    """Return a person with the addresses of a row.

    One that is left out is the cast's, for one of the cast. Else it is the other one of its system,
    or that of the other system, or the name at Corp.
    """
    who: Who = row["person"]
    login, email = str(row.get("login", "")), str(row.get("email", ""))
    upn, smtp = str(row.get("UPN", "")), str(row.get("primary SMTP address", ""))
    known = CAST.get(who.name)
    if known is None:
        one = f"{who.name.lower()}@corp.example"
        upn, smtp = (
            upn or smtp or login or email or one,
            smtp or upn or email or login or one,
        )
        known = Person(who.name, _SURNAME, upn, smtp)
        login, email = login or email, email or login
    return replace(
        known,
        surname=who.surname or known.surname,
        upn=upn or known.upn,
        smtp=smtp or known.smtp,
        aliases=tuple(map(str, row.get("aliases", ()))) or known.aliases,
        okta_login=login,
        okta_email=email,
    )


def _holding(row: Row) -> Holding:
    """Return what a person has: as the cells say, else what the license gives, else everything.

    A shared mailbox needs no license.
    """
    mailbox, onedrive = row.get("mailbox", ""), row.get("OneDrive", "")
    licenses = row.get("license", "")
    if licenses == "":
        everything = "" if mailbox != "shared" else "no"
        wanted = mailbox in ("", "yes"), (onedrive or everything) != "no"
        licenses = next(each for each in _LICENSES.values() if given_by(each) == wanted)
    has_mailbox, has_onedrive = given_by(licenses)
    return Holding(
        licenses,
        mailbox or ("yes" if has_mailbox else "no"),
        onedrive or ("yes" if has_onedrive else "no"),
    )
