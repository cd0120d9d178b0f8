"""Users > Deleted users: those who can be restored for 30 days."""

from __future__ import annotations

from fakes.microsoft365.admin import Directory
from fakes.microsoft365.model import User
from fakes.screens import Next, Screen, Values, Visit, page_of

from .active_users import ACTIVE, USER, name_of
from .fields import address_if_any
from .layout import Listing

DELETED = "/users/deleted"


def deleted_users_screens(directory: Directory) -> tuple[Screen, ...]:
    """Return the list of deleted users, and the page of one."""
    deleted = DeletedUsers(directory)
    return (
        Screen(DELETED, "deleted_users.html", deleted.show),
        Screen(
            f"{DELETED}/{{user_id}}",
            "deleted_user.html",
            deleted.show_one,
            {"restore": deleted.restore},
            {"the UPN": "upn", "userPrincipalName": "upn"},
        ),
    )


class DeletedUsers:
    """The deleted users, and *Restore user*."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show deleted users by pages, or those of a display name."""
        searched = visit.query.get("q", "")
        if searched:
            found = self._directory.find_deleted_users(searched)
        else:
            found = self._directory.list_deleted_users()
        return {"users": Listing(page_of(found, visit.query), USER), "searched": searched}

    def show_one(self, visit: Visit) -> Values:
        """Show a deleted user, and the form that restores them."""
        user = self._user(visit)
        return {"user": user, "name": name_of(user), "layout": USER}

    def restore(self, visit: Visit) -> Next:
        """Restore a user and open their page."""
        restored = self._directory.restore_user(
            visit.named["user_id"],
            new_user_principal_name=address_if_any(visit.form, "upn"),
            auto_reconcile_proxy_conflict=visit.form.is_ticked("reconcile"),
        )
        return Next(f"{ACTIVE}/{restored.id}", f"{name_of(restored)} was restored.")

    def _user(self, visit: Visit) -> User:
        wanted = visit.named["user_id"]
        for user in self._directory.list_deleted_users():
            if user.id == wanted:
                return user
        raise ValueError(f"No deleted user has the ID {wanted}.")
