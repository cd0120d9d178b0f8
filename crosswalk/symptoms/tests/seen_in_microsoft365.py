"""What the admin centers of Microsoft 365 show."""

from __future__ import annotations

from crosswalk.symptoms.observable import Observable
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.serving.people import Person

from .sight import Seen, Sight, has_two_addresses

_DRIVES = {
    DriveState.ACTIVE: "opened",
    DriveState.NOT_PROVISIONED: "never opened",
    DriveState.READ_ONLY: "without a license",
    DriveState.ARCHIVED: "without a license",
}


def _mailbox(sight: Sight) -> str:
    def told(person: Person) -> str:
        known = [sight.situation.holders(user.id) for user in person.users]
        has = any(each.mailbox is MailboxState.ACTIVE for found in known for each in found)
        return "yes" if has else "no"

    return sight.of_each(told)


def _onedrive(sight: Sight) -> str:
    def told(person: Person) -> str:
        known = [each for user in person.users for each in sight.situation.holders(user.id)]
        return _DRIVES[known[0].drive] if known else "never opened"

    return sight.of_each(told)


def _two_addresses(sight: Sight) -> str:
    return "some" if any(map(has_two_addresses, sight.everybody)) else "none"


def _ews(sight: Sight) -> str:
    tenant = sight.lab.microsoft365.directory.tenant()
    if not tenant.ews:
        return "switched off"
    return "open" if sight.situation.conditions.ews else "inSync is not on the list"


SEEN: Seen = {
    Observable.MAILBOX: _mailbox,
    Observable.ONEDRIVE: _onedrive,
    Observable.TWO_ADDRESSES: _two_addresses,
    Observable.EWS: _ews,
}
