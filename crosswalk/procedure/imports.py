"""What an import can do to the accounts of one user, and in how many ways it can find them.

Four things decide: the account that Okta is linked to, whose account has the userName that is sent,
whether another userName was sent before, and whether a UPN is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import product

from .ends import Status


class Sent(Enum):
    """What the Druva app maps to userName and to userPrincipalName: fields of an Okta user."""

    AS_IT_COMES = ("login", "")
    BOTH = ("email", "login")
    NO_OVERRIDE = ("login", "login")
    NO_UPN = ("email", "")
    EMAIL_TWICE = ("email", "email")

    user_name: str
    upn: str

    def __init__(self, user_name: str, upn: str) -> None:
        """Name the two fields; the second is empty where nothing is mapped."""
        self.user_name = user_name
        self.upn = upn

    @property
    def rows(self) -> Mapping[str, str]:
        """The rows of the mapping: what each target is mapped to."""
        rows = {"userName": self.user_name, "userPrincipalName": self.upn}
        return {target: f"user.{field}" for target, field in rows.items() if field}


class Whose(Enum):
    """What an account is to the Okta user who is imported."""

    LINKED = "the account that Okta is linked to"
    OTHER = "an account that Okta is not linked to"
    SOMEBODY = "the account of another Okta user"
    NEW = "a new account"


class Value(Enum):
    """Where a value of an account comes from, after an import."""

    SENT = "what Okta sent"
    KEPT = "what it was before"
    EMPTY = "nothing"


@dataclass(frozen=True, slots=True)
class Import:
    """A way in which an import finds the accounts of a user.

    ``linked`` is the status of the account that Okta is linked to, None without one; ``holder`` is
    whose account has the userName that is sent, None for nobody's, and ``held`` its status where
    """

    linked: Status | None
    holder: Whose | None
    held: Status | None
    renamed: bool
    upn: bool
    unfound: bool = False


@dataclass(frozen=True, slots=True)
class Touched:
    """An account after an import that made or changed it."""

    whose: Whose
    email_id: Value
    attribute: Value
    status: Status


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the accounts that it touched, and the task that waits if it failed.

    ``linked`` is the account to which Okta is linked afterwards.
    """

    touched: tuple[Touched, ...]
    linked: Whose | None
    task: str = ""


def ways() -> Iterator[Import]:
    """Yield every way; without a link it makes no difference what was sent before."""
    others = tuple((Whose.OTHER, status) for status in Status)
    holders = ((None, None), *others, (Whose.SOMEBODY, None))
    links = (Status.ACTIVE, Status.BY_ADMINISTRATOR)
    for upn in (False, True):
        yield from (Import(None, holder, held, False, upn) for holder, held in holders)
        yield Import(None, None, None, False, upn, unfound=True)
        for renamed, linked in product((False, True), links):
            for holder, held in (*holders, (Whose.LINKED, None)):
                yield Import(linked, holder, held, renamed, upn)


class Effect(Enum):
    """What an import does to a user, in a word."""

    CREATED = "created"
    DUPLICATED = "duplicated"
    RENAMED = "renamed"
    UPDATED = "updated"
    LINKED = "linked"
    MOVED = "moved"
    REACTIVATED = "reactivated"
    STAYS_PRESERVED = "stays preserved"
    REFUSED = "refused"
    UNCHANGED = "unchanged"


def effects(way: Import, imported: Imported) -> tuple[Effect, ...]:
    """Return what an import did, in words: at least one."""
    found = (
        *_of_link(way, imported),
        *_of_status(way, imported),
        *(effect for each in imported.touched for effect in _of_account(each, way)),
    )
    return found or (Effect.UNCHANGED,)


def _of_link(way: Import, imported: Imported) -> Iterator[Effect]:
    if imported.task:
        yield Effect.REFUSED
    if imported.linked is Whose.OTHER:
        yield Effect.MOVED if way.linked else Effect.LINKED


def _of_status(way: Import, imported: Imported) -> Iterator[Effect]:
    """Tell what becomes of the account that was sent to, if it was preserved."""
    before = {Whose.LINKED: way.linked, Whose.OTHER: way.held}.get(imported.linked or Whose.NEW)
    after = next((each.status for each in imported.touched), before)
    if before is not None and before is not after:
        yield Effect.REACTIVATED
    elif before is Status.BY_ADMINISTRATOR:
        yield Effect.STAYS_PRESERVED


def _of_account(touched: Touched, way: Import) -> Iterator[Effect]:
    if touched.whose is Whose.NEW:
        yield Effect.DUPLICATED if way.linked or way.unfound else Effect.CREATED
    elif touched.email_id is Value.SENT:
        yield Effect.RENAMED
    elif touched.attribute is Value.SENT:
        yield Effect.UPDATED
