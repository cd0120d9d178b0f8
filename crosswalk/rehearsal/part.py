"""A part of a tenant: some people, and everybody whom their addresses collide with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.expressions import worked_out
from crosswalk.diagnosis.row import Row
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant

_Somebody = TypeVar("_Somebody")
_Keys = Callable[[_Somebody], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that nobody outside shares an address with, and its groups.

    ``group_of`` has for each address, casefolded, the number of the group in which everybody is who
    is joined to it by addresses, directly or over others.
    """

    tenant: Tenant
    group_of: dict[str, int]

    def group(self, *addresses: str) -> int | None:
        """Return the group of whoever has these addresses, None of somebody of no group.

        Whoever has several has them in one group. An empty one is passed over.
        """
        first = next(filter(None, addresses), "")
        return self.group_of.get(first.casefold())

    def group_of_row(self, row: Row) -> int | None:
        """Return the group of a row."""
        return self.group(row.insync_email_id, row.okta_login)


class Addresses:
    """By which addresses people meet, as far as a diagnosis compares or looks up addresses."""

    def __init__(self, choices: Choices) -> None:
        self._user_name = worked_out(choices.user_name)
        self._stored = worked_out(choices.ad_attribute or choices.user_name)

    def of_okta_user(self, user: OktaUser) -> Iterator[str]:
        """Yield what an Okta user is found by, and what can be stored for them."""
        texts = (user.login, user.email, self._user_name(user), self._stored(user))
        yield from _folded(texts)
        if user.id:
            yield _id(user.id)

    def of_app_user(self, app_user: AppUser) -> Iterator[str]:
        """Yield what an app user is found by."""
        yield from _folded((app_user.user_name,))
        if app_user.id:
            yield _id(app_user.id)

    def of_account(self, account: HeldAccount) -> Iterator[str]:
        """Yield what an account can present."""
        yield from _folded((account.email_id, account.attribute or ""))

    def of_mail_user(self, user: MailUser) -> Iterator[str]:
        """Yield what a user of Microsoft 365 is found by."""
        yield from _folded((user.upn, user.primary_smtp, *user.aliases))


def _folded(texts: Iterable[str]) -> Iterator[str]:
    return (text.casefold() for text in texts if text)


def _id(text: str) -> str:
    return f" {text}"  # No address begins with a blank.


def part_of(tenant: Tenant, addresses: Addresses, wanted: Iterable[str] | None) -> Part:
    """Return everybody who is joined to some addresses; everybody of all if none are given.

    The tenant is gone through until nobody is new, which takes few turns and little memory.
    """
    if wanted is None:
        return Part(tenant, _groups(tenant, addresses))
    known = {address.casefold() for address in wanted}
    before = -1
    while len(known) != before:
        before = len(known)
        found = _joined(tenant, addresses, known)
    return Part(found, _groups(found, addresses))


def _joined(tenant: Tenant, addresses: Addresses, known: set[str]) -> Tenant:
    """Return whom known addresses lead to, and add their addresses to those."""

    def those(everybody: Iterable[_Somebody], keys: _Keys[_Somebody]) -> list[_Somebody]:
        found = []
        for each in everybody:
            having = (*keys(each),)
            if not known.isdisjoint(having):
                known.update(having)
                found.append(each)
        return found

    app_users = (
        None if tenant.app_users is None else those(_of_somebody(tenant), addresses.of_app_user)
    )
    return replace(
        tenant,
        okta=those(tenant.okta, addresses.of_okta_user),
        accounts=those(tenant.accounts, addresses.of_account),
        microsoft365=those(tenant.microsoft365, addresses.of_mail_user),
        app_users=app_users,
    )


def _of_somebody(tenant: Tenant) -> Iterator[AppUser]:
    """Yield the app users without those whose id nobody in Okta has.

    Where nobody in Okta has any id, an app user is found by the userName.
    """
    ids = {user.id for user in tenant.okta if user.id}
    for app_user in tenant.app_users or ():
        if not ids or not app_user.id or app_user.id in ids:
            yield app_user


def _groups(tenant: Tenant, addresses: Addresses) -> dict[str, int]:
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = key = above[above[key]]
        return key

    for keys in _everybody(tenant, addresses):
        first, *others = map(top, keys)
        for other in others:
            above[top(other)] = top(first)
    numbers: dict[str, int] = {}
    return {key: numbers.setdefault(top(key), len(numbers)) for key in above}


def _everybody(tenant: Tenant, addresses: Addresses) -> Iterator[tuple[str, ...]]:
    """Yield the addresses of everybody who has any."""
    everybody = (
        *map(addresses.of_okta_user, tenant.okta),
        *map(addresses.of_app_user, tenant.app_users or ()),
        *map(addresses.of_account, tenant.accounts),
        *map(addresses.of_mail_user, tenant.microsoft365),
    )
    return filter(None, map(tuple, everybody))
