"""Exchange admin center > Mailboxes, and the switch and allow list of Exchange Web Services."""

from __future__ import annotations

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import MailboxType, User
from fakes.screens import Next, Screen, Values, Visit, page_of

from .active_users import USER, name_of
from .fields import address, at_field

MAILBOXES = "/exchange/mailboxes"
EWS = "/exchange/ews"
_TYPES = {MailboxType.USER: "UserMailbox", MailboxType.SHARED: "SharedMailbox"}


def mailboxes_screens(microsoft365: Microsoft365Admin) -> tuple[Screen, ...]:
    """Return the list of mailboxes, the page of one, and the settings of EWS."""
    mailboxes, ews = Mailboxes(microsoft365), ExchangeWebServices(microsoft365)
    return (
        Screen(MAILBOXES, "mailboxes.html", mailboxes.show),
        Screen(
            f"{MAILBOXES}/add-shared",
            "add_shared.html",
            lambda _visit: {},
            {"create": mailboxes.add_shared},
            {"": "address"},
        ),
        Screen(
            f"{MAILBOXES}/{{user_id}}",
            "mailbox.html",
            mailboxes.show_one,
            {"convert": mailboxes.convert},
        ),
        Screen(
            f"{MAILBOXES}/{{user_id}}/addresses",
            "addresses.html",
            mailboxes.show_one,
            {"primary": mailboxes.set_primary},
        ),
        Screen(EWS, "ews.html", ews.show, {"switch": ews.switch, "allow": ews.allow}),
    )


class Mailboxes:
    """The list of mailboxes, *Add a shared mailbox*, and the page of a mailbox."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._directory = microsoft365.directory
        self._exchange = microsoft365.exchange

    def show(self, visit: Visit) -> Values:
        """Show by pages whose mailboxes there are, or those that are searched for."""
        searched, directory = visit.query.get("q", ""), self._directory
        found = directory.search_users(searched) if searched else directory.list_users()
        page = page_of(found, visit.query)
        states = {each.id: directory.services_of(each.id).mailbox for each in page.rows}
        return {"users": page, "states": states, "kinds": _TYPES, "searched": searched}

    def show_one(self, visit: Visit) -> Values:
        """Show a mailbox with its addresses."""
        user = whose(self._directory.get_user(visit.named["user_id"]), visit)
        return {
            "user": user,
            "layout": USER,
            "kinds": _TYPES,
            "services": self._directory.services_of(user.id),
            **heading(user),
        }

    def add_shared(self, visit: Visit) -> Next:
        """Add a shared mailbox and open its page."""
        added = self._exchange.add_shared_mailbox(
            address(visit.form, "address"), display_name=visit.form.text("display_name")
        )
        return Next(f"{MAILBOXES}/{added.id}", f"{name_of(added)} was added.")

    def convert(self, visit: Visit) -> Next:
        """Convert the mailbox to a shared one."""
        self._exchange.convert_to_shared(visit.named["user_id"])
        return Next(said="The mailbox is a shared one now.")

    def set_primary(self, visit: Visit) -> Next:
        """Make an address the default reply address."""
        user_id = visit.named["user_id"]
        try:
            self._directory.set_primary_address(user_id, address(visit.form, "address"))
        except ValueError as refusal:
            raise at_field("address", refusal) from None
        return Next(f"{MAILBOXES}/{user_id}", "The email addresses were saved.")


class ExchangeWebServices:
    """The settings of the organization for Exchange Web Services."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._microsoft365 = microsoft365

    def show(self, _visit: Visit) -> Values:
        """Show the switch, the list, and the apps that there are."""
        return {
            "tenant": self._microsoft365.directory.tenant(),
            "apps": self._microsoft365.apps.list_apps(),
        }

    def switch(self, visit: Visit) -> Next:
        """Switch Exchange Web Services on or off."""
        self._microsoft365.exchange.switch_ews(visit.form.is_ticked("ews"))
        return Next(said="The switch was saved.")

    def allow(self, visit: Visit) -> Next:
        """Let only some apps use them."""
        client_ids = tuple(visit.form.text("allowed").split())
        self._microsoft365.exchange.allow_ews_to(client_ids)
        return Next(said="The allow list was saved.")


def whose(user: User | None, visit: Visit) -> User:
    """Return the user of a page; raises ValueError where there is none."""
    if user is None:
        raise ValueError(f"No active user has the ID {visit.named['user_id']}.")
    return user


def heading(user: User) -> Values:
    """Return what every page about a mailbox begins with."""
    at = f"{MAILBOXES}/{user.id}"
    return {
        "name": name_of(user),
        "at": at,
        "tabs": ((at, "General"), (f"{at}/messages", "Messages"), (f"{at}/folders", "Folders")),
    }
