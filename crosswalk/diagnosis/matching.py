"""Who is one person: the users of Okta, the accounts of inSync, the users of Microsoft 365.

Each step is tried only when the one before found nobody. A step that finds two ends the search:
nothing is guessed.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count, repeat
from typing import NamedTuple

from .index import NOBODY, SEVERAL, Index, Numbers, index_of
from .listed import columns_of
from .tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant


class Owner(NamedTuple):
    """To whom an account belongs: numbers of an Okta user and a Microsoft 365 user.

    Each can be NOBODY or SEVERAL. ``linked`` tells whether the email ID is what Okta sends as
    userName. ``perhaps`` are the Okta users who may own it when it is not decided.
    """

    okta: int
    microsoft365: int
    linked: bool = False
    perhaps: tuple[int, ...] = ()


class Matching:
    """The people of a tenant, found in each other's lists by their addresses.

    ``login`` and ``email`` have the numbers of the addresses of each Okta user, ``email_id`` of
    each account.
    """

    def __init__(self, tenant: Tenant, user_name: Callable[[OktaUser], str]) -> None:
        self._tenant = tenant
        column = (numbers := Numbers()).column
        logins, emails, *_ = columns_of(tenant.okta, OktaUser)
        email_ids, *_ = columns_of(tenant.accounts, HeldAccount)
        self.login, self.email, self.email_id = column(logins), column(emails), column(email_ids)
        app_users = tenant.app_users
        sent = column(
            map(user_name, tenant.okta)
            if app_users is None
            else (app_user.user_name for app_user in app_users)
        )
        self.names = Names(tenant.microsoft365, numbers)
        self.logins = index_of(numbers, self.login)
        self.emails = index_of(numbers, self.email)
        self._assigned: set[int] | None = None
        if app_users is not None:
            assignments = _Assignments(app_users, sent, self._okta_ids(), self.logins, self.emails)
            self.user_names = assignments.index
            self._assigned = assignments.assigned
        else:
            self.user_names = self.logins if sent == self.login else index_of(numbers, sent)
        self.in_microsoft365 = array("i", map(self._person_of, self.login, self.email))
        self._finders = _Finders(self.in_microsoft365, len(tenant.microsoft365))

    def _okta_ids(self) -> dict[str, int]:
        return {user.id: number for number, user in enumerate(self._tenant.okta) if user.id}

    def is_assigned(self, okta: int) -> bool:
        """Tell whether an Okta user is assigned to the app, which all are if nothing tells it."""
        return self._assigned is None or okta in self._assigned

    def _person_of(self, login: int, email: int) -> int:
        """Find an Okta user in Microsoft 365: by the login, then by the email."""
        found = self.names.ones[login]
        if found == SEVERAL:
            return self.names.by_upn(login)
        return self.names.ones[email] if found == NOBODY else found

    def owner(self, email_id: str) -> Owner:
        """Find to whom an account belongs: by what Okta sends, by login, by email, by address."""
        return self.owner_of(self.names.numbers.known(email_id))

    def owner_of(self, email_id: int) -> Owner:
        """Find to whom an account belongs whose email ID is given by its number."""
        for index in (self.user_names, self.logins, self.emails):
            okta = index.ones[email_id]
            if okta >= 0:
                return Owner(okta, self.in_microsoft365[okta], index is self.user_names)
            if okta == SEVERAL:
                return Owner(SEVERAL, NOBODY, perhaps=index.all(email_id))
        return self._owner_in_microsoft365(email_id)

    def _owner_in_microsoft365(self, email_id: int) -> Owner:
        person = self.names.by_kind(email_id)
        if person == SEVERAL:
            having = self.names.all(email_id)
            perhaps = (okta for each in having for okta in self._finders.of(each))
            return Owner(NOBODY, SEVERAL, perhaps=tuple(perhaps))
        known = self._finders.of(person)
        if len(known) > 1:
            return Owner(SEVERAL, person, perhaps=known)
        return Owner(known[0] if known else NOBODY, person)


class Names(Index):
    """The users of Microsoft 365 by UPN, primary SMTP address and alias.

    ``upn`` and ``primary_smtp`` have the numbers of these addresses, ``columns`` all that is known.
    """

    __slots__ = ("columns", "primary_smtp", "upn")

    def __init__(self, users: Sequence[MailUser], numbers: Numbers) -> None:
        self.columns = columns_of(users, MailUser)
        upns, primary_smtps, listed, *_ = self.columns
        self.upn, self.primary_smtp = numbers.column(upns), numbers.column(primary_smtps)
        aliases = numbers.column(chain.from_iterable(listed))
        having = map(repeat, count(), map(len, listed))
        everybody = range(len(users))
        super().__init__(
            numbers,
            (self.upn, everybody),
            (self.primary_smtp, everybody),
            (aliases, chain.from_iterable(having)),
        )

    def by_upn(self, name: int) -> int:
        """Return who of several with a name has it as UPN, or SEVERAL."""
        return next((each for each in self.all(name) if self.upn[each] == name), SEVERAL)

    def by_kind(self, name: int) -> int:
        """Return who has a name as UPN, else as primary SMTP address, else as alias."""
        if self.ones[name] != SEVERAL:
            return self.ones[name]
        by_upn = self.by_upn(name)
        if by_upn != SEVERAL:
            return by_upn
        primary = [each for each in self.all(name) if self.primary_smtp[each] == name]
        return primary[0] if len(primary) == 1 else SEVERAL


def names_of(users: Sequence[MailUser]) -> Names:
    """Return users of Microsoft 365 by their names."""
    return Names(users, Numbers())


class _Assignments:
    """The assignments of the app: who is assigned, and what is sent for whom."""

    def __init__(
        self,
        app_users: Iterable[AppUser],
        sent: Iterable[int],
        ids: dict[str, int],
        logins: Index,
        emails: Index,
    ) -> None:
        names, people = array("i"), array("i")
        for app_user, name in zip(app_users, sent, strict=True):
            found: tuple[int, ...]
            if app_user.id and ids:
                found = (ids[app_user.id],) if app_user.id in ids else ()
            else:
                found = logins.all(name) or emails.all(name)
            names.extend(repeat(name, len(found)))
            people.extend(found)
        self.assigned = {*people}
        self.index = Index(logins.numbers, (names, people))


class _Finders:
    """Which Okta users were found to be a user of Microsoft 365, by the number of that one."""

    def __init__(self, found: Iterable[int], count: int) -> None:
        self._first = array("i", [NOBODY]) * count
        self._further: dict[int, list[int]] = {}
        for okta, person in enumerate(found):
            if person >= 0 and self._first[person] == NOBODY:
                self._first[person] = okta
            elif person >= 0:
                self._further.setdefault(person, []).append(okta)

    def of(self, person: int) -> tuple[int, ...]:
        """Return who was found to be somebody, or to be NOBODY."""
        if person == NOBODY or self._first[person] == NOBODY:
            return ()
        return (self._first[person], *self._further.get(person, ()))
