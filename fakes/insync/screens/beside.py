"""Pages that no customer has at the console: support's, and those of the lab."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.screens import Next, Screen, Values, Visit, assumptions_screen
from fakes.wire import Address

from .menu import AD_CONNECTOR, DONE, EMAIL_IDS, SIGN_ON
from .users import AT_FIELDS


def beside_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of support and of the lab."""
    accounts = OtherAccounts(insync)
    return (
        Screen(
            EMAIL_IDS,
            "email_ids.html",
            _nothing,
            {"change": accounts.change_email_ids},
            {"row ": "file"},
        ),
        Screen(AD_CONNECTOR, "ad_connector.html", _nothing, {"add": accounts.add}, AT_FIELDS),
        Screen(
            SIGN_ON,
            "sign_on.html",
            _nothing,
            {"sign-on": accounts.sign_on},
            {"cannot sign on": "name_id", "is not an address": "name_id"},
        ),
        assumptions_screen(insync.readings),
    )


class OtherAccounts:
    """What reaches accounts from elsewhere: support, the AD connector, somebody who signs on."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._accounts = insync.accounts

    def change_email_ids(self, visit: Visit) -> Next:
        """Change the email IDs of a file, and show which."""
        changed = self._accounts.change_email_ids(visit.form.file("file").content)
        return Next(DONE, f"Email IDs that were changed: {len(changed)}.", found=changed)

    def add(self, visit: Visit) -> Next:
        """Add a user as the AD connector does."""
        form = visit.form
        added = self._accounts.add_from_ad(
            email_id=Address(form.text("email_id")),
            display_name=form.text("display_name"),
            user_name=form.text("user_name"),
        )
        return Next(DONE, f"{added.display_name} was added.", found=(added,))

    def sign_on(self, visit: Visit) -> Next:
        """Show whom an identity provider signs on."""
        account = self._accounts.sign_on(visit.form.text("name_id"))
        return Next(DONE, f"{account.display_name} is signed on.", found=(account,))


def _nothing(_visit: Visit) -> Values:
    return {}
