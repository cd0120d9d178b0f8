"""What the inSync Management Console shows."""

from __future__ import annotations

from crosswalk.symptoms.observable import Observable
from fakes.insync.model import Workload
from fakes.serving.people import Person

from .sight import Seen, Sight, addresses, is_active


def _accounts(sight: Sight) -> str:
    return "two" if any(len(each.accounts) > 1 for each in sight.concerned) else "one"


def _email_id(sight: Sight) -> str:
    return addresses(sight, lambda each: [sight.first(each).email_id.text])


def _first_account(sight: Sight) -> str:
    return sight.of_each(lambda each: sight.first(each).status.value)


def _second_backups(sight: Sight) -> str:
    def told(person: Person) -> str:
        first = sight.first(person)
        kept = sight.lab.insync.protection.snapshots
        others = [each for each in person.accounts if each is not first]
        return "some" if any(kept(each.id, app) for each in others for app in Workload) else "none"

    return sight.of_each(told)


def _license(sight: Sight) -> str:
    return "free" if sight.situation.conditions.license_free else "none free"


def _preserved_license(sight: Sight) -> str:
    """Tell whether one account more can be preserved, or every second one that has a license."""
    licenses = sight.lab.insync.profiles.licenses()
    second = [
        account
        for person in sight.concerned
        for account in person.accounts
        if account is not sight.first(person)
    ]
    needed = sum(each.licensed and is_active(each) for each in second)
    free = licenses.preserved - licenses.preserved_consumed
    return "free" if free >= max(needed, 1) else "none free"


def _ad_login(sight: Sight) -> str:
    def told(person: Person) -> str:
        profiles = sight.situation.profiles
        return "yes" if profiles[sight.first(person).profile].ad_ldap_login else "no"

    return sight.of_each(told)


def _preserved_by(sight: Sight) -> str:
    accounts = sight.lab.insync.accounts.all()
    by = {each.preserved_by for each in accounts if each.preserved_by}
    if not by:
        return "nobody"
    return "mixed" if len(by) > 1 else f"the {by.pop().value}"


def _scim_mappings(sight: Sight) -> str:
    mappings = sight.lab.insync.provisioning.mappings()
    if not mappings:
        return "none"
    return "with a filter" if all(each.attribute for each in mappings) else "for any user"


SEEN: Seen = {
    Observable.ACCOUNTS: _accounts,
    Observable.SETTING: lambda sight: sight.situation.conditions.access.value,
    Observable.EMAIL_ID: _email_id,
    Observable.FIRST_ACCOUNT: _first_account,
    Observable.SECOND_BACKUPS: _second_backups,
    Observable.LICENSE: _license,
    Observable.PRESERVED_LICENSE: _preserved_license,
    Observable.AD_LOGIN: _ad_login,
    Observable.PRESERVED_BY: _preserved_by,
    Observable.SCIM_MAPPINGS: _scim_mappings,
}
