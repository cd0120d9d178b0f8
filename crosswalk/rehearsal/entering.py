"""Enters a part of a tenant into a lab, and tells what the lab refuses to hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.expressions import worked_out
from crosswalk.diagnosis.tenant import HeldAccount, OktaUser
from crosswalk.lab_interface import Lab
from crosswalk.procedure.procedure import set_access
from fakes.company.setting_up import connect
from fakes.insync.model import AccessSetting, Account, Workload
from fakes.microsoft365.model import License
from fakes.okta.model import OnApplyUpdates
from fakes.wire import Address

from .assignments import Assignments
from .entering_microsoft365 import MailUsers, enter_letter
from .part import Part
from .turns import Turn

Names = Mapping[str, tuple[str, str]]

OKTA, INSYNC, MICROSOFT365 = "Okta", "inSync", "Microsoft 365"


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody whom the lab does not hold as the exports have them, where, and why."""

    system: str
    name: str
    why: str
    group: int | None


@dataclass(slots=True)
class Entered:
    """A lab that holds a part of a tenant, and who of it is who there.

    ``okta_users`` are the ids of the Okta users by login, ``accounts`` those of the accounts by
    email ID, both casefolded. ``sent`` are the Okta users whom an import sends,
    ``linked`` the logins, casefolded, of those who are linked to accounts, empty where the exports
    name several. ``keeper`` is the account whose snapshot is restored to others, 0 where there is
    none.
    """

    lab: Lab
    keeper: int = 0
    okta_users: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    linked: dict[int, str] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


