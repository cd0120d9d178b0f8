"""Who is one person: the users of Okta, the accounts of inSync, the users of Microsoft 365.

Each step is tried only when the one before found nobody. A step that finds two ends the search:
nothing is guessed.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import NamedTuple

from .index import NOBODY, SEVERAL, Index, index_of
from .tenant import AppUser, MailUser, OktaUser, Tenant


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
    """The people of a tenant, found in each other's lists by their addresses."""

    def __init__(self, tenant: Tenant, user_name: Callable[[OktaUser], str]) -> None:
        self._tenant = tenant
        self.names = names_of(tenant.microsoft365)
        self.logins = index_of(user.login for user in tenant.okta)
        self.emails = index_of(user.email for user in tenant.okta)
        self._assignments = (
            None
            if tenant.app_users is None
            else _Assignments(tenant.app_users, self._okta_ids(), self.logins, self.emails)
        )
        self._user_names = self._index(user_name)
        self.in_microsoft365 = array("i", map(self._person_of, tenant.okta))
        self._finders = _Finders(self.in_microsoft365, len(tenant.microsoft365))

    def _okta_ids(self) -> dict[str, int]:
        return {user.id: number for number, user in enumerate(self._tenant.okta) if user.id}

    def _index(self, user_name: Callable[[OktaUser], str]) -> Index:
        """Return the Okta users by what is sent as userName, mostly their logins."""
        if self._assignments is not None:
            return self._assignments.index
        if all(user_name(user) == user.login for user in self._tenant.okta):
            return self.logins
        return index_of(map(user_name, self._tenant.okta))

    def is_assigned(self, okta: int) -> bool:
        """Tell whether an Okta user is assigned to the app, which all are if nothing tells it."""
        return self._assignments is None or okta in self._assignments.assigned

    def _person_of(self, user: OktaUser) -> int:
        """Find an Okta user in Microsoft 365: by the login, then by the email."""
        login = user.login.casefold()
        found = self.names.one(login)
        if found == SEVERAL:
            return self._by_upn(login)
        return self.names.one(user.email.casefold()) if found == NOBODY else found

    def _by_upn(self, folded: str) -> int:
        """Return who of several with a name has it as UPN, or SEVERAL."""
        users = self._tenant.microsoft365
        having = self.names.all(folded)
        return next((each for each in having if users[each].upn.casefold() == folded), SEVERAL)

    def owner(self, email_id: str) -> Owner:
        """Find to whom an account belongs: by what Okta sends, by login, by email, by address."""
        folded = email_id.casefold()
        for index in (self._user_names, self.logins, self.emails):
            okta = index.one(folded)
            if okta >= 0:
                return Owner(okta, self.in_microsoft365[okta], index is self._user_names)
            if okta == SEVERAL:
                return Owner(SEVERAL, NOBODY, perhaps=index.all(folded))
        return self._owner_in_microsoft365(folded)

    def _owner_in_microsoft365(self, folded: str) -> Owner:
        having = self.names.all(folded)
        person = self._by_kind_of_name(folded, having)
        if person == SEVERAL:
            perhaps = (okta for each in having for okta in self._finders.of(each))
            return Owner(NOBODY, SEVERAL, perhaps=tuple(perhaps))
        known = self._finders.of(person)
        if len(known) > 1:
            return Owner(SEVERAL, person, perhaps=known)
        return Owner(known[0] if known else NOBODY, person)

    def _by_kind_of_name(self, folded: str, having: tuple[int, ...]) -> int:
        """Return who has a name as UPN, else as primary SMTP address, else as alias."""
        if len(having) < 2:
            return having[0] if having else NOBODY
        by_upn = self._by_upn(folded)
        if by_upn != SEVERAL:
            return by_upn
        users = self._tenant.microsoft365
        primary = [each for each in having if users[each].primary_smtp.casefold() == folded]
        return primary[0] if len(primary) == 1 else SEVERAL


class _Assignments:
    """The assignments of the app: who is assigned, and what is sent for whom."""

    def __init__(
        self, app_users: Iterable[AppUser], ids: dict[str, int], logins: Index, emails: Index
    ) -> None:
        self.assigned: set[int] = set()
        self.index = Index()
        for app_user in app_users:
            folded = app_user.user_name.casefold()
            found: tuple[int, ...]
            if app_user.id and ids:
                found = (ids[app_user.id],) if app_user.id in ids else ()
            else:
                found = logins.all(folded) or emails.all(folded)
            for okta in found:
                self.assigned.add(okta)
                self.index.add(app_user.user_name, okta)


class _Finders:
    """Which Okta users were found to be a user of Microsoft 365, by the number of that one."""

    def __init__(self, found: Iterable[int], count: int) -> None:
        self._first = array("i", [NOBODY]) * count
        self._further: dict[int, tuple[int, ...]] = {}
        for okta, person in enumerate(found):
            if person >= 0 and self._first[person] == NOBODY:
                self._first[person] = okta
            elif person >= 0:
                self._further[person] = (*self._further.get(person, ()), okta)

    def of(self, person: int) -> tuple[int, ...]:
        """Return who was found to be somebody, or to be NOBODY."""
        if person == NOBODY or self._first[person] == NOBODY:
            return ()
        return (self._first[person], *self._further.get(person, ()))


def names_of(users: Iterable[MailUser]) -> Index:
    """Return the users of Microsoft 365 by UPN, primary SMTP address and alias."""
    index = Index()
    for number, user in enumerate(users):
        index.add(user.upn, number)
        index.add(user.primary_smtp, number)
        for alias in user.aliases:
            index.add(alias, number)
    return index
