"""Who is assigned to the app, and to which accounts Okta is linked, from the exports alone.

The diagnosis finds out for itself. A mistake there is seen only if the lab does not repeat it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.expressions import worked_out
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, OktaUser, Tenant


class Assignments:
    """The assignments of a tenant; without an export of them everybody is assigned."""

    def __init__(self, tenant: Tenant, choices: Choices) -> None:
        self._user_names: dict[str, list[str]] = defaultdict(list)
        self._assigned: set[str] = set()
        for name, login in _pairs(tenant, worked_out(choices.user_name)):
            self._assigned.add(login.casefold())
            self._user_names[name.casefold()].append(login.casefold())

    def is_assigned(self, user: OktaUser) -> bool:
        """Tell whether an Okta user is assigned."""
        return user.login.casefold() in self._assigned

    def named(self, account: HeldAccount) -> frozenset[str]:
        """Return the logins, casefolded, of those whose userName is the email ID of an account."""
        return frozenset(self._user_names.get(account.email_id.casefold(), ()))


def _pairs(tenant: Tenant, user_name: Callable[[OktaUser], str]) -> Iterator[tuple[str, str]]:
    """Yield what is sent as userName, and the login of the one for whom."""
    if tenant.app_users is not None:
        return _listed(tenant.okta, tenant.app_users)
    return ((user_name(user), user.login) for user in tenant.okta)


def _listed(okta: Sequence[OktaUser], app_users: Sequence[AppUser]) -> Iterator[tuple[str, str]]:
    """Find who an app user is: by id, else by login, else by email."""
    ids = {user.id: user.login for user in okta if user.id}
    logins = {user.login.casefold(): user.login for user in okta}
    emails: dict[str, list[str]] = defaultdict(list)
    for user in okta:
        emails[user.email.casefold()].append(user.login)
    for app_user in app_users:
        name, folded = app_user.user_name, app_user.user_name.casefold()
        if app_user.id and ids:
            found = [ids[app_user.id]] if app_user.id in ids else []
        else:
            found = [logins[folded]] if folded in logins else emails.get(folded, [])
        yield from ((name, login) for login in found)
