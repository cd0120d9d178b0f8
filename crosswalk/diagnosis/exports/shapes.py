"""The kinds of exports: by which columns each is known, and which of them are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from crosswalk.diagnosis.tenant import Kind

_SPACING = re.compile(r"[\s_]+")
Group = tuple[str, ...]


class Holds(Enum):
    """What the cells of a column hold: addresses and words stand in other cells too."""

    ADDRESS = "an address"
    ADDRESSES = "addresses"
    WORDS = "words"
    VALUE = "a value of its own"


class Column(NamedTuple):
    """A column that is read as ``field``, and what exports call it, the usual name first.

    ``untold`` is the value of a cell that tells nothing: an empty one, except where that says
    something.
    """

    field: str
    headers: Group
    holds: Holds = Holds.WORDS
    untold: Any = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a kind of export.

    The first of ``columns`` says whom a row is about. A kind is known by one header of each group
    of one of ``known_by``. It is not meant where a header is among ``never_with``, or among
    ``others`` and none among ``own``.
    """

    kind: Kind
    columns: tuple[Column, ...]
    known_by: tuple[tuple[Group, ...], ...]
    never_with: Group = ()
    others: Group = ()
    own: Group = ()

    def fits(self, names: Iterable[str]) -> bool:
        """Tell whether folded headers are those of this kind."""
        known = {*names}
        return any(not missing for missing in self.missing(known)) and self._is_meant(known)

    def missing(self, names: set[str]) -> Iterator[tuple[Group, ...]]:
        """Yield what folded headers lack of each way to know the kind."""
        for groups in self.known_by:
            yield tuple(group for group in groups if not names & folded_of(group))

    def _is_meant(self, names: set[str]) -> bool:
        if names & folded_of(self.never_with):
            return False
        return not names & folded_of(self.others) or bool(names & folded_of(self.own))

    @property
    def expected(self) -> str:
        """What makes the kind known, in words."""
        ways = (" with ".join(" / ".join(group) for group in groups) for groups in self.known_by)
        return ", or ".join(ways)


def folded(header: str) -> str:
    """Return a header without case and spacing."""
    return _SPACING.sub("", header.casefold())


def folded_of(headers: Iterable[str]) -> set[str]:
    """Return headers without case and spacing."""
    return {*map(folded, headers)}


OKTA_USERS = Shape(
    Kind.OKTA_USERS,
    (
        Column("login", ("Username", "login"), Holds.ADDRESS),
        Column("email", ("Primary email", "email"), Holds.ADDRESS),
        Column("status", ("Status",)),
        Column("id", ("User Id", "id"), Holds.VALUE),
    ),
    ((("Username", "login"), ("Primary email",)), (("login",), ("email",))),
)
APP_USERS = Shape(
    Kind.APP_USERS,
    (
        Column("user_name", ("userName",), Holds.ADDRESS),
        Column("external_id", ("externalId",), Holds.VALUE),
        Column("id", ("id", "User Id"), Holds.VALUE),
    ),
    ((("userName",), ("externalId",)),),
)
INSYNC_USERS = Shape(
    Kind.INSYNC_USERS,
    (
        Column("email_id", ("User Email", "Email ID", "Email"), Holds.ADDRESS),
        Column("status", ("User Status",)),
        Column("attribute", ("AD Attribute",), Holds.ADDRESS, untold=None),
        Column("license", ("Microsoft 365 License",)),
        Column("", ("User Name", "Name", "Username")),
    ),
    ((("User Email", "Email ID", "Email"), ("User Name", "Name", "Username")),),
    never_with=("UserPrincipalName",),
    others=("Primary email", "login", "externalId"),
    own=("User Email", "Email ID", "User Status", "Microsoft 365 License", "Managed By"),
)
MICROSOFT365_USERS = Shape(
    Kind.MICROSOFT365_USERS,
    (
        Column("upn", ("UserPrincipalName",), Holds.ADDRESS),
        Column("primary_smtp", ("PrimarySmtpAddress",), Holds.ADDRESS),
        Column("mail", ("mail",), Holds.ADDRESS),
        Column("addresses", ("EmailAddresses",), Holds.ADDRESSES, untold=()),
        Column("proxies", ("Proxy addresses",), Holds.ADDRESSES, untold=()),
        Column("licenses", ("Licenses",)),
        Column("type", ("RecipientTypeDetails",)),
        Column("user_type", ("userType",)),
    ),
    (
        (
            ("UserPrincipalName",),
            ("PrimarySmtpAddress", "EmailAddresses", "Proxy addresses", "mail"),
        ),
    ),
)
ONEDRIVES = Shape(
    Kind.ONEDRIVES,
    (Column("owner", ("Owner",), Holds.ADDRESS), Column("url", ("Url",), Holds.VALUE)),
    ((("Owner",), ("Url",)),),
)
SHAPES = (OKTA_USERS, APP_USERS, INSYNC_USERS, MICROSOFT365_USERS, ONEDRIVES)
