"""Which names Microsoft 365 accepts: for each that it does not, the property and the reason.

It stands beside `rules`, which decides what a name opens once it was accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from fakes.wire import Address

from .messages import PROPERTY_INVALID, VALUE_INVALID
from .model import NameProperty

LONGEST = 64
"""How many characters may stand before the @, and in a mail nickname, a first or a last name."""
_LONGEST_DISPLAY_NAME = 256
_LONGEST_UPN_DOMAIN = 48
_LONGEST_ADDRESS = 256
_NOT_OF_UPN = re.compile(r"[^A-Za-z0-9'._!#^~$-]|(?<=.)\$")
_OF_UPN = "letters without accents, digits and ' . - _ ! # ^ ~, or $ at the beginning"
_NOT_OF_ADDRESS = re.compile(r"[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]")
_OF_ADDRESS = "letters without accents, digits and ! # $ % & ' * + - / = ? ^ _ ` { | } ~ ."
_NOT_OF_DOMAIN = re.compile(r"[^A-Za-z0-9._-]")
_OF_DOMAIN = "letters without accents, digits, dots, hyphens and underscores"


class HasNames(Protocol):
    """Whoever is in the directory, as far as names go."""

    @property
    def user_principal_name(self) -> Address:
        """The UPN."""

    @property
    def mail(self) -> Address | None:
        """The primary SMTP address."""

    @property
    def mail_nickname(self) -> str:
        """The mail nickname."""

    @property
    def aliases(self) -> tuple[Address, ...]:
        """The secondary SMTP addresses."""

    @property
    def display_name(self) -> str:
        """The name in the address book."""

    @property
    def given_name(self) -> str:
        """The first name."""

    @property
    def surname(self) -> str:
        """The last name."""


def objections(user: HasNames) -> Iterator[tuple[NameProperty, str, str]]:
    """F81, F82: yield each property that holds a name which is not accepted, the name, and why."""
    upn, nickname = user.user_principal_name, user.mail_nickname
    mails = (user.mail,) if user.mail else ()
    found = (
        (NameProperty.UPN, str(upn), upn_problem(upn)),
        (NameProperty.NICKNAME, nickname, nickname_problem(nickname)),
        *((NameProperty.MAIL, str(each), address_problem(each)) for each in mails),
        *((NameProperty.ADDRESSES, str(each), address_problem(each)) for each in user.aliases),
        *_persons(user),
    )
    return (each for each in found if each[2])


def _persons(user: HasNames) -> Iterator[tuple[NameProperty, str, str]]:
    """F82: yield what a person is called, and why it is not accepted."""
    for name, text, most in (
        (NameProperty.DISPLAY_NAME, user.display_name, _LONGEST_DISPLAY_NAME),
        (NameProperty.GIVEN_NAME, user.given_name, LONGEST),
        (NameProperty.SURNAME, user.surname, LONGEST),
    ):
        yield name, text, _too_long(text, most, "in it")


def upn_problem(upn: Address) -> str:
    """F81: say why a UPN is not accepted, or nothing."""
    local, _, domain = upn.text.partition("@")
    return (
        _wrong(local, _NOT_OF_UPN, f"before the @: expected {_OF_UPN}")
        or _wrong_dots(local, "before the @")
        or _too_long(local, LONGEST, "before the @")
        or _wrong(domain, _NOT_OF_DOMAIN, f"after the @: expected {_OF_DOMAIN}")
        or _too_long(domain, _LONGEST_UPN_DOMAIN, "after the @")
    )


def address_problem(address: Address) -> str:
    """F82: say why an SMTP address is not accepted, or nothing."""
    local, _, domain = address.text.partition("@")
    return (
        _wrong(local, _NOT_OF_ADDRESS, f"before the @: expected {_OF_ADDRESS}")
        or _wrong_dots(local, "before the @")
        or _too_long(local, LONGEST, "before the @")
        or _wrong(domain, _NOT_OF_DOMAIN, f"after the @: expected {_OF_DOMAIN}")
        or _too_long(address.text, _LONGEST_ADDRESS, "in all")
    )


def nickname_problem(nickname: str) -> str:
    """F82: say why a mail nickname is not accepted, or nothing."""
    return (
        ("" if nickname else "it is empty")
        or _wrong(nickname, _NOT_OF_ADDRESS, f"in it: expected {_OF_ADDRESS}")
        or _wrong_dots(nickname, "in it")
        or _too_long(nickname, LONGEST, "in it")
    )


def invalid(name: NameProperty) -> str:
    """Return how Microsoft 365 says that a property holds a name that is not accepted."""
    text = PROPERTY_INVALID if name is NameProperty.UPN else VALUE_INVALID
    return text.format(name.value)


def _wrong(text: str, pattern: re.Pattern[str], told: str) -> str:
    found = pattern.search(text)
    return f"{found[0]!r} {told}" if found else ""


def _wrong_dots(text: str, where: str) -> str:
    if text.startswith(".") or text.endswith(".") or ".." in text:
        return f"a dot {where} at the beginning, at the end or beside another one"
    return ""


def _too_long(text: str, most: int, where: str) -> str:
    return f"{len(text)} characters {where}: expected {most} at most" if len(text) > most else ""
