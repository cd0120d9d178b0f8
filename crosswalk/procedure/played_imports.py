"""Plays imports: every way in which an import can find the accounts of a user, in small tenants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from fakes.company.cast import Person
from fakes.company.setting_up import connect, enter_okta
from fakes.insync.model import Account
from fakes.lab import Lab
from fakes.okta.model import OktaUser, Updates
from fakes.wire import Address

from .ends import Status
from .frozen_lab import frozen_lab
from .imports import Import, Imported, Sent, Touched, Value, Whose, ways
from .procedure import UPN_FORM, add_attribute, import_users, map_row


@cache
def imports() -> Mapping[Import, Imported]:
    """Play every way, those of one mapping in one tenant."""
    lab = frozen_lab()
    found: dict[Import, Imported] = {}
    for renamed, upn in product((False, True), (False, True)):
        chosen = [each for each in ways() if (each.renamed, each.upn) == (renamed, upn)]
        found.update(_played(lab, chosen, renamed=renamed, upn=upn))
    return found


@dataclass(frozen=True, slots=True)
class _Subject:
    """An Okta user to whom one way happens, and the accounts there are for it by their ids."""

    way: Import
    person: Person
    okta_id: str
    accounts: Mapping[int, Whose]


def _played(
    lab: Lab, chosen: list[Import], *, renamed: bool, upn: bool
) -> Iterator[tuple[Import, Imported]]:
    """Import everybody of a tenant by the email, after the email or the login was sent before."""
    lab.reset()
    connect(lab.okta, lab.insync, lab.microsoft365)
    _map(lab, Sent.AS_IT_COMES if renamed else Sent.NO_UPN)
    subjects = [_Entering(lab, way, number).enter() for number, way in enumerate(chosen)]
    if upn:
        add_attribute(lab.okta, UPN_FORM)
    _map(lab, Sent.BOTH if upn else Sent.NO_UPN)
    waiting = {task.id for task in lab.okta.jobs.tasks()}
    before = {account.id: account for account in lab.insync.accounts.all()}
    import_users(lab.okta)
    for subject in subjects:
        yield subject.way, _imported(lab, subject, before, waiting)


def _map(lab: Lab, sent: Sent) -> None:
    lab.okta.mapping.show()
    for target, source in sent.rows.items():
        map_row(lab.okta, target, source)
    lab.okta.mapping.save(Updates.DO_NOT_APPLY)


class _Entering:
    """Brings an Okta user and their accounts into the state in which a way finds them.

    Every account comes from the AD connector, with an AD attribute that Okta never sends.
    """

    def __init__(self, lab: Lab, way: Import, number: int) -> None:
        self._lab = lab
        self._way = way
        self._name = f"user{number}"
        self._sent = f"mail.{self._name}@corp.example"
        self._accounts: dict[int, Whose] = {}

    def enter(self) -> _Subject:
        """Enter the user, and every account."""
        by_somebody = self._way.holder is Whose.SOMEBODY
        if by_somebody and self._way.renamed:  # Whoever has the address is sent first.
            self._link_somebody()
        user = enter_okta(self._lab.okta, self._person())
        other = self._add_other(user) if self._way.holder is Whose.OTHER else None
        if self._way.linked:
            self._link(user, self._way.linked)
        if self._way.unfound:
            self._add(Whose.OTHER, f"unfound.{self._name}@corp.example")
        if by_somebody and not self._way.renamed:
            self._link_somebody()
        if other:
            self._lab.insync.accounts.edit(other.id, email_id=Address(self._sent))
        return _Subject(self._way, self._person(), user.id, self._accounts)

    def _person(self) -> Person:
        return Person(self._name, "Someone", f"login.{self._name}@corp.example", self._sent)

    def _add(self, whose: Whose, email_id: str) -> Account:
        added = self._lab.insync.accounts.add_from_ad(
            email_id=Address(email_id),
            display_name=f"{self._name} {whose.name}",
            user_name=f"stored.{self._name}@corp.example",
        )
        self._accounts[added.id] = whose
        return added

    def _user_name(self) -> str:
        return self._person().upn if self._way.renamed else self._sent

    def _link(self, user: OktaUser, status: Status) -> None:
        """Let Okta link an account, then give it the email ID and the status of the way."""
        account = self._add(Whose.LINKED, self._user_name())
        self._assign(user)
        accounts = self._lab.insync.accounts
        if self._way.holder is not Whose.LINKED:
            accounts.edit(account.id, email_id=Address(f"linked.{self._name}@corp.example"))
        elif self._way.renamed:
            accounts.edit(account.id, email_id=Address(self._sent))
        if status is Status.BY_ADMINISTRATOR:
            accounts.preserve(account.id)

    def _add_other(self, user: OktaUser) -> Account:
        """Add an account that Okta is not linked to, or not any more, under another email ID."""
        accounts = self._lab.insync.accounts
        account = self._add(Whose.OTHER, self._user_name())
        if self._way.held is Status.BY_OKTA:
            self._assign(user)
            self._lab.okta.assignments.unassign(user.id)
            self._lab.okta.jobs.run()
        elif self._way.held is Status.BY_ADMINISTRATOR:
            accounts.preserve(account.id)
        return accounts.edit(account.id, email_id=Address(f"other.{self._name}@corp.example"))

    def _link_somebody(self) -> None:
        """Enter another Okta user with the same email, whose account has it as email ID."""
        person = Person("Somebody", self._name, f"else.{self._name}@corp.example", self._sent)
        user = enter_okta(self._lab.okta, person)
        account = self._add(Whose.SOMEBODY, person.upn if self._way.renamed else self._sent)
        self._assign(user)
        self._lab.insync.accounts.edit(account.id, email_id=Address(self._sent))

    def _assign(self, user: OktaUser) -> None:
        self._lab.okta.assignments.assign(user.id)
        self._lab.okta.jobs.run()


def _imported(
    lab: Lab, subject: _Subject, before: Mapping[int, Account], waiting: set[str]
) -> Imported:
    """Read from the consoles what an import did to somebody."""
    assignment = lab.okta.assignments.of(subject.okta_id)
    link = assignment.external_id if assignment else None
    touched: list[Touched] = []
    linked: Whose | None = None
    for account in lab.insync.accounts.all():
        whose = subject.accounts.get(account.id, Whose.NEW)
        if account.scim_id == link:
            linked = whose
        elif whose in (Whose.NEW, Whose.SOMEBODY):
            continue
        after = _touched(account, before.get(account.id), whose, subject.person)
        if after != _untouched(before.get(account.id), whose):
            touched.append(after)
    failed = [task for task in lab.okta.jobs.tasks() if task.id not in waiting]
    texts = [task.text for task in failed if task.user_id == subject.okta_id]
    return Imported(tuple(touched), linked, _without_names("".join(texts), lab, subject.person))


def _touched(account: Account, before: Account | None, whose: Whose, person: Person) -> Touched:
    kept = before is not None and before.email_id == account.email_id
    values = {person.upn: Value.SENT, None: Value.EMPTY}
    if before is not None:
        values[before.ad_attribute] = Value.KEPT
    return Touched(
        whose,
        Value.KEPT if kept else {person.smtp: Value.SENT}[account.email_id.folded],
        values[account.ad_attribute],
        Status.held(account),
    )


def _untouched(account: Account | None, whose: Whose) -> Touched | None:
    if account is None:
        return None
    return Touched(whose, Value.KEPT, Value.KEPT, Status.held(account))


def _without_names(text: str, lab: Lab, person: Person) -> str:
    """Put signs for what is another one's name, address or id in each tenant."""
    told = text.replace(person.full_name, "…").replace(person.smtp, "{sent}")
    for account in lab.insync.accounts.all():
        told = told.replace(account.scim_id, "…")
    return told


@cache
def changed_email_ids() -> Mapping[bool, bool]:
    """Try to change an email ID to an address that another account has, and to a free one.

    Returns by whether another account has it, whether inSync changed it.
    """
    lab = frozen_lab()
    accounts = lab.insync.accounts
    taken, free = Address("taken@corp.example"), Address("free@corp.example")
    account = accounts.add(email_id=Address("first@corp.example"), display_name="First")
    accounts.add(email_id=taken, display_name="Second")
    return {True: _changes(lab, account, taken), False: _changes(lab, account, free)}


def _changes(lab: Lab, account: Account, email_id: Address) -> bool:
    try:
        return lab.insync.accounts.edit(account.id, email_id=email_id).email_id == email_id
    except ValueError:
        return False
