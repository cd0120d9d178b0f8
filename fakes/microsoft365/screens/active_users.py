"""Users > Active users: the list, *Add a user*, *Add a guest user*, and the organization."""

from __future__ import annotations

from collections.abc import Sequence

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import License, User, UserType
from fakes.screens import Next, Screen, Values, Visit, page_of

from .fields import address, address_if_any, ticked
from .layout import Listing, layout

ACTIVE = "/users/active"
USER = layout(
    User,
    {
        "display_name": "Display name",
        "user_principal_name": "Username",
        "mail": "Primary email address",
        "aliases": "Aliases",
        "licenses": "Licenses",
        "user_type": "User type",
        "given_name": "First name",
        "surname": "Last name",
    },
)
_NAMES = {
    "the UPN": "upn",
    "userPrincipalName": "upn",
    "mailNickname": "nickname",
    "'mail'": "mail",
}


def active_users_screens(microsoft365: Microsoft365Admin) -> tuple[Screen, ...]:
    """Return the screens about nobody in particular."""
    users = ActiveUsers(microsoft365)
    return (
        Screen(ACTIVE, "active_users.html", users.show),
        Screen(f"{ACTIVE}/add", "add_user.html", users.show_form, {"add": users.add}, _NAMES),
        Screen(
            f"{ACTIVE}/add-guest",
            "add_guest.html",
            users.show_form,
            {"invite": users.invite},
            {"": "mail"},
        ),
        Screen("/settings/organization", "organization.html", users.show_organization),
    )


class ActiveUsers:
    """The list of active users, and the forms that add one."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._directory = microsoft365.directory

    def show(self, visit: Visit) -> Values:
        """Show users by pages, or those that are searched for."""
        searched = visit.query.get("q", "")
        page = page_of(self._found(searched), visit.query)
        return {"users": Listing(page, USER), "searched": searched}

    def show_form(self, _visit: Visit) -> Values:
        """Show the empty form."""
        return {"licenses": tuple(License), "types": tuple(each.value for each in UserType)}

    def show_organization(self, _visit: Visit) -> Values:
        """Show the organization, and what is switched on in it."""
        return {"tenant": self._directory.tenant()}

    def add(self, visit: Visit) -> Next:
        """Add a user and open their page."""
        form = visit.form
        kind = form.choice("user_type", UserType) if form.text("user_type") else None
        added = self._directory.add_user(
            address(form, "upn"),
            mail=address_if_any(form, "mail"),
            mail_nickname=form.text("nickname"),
            display_name=form.text("display_name"),
            given_name=form.text("given_name"),
            surname=form.text("surname"),
            licenses=ticked(form, "licenses", License),
            upn_is_alias=form.is_ticked("upn_is_alias"),
            user_type=kind,
        )
        return Next(f"{ACTIVE}/{added.id}", f"{name_of(added)} was added.")

    def invite(self, visit: Visit) -> Next:
        """Invite a guest and open their page."""
        added = self._directory.add_guest(
            address(visit.form, "mail"), display_name=visit.form.text("display_name")
        )
        return Next(f"{ACTIVE}/{added.id}", f"{name_of(added)} was invited.")

    def _found(self, searched: str) -> Sequence[User]:
        if not searched:
            return self._directory.list_users()
        return self._directory.search_users(searched)


def name_of(user: User) -> str:
    """Return what a screen calls a user."""
    return user.display_name or str(user.user_principal_name)
