"""The page of an active user, with its tabs and what is managed from there."""

from __future__ import annotations

from dataclasses import fields

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.attributes import Details
from fakes.microsoft365.model import License, User, UserType
from fakes.screens import Next, Screen, Values, Visit

from .active_users import ACTIVE, USER, name_of
from .fields import address, at_field, ticked

_USER = f"{ACTIVE}/{{user_id}}"
_DETAILS = {
    "job_title": "Job title",
    "department": "Department",
    "office_location": "Office",
    "business_phone": "Office phone",
    "mobile_phone": "Mobile phone",
    "street_address": "Street address",
    "city": "City",
    "state": "State or province",
    "postal_code": "ZIP or postal code",
    "country": "Country or region",
    "company_name": "Company",
    "employee_id": "Employee ID",
    "usage_location": "Usage location",
    "preferred_language": "Preferred language",
}


def user_screens(microsoft365: Microsoft365Admin) -> tuple[Screen, ...]:
    """Return the tabs of a user's page, and the forms behind them."""
    user = UserPage(microsoft365)
    licenses = {"save": user.save_licenses}
    return (
        Screen(_USER, "user.html", user.show, {"type": user.set_type}),
        Screen(
            f"{_USER}/username",
            "username.html",
            user.show,
            {
                "rename": user.rename,
                "primary": user.set_primary,
                "add": user.add_alias,
                "remove": user.remove_alias,
            },
        ),
        Screen(
            f"{_USER}/contact",
            "contact.html",
            user.show,
            {"save": user.save_details},
            {each.name: each.name for each in fields(Details)},
        ),
        Screen(f"{_USER}/licenses", "licenses.html", user.show, licenses),
        Screen(f"{_USER}/mail", "user_mail.html", user.show),
        Screen(f"{_USER}/onedrive", "user_onedrive.html", user.show),
        Screen(f"{_USER}/delete", "delete_user.html", user.show, {"delete": user.delete}),
    )


class UserPage:
    """The page of a user: tabs Account, Licenses and apps, Mail, OneDrive."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._microsoft365 = microsoft365
        self._directory = microsoft365.directory

    def show(self, visit: Visit) -> Values:
        """Show who somebody is and what they have."""
        user = self._user(visit)
        at = f"{ACTIVE}/{user.id}"
        return {
            "user": user,
            "name": name_of(user),
            "layout": USER,
            "at": at,
            "tabs": (
                (at, "Account"),
                (f"{at}/licenses", "Licenses and apps"),
                (f"{at}/mail", "Mail"),
                (f"{at}/onedrive", "OneDrive"),
            ),
            "licenses": tuple(License),
            "types": tuple(each.value for each in UserType),
            "details": _DETAILS,
            "services": self._directory.services_of(user.id),
            "has_mailbox": self._microsoft365.exchange.has_mailbox(user.id),
            "was_opened": self._microsoft365.onedrive.is_provisioned(user.id),
            "becomes_primary": visit.query.get("primary", ""),
        }

    def set_type(self, visit: Visit) -> Next:
        """Make them a guest or a member."""
        user = self._user(visit)
        self._directory.set_user_type(user.id, visit.form.choice("user_type", UserType))
        return Next(said="The user type was saved.")

    def rename(self, visit: Visit) -> Next:
        """Change the username."""
        user = self._user(visit)
        try:
            renamed = self._directory.change_username(user.id, address(visit.form, "upn"))
        except ValueError as refusal:
            raise at_field("upn", refusal) from None
        return Next(f"{ACTIVE}/{user.id}", f"The username is {renamed.user_principal_name} now.")

    def set_primary(self, visit: Visit) -> Next:
        """Set an alias as primary, after the warning."""
        user = self._user(visit)
        primary = address(visit.form, "alias")
        self._directory.set_as_primary(user.id, primary)
        return Next(f"{ACTIVE}/{user.id}", f"{primary} is the primary email address now.")

    def add_alias(self, visit: Visit) -> Next:
        """Add an alias."""
        user = self._user(visit)
        try:
            self._directory.add_alias(user.id, address(visit.form, "new_alias"))
        except ValueError as refusal:
            raise at_field("new_alias", refusal) from None
        return Next(f"{ACTIVE}/{user.id}", "The alias was added.")

    def remove_alias(self, visit: Visit) -> Next:
        """Remove an alias."""
        user = self._user(visit)
        self._directory.remove_alias(user.id, address(visit.form, "alias"))
        return Next(f"{ACTIVE}/{user.id}", "The alias was removed.")

    def save_details(self, visit: Visit) -> Next:
        """Write the contact information, all at once."""
        user = self._user(visit)
        details = Details(**{name: visit.form.text(name) for name in _DETAILS})
        self._directory.set_details(user.id, details)
        return Next(f"{ACTIVE}/{user.id}", "The contact information was saved.")

    def save_licenses(self, visit: Visit) -> Next:
        """Give what was ticked and take what was cleared."""
        user, wanted = self._user(visit), ticked(visit.form, "licenses", License)
        # Only a license that brings a mailbox can be refused, and only as the first of them.
        for product in wanted:
            if product not in user.licenses:
                self._directory.assign_license(user.id, product)
        for product in user.licenses:
            if product not in wanted:
                self._directory.remove_license(user.id, product)
        return Next(said="The licenses were saved.")

    def delete(self, visit: Visit) -> Next:
        """Move them to the deleted users."""
        user = self._user(visit)
        self._directory.delete_user(user.id)
        return Next(ACTIVE, f"{name_of(user)} was deleted. They can be restored for 30 days.")

    def _user(self, visit: Visit) -> User:
        user = self._directory.get_user(visit.named["user_id"])
        if user is None:
            raise ValueError(f"No active user has the ID {visit.named['user_id']}.")
        return user
