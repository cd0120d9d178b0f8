"""The kinds of exports: by which columns each is known, and what is read of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswalk.diagnosis.tenant import Kind

from .unusable import UnusableExport

_NO_LETTERS = re.compile(r"[\W_]+")


def folded(header: str) -> str:
    """Return a header without case, spaces and signs."""
    return _NO_LETTERS.sub("", header.casefold())


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a kind: what each is called, folded, and which of them make it known.

    The first of ``columns`` says whom a row is about. A kind is known by one name of each of the
    groups in ``known_by``; ``not_with`` are names that another kind has.
    """

    kind: Kind
    columns: Mapping[str, tuple[str, ...]]
    known_by: tuple[tuple[str, ...], ...]
    not_with: tuple[str, ...] = ()
    expected: str = ""

    def fits(self, names: frozenset[str]) -> bool:
        """Tell whether columns are those of this kind."""
        return all(names.intersection(group) for group in self.known_by) and not (
            names.intersection(self.not_with)
        )

    def nearly_fits(self, names: frozenset[str]) -> bool:
        """Tell whether columns lack one group of what makes this kind known."""
        missing = [group for group in self.known_by if not names.intersection(group)]
        return len(missing) == 1 < len(self.known_by)


OKTA_USERS = Shape(
    Kind.OKTA_USERS,
    {
        "login": ("username", "login"),
        "email": ("primaryemail", "email"),
        "status": ("status",),
        "id": ("userid", "id"),
    },
    (("username", "login"), ("primaryemail", "email")),
    expected="Username with Primary email, or login with email",
)
APP_USERS = Shape(
    Kind.APP_USERS,
    {"user_name": ("username",), "external_id": ("externalid",), "id": ("id",)},
    (("username",), ("externalid",)),
    expected="userName with externalId",
)
INSYNC_USERS = Shape(
    Kind.INSYNC_USERS,
    {
        "email_id": ("useremail", "emailid", "email"),
        "status": ("userstatus",),
        "attribute": ("adattribute",),
        "license": ("microsoft365license",),
    },
    (("useremail", "emailid", "email"), ("username", "name")),
    ("userprincipalname", "primaryemail", "login", "externalid"),
    expected="User Email, Email ID or Email, with User Name, Name or Username",
)
MICROSOFT365_USERS = Shape(
    Kind.MICROSOFT365_USERS,
    {
        "upn": ("userprincipalname",),
        "primary_smtp": ("primarysmtpaddress",),
        "mail": ("mail",),
        "addresses": ("emailaddresses",),
        "proxies": ("proxyaddresses",),
        "licenses": ("licenses",),
        "type": ("recipienttypedetails",),
        "user_type": ("usertype",),
    },
    (
        ("userprincipalname",),
        ("primarysmtpaddress", "emailaddresses", "proxyaddresses", "mail"),
    ),
    expected="UserPrincipalName with PrimarySmtpAddress, EmailAddresses, Proxy addresses or mail",
)
ONEDRIVES = Shape(
    Kind.ONEDRIVES,
    {"owner": ("owner",), "url": ("url",)},
    (("owner",), ("url",)),
    expected="Owner with Url",
)
SHAPES = (OKTA_USERS, APP_USERS, INSYNC_USERS, MICROSOFT365_USERS, ONEDRIVES)


def recognized(path: Path, header: Sequence[str], line: int) -> tuple[Shape, dict[str, int]]:
    """Return the kind of an export and where its columns are, by their folded names.

    Raises UnusableExport for a header of no kind, of two kinds, or with a column twice.
    """
    columns: dict[str, int] = {}
    for number, name in enumerate(header):
        known = folded(name)
        if known in columns:
            raise UnusableExport(path, f"the header has {name.strip()!r} twice: keep one", line)
        if known:
            columns[known] = number
    names = frozenset(columns)
    found = [shape for shape in SHAPES if shape.fits(names) and _is_meant(shape, names)]
    if len(found) == 1:
        return found[0], dict(_placed(path, found[0], columns, header, line))
    if found:
        kinds = " and ".join(shape.kind.value for shape in found)
        raise UnusableExport(path, f"the columns fit {kinds}: keep those of one kind", line)
    raise UnusableExport(path, _unknown(header, names), line)


def _is_meant(shape: Shape, names: frozenset[str]) -> bool:
    """Tell Okta's `Username` with `Primary email` from inSync's `Username` with `Email`."""
    if shape is OKTA_USERS:
        return {"username", "primaryemail"} <= names or {"login", "email"} <= names
    return True


def _placed(
    path: Path, shape: Shape, columns: Mapping[str, int], header: Sequence[str], line: int
) -> Iterator[tuple[str, int]]:
    for field, synonyms in shape.columns.items():
        named = [columns[name] for name in synonyms if name in columns]
        if len(named) > 1 and not _distinct(shape, field):
            both = " and ".join(repr(header[each].strip()) for each in named)
            raise UnusableExport(path, f"the header has {both} for one column: keep one", line)
        if named:
            yield field, named[0]


def _distinct(shape: Shape, field: str) -> bool:
    """Tell whether an export of Okta may have further columns that are called alike."""
    return shape is OKTA_USERS and field in ("email", "id")


def _unknown(header: Sequence[str], names: frozenset[str]) -> str:
    nearly = next((shape for shape in SHAPES if shape.nearly_fits(names)), None)
    told = ", ".join(name.strip() for name in header[:8])
    if nearly:
        return (
            f"a column is missing for {nearly.kind.value}: expected {nearly.expected}; found {told}"
        )
    known = "; ".join(f"{shape.kind.value}: {shape.expected}" for shape in SHAPES)
    return f"no known export: found {told}; expected one of: {known}"
