"""The page of an active user: account, aliases, contact information, licenses."""

from __future__ import annotations

from dataclasses import fields

from fakes.microsoft365.attributes import Details
from fakes.microsoft365.model import License, User, UserType
from fakes.wire import Address

from .lists import open_row
from .users import UsersScreen, open_user

_LABELS = {
    "job_title": "Job title",
    "company_name": "Company",
    "department": "Department",
    "employee_id": "Employee ID",
    "office_location": "Office",
    "street_address": "Street address",
    "city": "City",
    "state": "State or province",
    "postal_code": "ZIP or postal code",
    "country": "Country or region",
    "usage_location": "Usage location",
    "preferred_language": "Preferred language",
    "business_phone": "Office phone",
    "mobile_phone": "Mobile phone",
}


class UserScreen(UsersScreen):
    """What is done on the page of a user, and in the forms behind it."""

    def set_user_type(self, user_id: str, user_type: UserType) -> User:
        """Choose *Guest* or *Member* and save."""
        self._open(user_id)
        self._window.choose("Guest or member", user_type.value)
        self._window.press("Save user type")
        return self._window.read(User)

    def set_details(self, user_id: str, details: Details) -> User:
        """Click *Manage contact information*, fill in the form and save it."""
        self._open(user_id, "Manage contact information")
        for each in fields(details):
            self._window.fill(_LABELS[each.name], getattr(details, each.name))
        self._window.press("Save changes")
        return self._window.read(User)

    def change_username(self, user_id: str, user_principal_name: Address) -> User:
        """Click *Manage username and email*, type the new username, click *Done*."""
        self._open(user_id, "Manage username and email")
        self._window.fill("Username", user_principal_name.text)
        self._window.press("Done")
        return self._window.read(User)

    def set_as_primary(self, user_id: str, address: Address) -> User:
        """Click *Set as primary* beside an alias, and save after the warning."""
        self._open(user_id, "Manage username and email", f"Set {address} as primary")
        self._window.press("Save changes")
        return self._window.read(User)

    def set_primary_address(self, user_id: str, address: Address) -> User:
        """Click *Manage email address types* on the page of a mailbox, and save another."""
        path = f"exchange/mailboxes/{user_id}"
        open_row(self._window, "Mailboxes", "Search mailboxes", path)
        self._window.follow("Manage email address types")
        self._window.fill("Email address", address.text)
        self._window.press("Save")
        return self._window.read(User)

    def add_alias(self, user_id: str, address: Address) -> User:
        """Click *Manage username and email* and add an alias."""
        self._open(user_id, "Manage username and email")
        self._window.fill("Add an alias", address.text)
        self._window.press("Add")
        return self._window.read(User)

    def remove_alias(self, user_id: str, address: Address) -> User:
        """Click *Manage username and email* and remove an alias."""
        self._open(user_id, "Manage username and email")
        self._window.press(f"Remove {address}")
        return self._window.read(User)

    def assign_license(self, user_id: str, product: License) -> User:
        """Tick a product on the tab *Licenses and apps*, and save."""
        return self._license(user_id, product, True)

    def remove_license(self, user_id: str, product: License) -> User:
        """Clear a product on the tab *Licenses and apps*, and save."""
        return self._license(user_id, product, False)

    def delete_user(self, user_id: str) -> None:
        """Click *Delete user*, and again on the page that asks."""
        self._open(user_id, "Delete user")
        self._window.press("Delete user")

    def _license(self, user_id: str, product: License, on: bool) -> User:
        open_user(self._window, user_id, "Licenses and apps")
        self._window.tick(product.value, on)
        self._window.press("Save changes")
        return self._window.read(User)
