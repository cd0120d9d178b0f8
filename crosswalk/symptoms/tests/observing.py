"""What a support engineer would see of a lab: every observable, from what the consoles hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from crosswalk.labs import Lab
from crosswalk.procedure.procedure import BOTH, UPN_FORM
from crosswalk.symptoms.observable import Observable
from fakes.insync.model import Account, AccountStatus, Workload
from fakes.microsoft365.model import DriveState, MailboxState, User
from fakes.okta.mapping import Apply
from fakes.outcomes.model import Job, Outcome
from fakes.outcomes.situation import Situation, gathered
from fakes.serving.people import Person, told_apart

_BACKUPS = {Job.ONEDRIVE_BACKUP: "OneDrive", Job.EXCHANGE_BACKUP: "Exchange Online"}
_DRIVES = {
    DriveState.ACTIVE: "opened",
    DriveState.NOT_PROVISIONED: "never opened",
    DriveState.READ_ONLY: "without a license",
    DriveState.ARCHIVED: "without a license",
}
_MAPPINGS = {
    ("", "user.login"): "no row",
    ("user.login", "user.email"): "both rows",
    ("user.email", "user.email"): "the email in both rows",
    ("", "user.email"): "userName alone",
    ("user.login", "user.login"): "UPN alone",
}


@dataclass(frozen=True)
class Sight:
    """A lab as it is seen now, of people whose jobs of some kinds fail, or who have two accounts.

    Everything is seen as an admin would, but for `ATTRIBUTE`, which no console shows.
    """

    lab: Lab
    jobs: Collection[Job]

    def __getitem__(self, observable: Observable) -> str:
        """Return what an observable is."""
        return _SEEN[observable](self)

    @cached_property
    def situation(self) -> Situation:
        """What decides how jobs end."""
        return gathered(self.lab.insync, self.lab.microsoft365)

    @cached_property
    def everybody(self) -> tuple[Person, ...]:
        """Everybody who has an account."""
        lab = self.lab
        held = Person(
            lab.okta.directory.users(),
            lab.insync.accounts.all(),
            lab.microsoft365.directory.list_users(),
        )
        known = told_apart(held, lab.okta.assignments.all())
        return tuple(each for each in known if each.accounts)

    @cached_property
    def concerned(self) -> tuple[Person, ...]:
        """Those whose jobs fail; of no jobs those who have two accounts, or else everybody."""
        if not self.jobs:
            twice = tuple(each for each in self.everybody if len(each.accounts) > 1)
            return twice or self.everybody
        return tuple(each for each in self.everybody if any(self.failing(each)))

    def failing(self, person: Person) -> Iterator[Outcome]:
        """Yield how the jobs in question end that fail for an active account of somebody."""
        for account in filter(is_active, person.accounts):
            for outcome in self.situation.outcomes(account):
                if outcome.job in self.jobs and not outcome.succeeds:
                    yield outcome

    def first(self, person: Person) -> Account:
        """Return the oldest account of somebody."""
        return min(person.accounts, key=lambda each: each.id)

    def of_each(self, tell: Callable[[Person], str]) -> str:
        """Return what is the same for all who are concerned."""
        told = {tell(each) for each in self.concerned}
        return told.pop() if len(told) == 1 else "mixed"

    def rows(self) -> dict[str, tuple[str, Apply]]:
        """Return the rows of the mapping: source and when it applies, by the target."""
        return {
            each.target: (each.expression, each.apply) for each in self.lab.okta.app.mappings()
        }


def is_active(account: Account) -> bool:
    """Tell whether an account is active."""
    return account.status is AccountStatus.ACTIVE


def _who(sight: Sight) -> str:
    failing = {id(each) for each in sight.concerned}
    everybody = {id(each) for each in sight.everybody}
    two = {id(each) for each in sight.everybody if _has_two_addresses(each)}
    if not failing:
        return "nobody"
    if len(failing) == 1 and len(everybody) > 1:
        return "one"
    if failing == everybody:
        return "everybody"
    return "those with two addresses" if failing == two else "some"


def _has_two_addresses(person: Person) -> bool:
    return any(user.mail and user.mail != user.user_principal_name for user in person.users)


def _backups(sight: Sight) -> str:
    return sight.of_each(lambda person: _failing_backups(sight, person))


def _failing_backups(sight: Sight, person: Person) -> str:
    failing = {
        _BACKUPS[outcome.job]
        for account in filter(is_active, person.accounts)
        for outcome in sight.situation.outcomes(account)
        if outcome.job in _BACKUPS and not outcome.succeeds
    }
    return "both" if len(failing) == 2 else next(iter(failing), "neither")


def _restore(sight: Sight) -> str:
    def told(person: Person) -> str:
        outcome = sight.situation.outcome(Job.EXCHANGE_RESTORE, sight.first(person))
        if outcome.succeeds:
            return "succeeds"
        if not outcome.started:
            return "is not started"
        return outcome.code.value if outcome.code else "without a code"

    return sight.of_each(told)


def _accounts(sight: Sight) -> str:
    return "two" if any(len(each.accounts) > 1 for each in sight.concerned) else "one"


def _mapping(sight: Sight) -> str:
    rows = sight.rows()
    user_name = rows["userName"][0] if "userName" in rows else "user.login"
    upn = rows["userPrincipalName"][0] if "userPrincipalName" in rows else ""
    return _MAPPINGS.get((upn, user_name), "other")


def _applies(sight: Sight) -> str:
    applied = {apply for target, (_, apply) in sight.rows().items() if target in BOTH}
    return "create only" if Apply.CREATE_ONLY in applied else "create and update"


def _form(sight: Sight) -> str:
    found = [
        each
        for each in sight.lab.okta.app.attributes()
        if each.variable_name == UPN_FORM["Variable Name"]
    ]
    if not found:
        return "no attribute"
    form = (UPN_FORM["External Name"], UPN_FORM["External namespace"])
    right = (found[0].external_name, found[0].external_namespace) == form
    return "as in the runbook" if right else "otherwise"


def _sent(sight: Sight) -> str:
    """Tell whether Okta has sent what it maps to the UPN now to everybody concerned."""
    source = sight.rows().get("userPrincipalName", ("", None))[0].removeprefix("user.")
    ids = {each.id: each for person in sight.concerned for each in person.okta}
    sent = [
        dict(each.pushed).get("userPrincipalName") == getattr(ids[each.user_id], source, None)
        for each in sight.lab.okta.assignments.all()
        if each.user_id in ids
    ]
    return "yes" if source and sent and all(sent) else "no"


def role(address: str | None, users: Sequence[User]) -> str:
    """Tell what an address is to the users of one person."""
    if not address:
        return "nothing"
    folded = address.casefold()
    upn = any(user.user_principal_name.folded == folded for user in users)
    smtp = any(user.mail and user.mail.folded == folded for user in users)
    if upn or smtp:
        return "the one address" if upn and smtp else "the UPN" if upn else "the SMTP address"
    alias = any(each.folded == folded for user in users for each in user.aliases)
    return "an alias" if alias else "an unknown address"


def _email_id(sight: Sight) -> str:
    return _addresses(sight, lambda each: [sight.first(each).email_id.text])


def _attribute(sight: Sight) -> str:
    return _addresses(sight, lambda each: [sight.first(each).ad_attribute])


def _okta_email(sight: Sight) -> str:
    return _addresses(sight, lambda each: [user.email for user in each.okta])


def _okta_login(sight: Sight) -> str:
    return _addresses(sight, lambda each: [user.login for user in each.okta])


def _addresses(sight: Sight, told: Callable[[Person], Iterable[str | None]]) -> str:
    """Tell what an address is to those of two addresses, or to everybody if there are none."""
    two = [each for each in sight.concerned if _has_two_addresses(each)]
    roles = {role(text, each.users) for each in two or sight.concerned for text in told(each)}
    return roles.pop() if len(roles) == 1 else "mixed"


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
    """Tell whether every second account that holds a license can be preserved."""
    licenses = sight.lab.insync.profiles.licenses()
    second = [
        account
        for person in sight.concerned
        for account in person.accounts
        if account is not sight.first(person)
    ]
    needed = sum(each.licensed and is_active(each) for each in second)
    free = licenses.preserved - licenses.preserved_consumed
    return "free" if free >= needed else "none free"


def _in_okta(sight: Sight) -> str:
    return sight.of_each(lambda person: "yes" if person.okta else "no")


def _two_addresses(sight: Sight) -> str:
    return "some" if any(map(_has_two_addresses, sight.everybody)) else "none"


def _ad_login(sight: Sight) -> str:
    def told(person: Person) -> str:
        profiles = sight.situation.profiles
        return "yes" if profiles[sight.first(person).profile].ad_ldap_login else "no"

    return sight.of_each(told)


def _ews(sight: Sight) -> str:
    tenant = sight.lab.microsoft365.directory.tenant()
    if not tenant.ews:
        return "switched off"
    return "open" if sight.situation.conditions.ews else "inSync is not on the list"


def _preserved_by(sight: Sight) -> str:
    accounts = sight.lab.insync.accounts.all()
    by = {each.preserved_by for each in accounts if each.preserved_by}
    if not by:
        return "nobody"
    return "mixed" if len(by) > 1 else f"the {by.pop().value}"


def _deactivates(sight: Sight) -> str:
    return "on" if sight.lab.okta.app.provisioning().deactivate_users else "off"


def _task(sight: Sight) -> str:
    texts = {each.text for each in sight.lab.okta.jobs.tasks()}
    if not texts:
        return "none"
    *known, _, other = Observable.TASK.values
    return next((said for said in known if all(said in text for text in texts)), other)


def _scim_mappings(sight: Sight) -> str:
    mappings = sight.lab.insync.provisioning.mappings()
    if not mappings:
        return "none"
    return "with a filter" if all(each.attribute for each in mappings) else "for any user"


_SEEN: dict[Observable, Callable[[Sight], str]] = {
    Observable.WHO: _who,
    Observable.BACKUPS: _backups,
    Observable.RESTORE: _restore,
    Observable.ACCOUNTS: _accounts,
    Observable.SETTING: lambda sight: sight.situation.conditions.access.value,
    Observable.MAPPING: _mapping,
    Observable.APPLIES: _applies,
    Observable.FORM: _form,
    Observable.SENT: _sent,
    Observable.EMAIL_ID: _email_id,
    Observable.OKTA_EMAIL: _okta_email,
    Observable.OKTA_LOGIN: _okta_login,
    Observable.ATTRIBUTE: _attribute,
    Observable.MAILBOX: _mailbox,
    Observable.ONEDRIVE: _onedrive,
    Observable.FIRST_ACCOUNT: _first_account,
    Observable.SECOND_BACKUPS: _second_backups,
    Observable.LICENSE: _license,
    Observable.PRESERVED_LICENSE: _preserved_license,
    Observable.IN_OKTA: _in_okta,
    Observable.TWO_ADDRESSES: _two_addresses,
    Observable.AD_LOGIN: _ad_login,
    Observable.EWS: _ews,
    Observable.PRESERVED_BY: _preserved_by,
    Observable.DEACTIVATES: _deactivates,
    Observable.TASK: _task,
    Observable.SCIM_MAPPINGS: _scim_mappings,
}
"""How each observable is seen; what the customer allows is seen by what is done."""