class Entering:
    """Brings the people of a turn into a lab, system by system.

    ``names`` are the first names and surnames that are known, by login, casefolded.
    """

    def __init__(self, lab: Lab, turn: Turn, choices: Choices, names: Names | None = None) -> None:
        self._lab = lab
        self._entered = Entered(lab)
        self._names = names or {}
        self._turn = turn
        self._part = turn.part
        self._choices = choices
        self._assignments = Assignments(turn.part.tenant, choices)
        self._vault = _free_domain(turn.part)
        renaming = choices.readings.get("A2")
        self._imports_preserve = renaming == OnApplyUpdates.DEACTIVATE_THEN_LOOK_UP.value

    def enter(self) -> Entered:
        """Connect an empty lab, enter a keeper and everybody; setting and readings come last."""
        connect(self._lab.okta, self._lab.insync, self._lab.microsoft365)
        self._entered.keeper = self._add_keeper()
        self.enter_people()
        self._choose()
        return self._entered

    def enter_people(self) -> Entered:
        """Enter everybody into a lab that is connected."""
        self._add_mail_users()
        self._add_okta_users()
        self._add_accounts()
        self._link()
        for account in self._part.tenant.accounts:
            if account.preserved and (known := self._account_id(account)):
                self._lab.insync.accounts.preserve(known)
        self._deactivate()
        return self._entered

    def _add_keeper(self) -> int:
        """Back up one letter for an account of nobody, from a mailbox with two addresses."""
        address = Address(f"letters@{self._vault}")
        user = self._lab.microsoft365.directory.add_user(
            Address(f"rehearsal@{self._vault}"),
            mail=address,
            display_name="Rehearsal",
            licenses=(License.EXCHANGE_ONLINE,),
        )
        enter_letter(self._lab.microsoft365, user.id, address)
        added = self._lab.insync.accounts.add(email_id=address, display_name="Rehearsal")
        self._lab.insync.protection.back_up(added.id, Workload.EXCHANGE_ONLINE)
        return added.id

    def _refuse(self, system: str, name: str, error: ValueError) -> None:
        self._entered.refused.append(Refused(system, name, str(error), self._part.group(name)))

    def _add_mail_users(self) -> None:
        everybody = self._part.tenant.microsoft365
        mail_users = MailUsers(self._lab.microsoft365, everybody)
        for user in everybody:
            having = filter(None, (user.upn, user.primary_smtp, *user.aliases))
            if not (address := next(having, "")):
                continue  # Nobody is found who has no address at all.
            try:
                mail_users.add(user)
            except ValueError as error:
                self._refuse(MICROSOFT365, address, error)

    def _add_okta_users(self) -> None:
        for user in self._part.tenant.okta:
            first_name, last_name = self._names.get(user.login.casefold()) or _names(user.login)
            try:
                added = self._lab.okta.directory.add(
                    login=user.login,
                    email=user.email,
                    first_name=first_name,
                    last_name=last_name,
                )
            except ValueError as error:
                self._refuse(OKTA, user.login, error)
                continue
            self._entered.okta_users[user.login.casefold()] = added.id
            if self._is_sent(user):
                self._entered.sent.append(added.id)

    def _is_sent(self, user: OktaUser) -> bool:
        return (
            user.active
            and self._assignments.is_assigned(user)
            and user.login.casefold() not in self._turn.left_out
        )

    def _add_accounts(self) -> None:
        users = {user.login: user for user in self._part.tenant.okta}
        owners = {row.insync_email_id: users.get(row.okta_login) for row in self._turn.rows}
        for account in self._part.tenant.accounts:
            stored = stored_attribute(account, owners.get(account.email_id), self._choices)
            try:
                added = self._add_account(account, Address(account.email_id), stored)
            except ValueError as error:
                self._refuse(INSYNC, account.email_id, error)
            else:
                self._entered.accounts[account.email_id.casefold()] = added.id

    def _add_account(self, account: HeldAccount, email_id: Address, stored: str) -> Account:
        """Add an account, with a snapshot of its own if it is or may come to be preserved.

        No other account's snapshot stands for that of a preserved one. It is taken while the
        account has the address of a mailbox, where there is a keeper.
        """
        accounts = self._lab.insync.accounts
        keeps_own = bool(self._entered.keeper) and (account.preserved or self._imports_preserve)
        first = Address(f"rehearsal@{self._vault}") if keeps_own else email_id
        name = account.email_id
        if stored:
            added = accounts.add_from_ad(email_id=first, display_name=name, user_name=stored)
        else:
            added = accounts.add(email_id=first, display_name=name)
        if keeps_own:
            self._lab.insync.protection.back_up(added.id, Workload.EXCHANGE_ONLINE)
            self._rename(added, email_id)
        return added

    def _rename(self, added: Account, email_id: Address) -> None:
        accounts = self._lab.insync.accounts
        try:
            accounts.edit(added.id, email_id=email_id)
        except ValueError:
            accounts.delete(added.id)
            raise
        accounts.reset_password(added.id)

    def _account_id(self, account: HeldAccount) -> int | None:
        return self._entered.accounts.get(account.email_id.casefold())

    def _link(self) -> None:
        """Link in Okta the accounts that have what Okta sends as userName: nothing is sent."""
        imports, sent = self._lab.okta.imports, {*self._entered.sent}
        rows = {row.user_name.casefold(): row for row in imports.import_now().rows}
        for account in self._part.tenant.accounts:
            logins, known = self._assignments.named(account), self._account_id(account)
            if known and len(logins) > 1:
                self._entered.linked[known] = ""
                continue
            login = next(iter(logins), "")
            user_id = self._entered.okta_users.get(login, "")
            if known and user_id in sent:
                imports.confirm(rows[account.email_id.casefold()].external_id, user_id=user_id)
                sent.discard(user_id)  # Okta links a user to one account.
                self._entered.linked[known] = login

    def _deactivate(self) -> None:
        for user in self._part.tenant.okta:
            user_id = self._entered.okta_users.get(user.login.casefold())
            if user_id and not user.active:
                self._lab.okta.directory.deactivate(user_id)

    def _choose(self) -> None:
        if self._choices.access is not AccessSetting.EMAIL_ID:
            set_access(self._lab.insync, self._choices.access)
        systems = (self._lab.okta, self._lab.insync, self._lab.microsoft365)
        for system in systems:
            for assumption, _ in system.readings.options():
                if assumption in self._choices.readings:
                    system.readings.choose(assumption, self._choices.readings[assumption])


def stored_attribute(account: HeldAccount, owner: OktaUser | None, choices: Choices) -> str:
    """Return the AD attribute of an account: what an export says, else what is mapped today."""
    if account.attribute is not None or choices.ad_attribute is None or owner is None:
        return account.attribute or ""
    return worked_out(choices.ad_attribute)(owner)


def _names(login: str) -> tuple[str, str]:
    """Return first name and surname, as long as Okta takes them."""
    name, _, domain = login.partition("@")
    return name[:50] or "-", domain[:50] or "-"


def _free_domain(part: Part) -> str:
    """Return a domain in which nobody of a part has an address."""
    taken = {address.rpartition("@")[2] for address in part.group_of}
    names = (f"rehearsal{number}.example" for number in range(len(taken) + 1))
    return next(name for name in names if name not in taken)
