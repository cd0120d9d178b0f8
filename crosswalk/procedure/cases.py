"""The cases of the outcome table: every combination of values that decides a job."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import product

from fakes.company.cast import Person
from fakes.insync.model import AccessSetting


class Role(Enum):
    """What an address is to the person it is presented for."""

    SMTP = "the SMTP address"
    UPN = "the UPN"
    BOTH = "the one address"
    ALIAS = "an alias"
    UNKNOWN = "an unknown address"
    NOTHING = "nothing"


class Kind(Enum):
    """Whom a part of the table is about."""

    DIFFER = "UPN and SMTP address differ"
    EQUAL = "UPN and SMTP address are one"


EMAIL_IDS = {
    Kind.DIFFER: (Role.SMTP, Role.UPN, Role.ALIAS, Role.UNKNOWN),
    Kind.EQUAL: (Role.BOTH, Role.ALIAS, Role.UNKNOWN),
}
ATTRIBUTES = {
    Kind.DIFFER: (Role.UPN, Role.SMTP, Role.ALIAS, Role.UNKNOWN, Role.NOTHING),
    Kind.EQUAL: (Role.BOTH, Role.ALIAS, Role.UNKNOWN, Role.NOTHING),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One combination: which address is the email ID, which is stored, and the setting."""

    kind: Kind
    email_id: Role
    attribute: Role
    setting: AccessSetting


def cases() -> Iterator[Case]:
    """Yield every combination."""
    for setting, kind in product(AccessSetting, Kind):
        for email_id, attribute in product(EMAIL_IDS[kind], ATTRIBUTES[kind]):
            yield Case(kind, email_id, attribute, setting)


def role_of(address: str | None, person: Person) -> Role:
    """Tell what an address is to a person, whatever its case."""
    if not address:
        return Role.NOTHING
    if person.upn == person.smtp and address.casefold() == person.upn:
        return Role.BOTH
    roles = dict.fromkeys(person.aliases, Role.ALIAS)
    return {**roles, person.upn: Role.UPN, person.smtp: Role.SMTP}.get(
        address.casefold(), Role.UNKNOWN
    )


def kind_of(person: Person) -> Kind:
    """Tell which part of the table a person belongs to."""
    return Kind.EQUAL if person.upn == person.smtp else Kind.DIFFER


def somebody(name: str, kind: Kind) -> Person:
    """Return a person of three addresses, or of two where UPN and SMTP address are one."""
    smtp = f"{name}@corp.example"
    upn = smtp if kind is Kind.EQUAL else f"login.{name}@corp.example"
    return Person(name, "Someone", upn, smtp, (f"alias.{name}@corp.example",))


def address_of(person: Person, role: Role) -> str:
    """Return the address that is this to a person; raises KeyError for nothing."""
    return {
        Role.SMTP: person.smtp,
        Role.UPN: person.upn,
        Role.BOTH: person.upn,
        Role.ALIAS: person.aliases[0],
        Role.UNKNOWN: f"nobody.{person.name}@other.example",
    }[role]
