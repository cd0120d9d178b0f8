"""A diagnosis said plainly and slowly: everybody is compared with everybody, step by step.

It shares nothing with the diagnosis but its input and its words, so that one checks the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.tenant import HeldAccount, MailUser, OktaUser, Tenant
from fakes.insync.model import AccessSetting, RestorePresents

SEVERAL = "several"
"""Who somebody is when more than one could be meant."""

_WANTED: dict[str | None, Callable[[OktaUser], str]] = {
    None: lambda _: "",
    "user.login": lambda user: user.login,
    "user.email": lambda user: user.email,
}


@dataclass
class Owner:
    """To whom an account belongs: numbers in the lists, None for nobody, or SEVERAL."""

    okta: int | str | None = None
    person: int | str | None = None
    perhaps: list[int] = field(default_factory=list)


class Plainly:
    """The rows of a tenant, each a list of the columns of people.csv up to the problems."""

    def __init__(self, tenant: Tenant, choices: Choices) -> None:
        self.tenant = tenant
        self.choices = choices
        self.people = [self._person_of(user) for user in tenant.okta]
        self.user_names = [[_WANTED[choices.user_name](user)] for user in tenant.okta]
        self.assigned = [True] * len(tenant.okta)
        if tenant.app_users is not None:
            self._assign()
        self.owners = [self._owner(account) for account in tenant.accounts]
        self.due = dict(self._due())
        self.moving = dict(self._moving())

    def _person_of(self, user: OktaUser) -> int | str | None:
        """Login is UPN, else login is an address, else email is an address."""
        steps: list[Callable[[MailUser], bool]] = [
            lambda mail: same(mail.upn, user.login),
            lambda mail: has(mail, user.login),
            lambda mail: has(mail, user.email),
        ]
        for step in steps:
            if found := numbers(self.tenant.microsoft365, step):
                return found[0] if len(found) == 1 else SEVERAL
        return None

    def _assign(self) -> None:
        okta = self.tenant.okta
        self.user_names = [[] for _ in okta]
        self.assigned = [False] * len(okta)
        with_ids = any(user.id for user in okta)
        for app_user in self.tenant.app_users or ():
            name = app_user.user_name
            if app_user.id and with_ids:
                found = [at for at, user in enumerate(okta) if user.id == app_user.id]
            else:
                found = [at for at, user in enumerate(okta) if same(user.login, name)]
                found = found or [at for at, user in enumerate(okta) if same(user.email, name)]
            for at in found:
                self.assigned[at] = True
                self.user_names[at].append(name)

    def _owner(self, account: HeldAccount) -> Owner:
        email_id, okta = account.email_id, self.tenant.okta
        for names in (
            self.user_names,
            [[user.login] for user in okta],
            [[user.email] for user in okta],
        ):
            found = [
                at for at, each in enumerate(names) if any(same(name, email_id) for name in each)
            ]
            if len(found) == 1:
                return Owner(found[0], self.people[found[0]])
            if found:
                return Owner(SEVERAL, None, found)
        return self._owner_in_microsoft365(email_id)

    def _owner_in_microsoft365(self, email_id: str) -> Owner:
        steps: list[Callable[[MailUser], bool]] = [
            lambda mail: same(mail.upn, email_id),
            lambda mail: same(mail.primary_smtp, email_id),
            lambda mail: any(same(alias, email_id) for alias in mail.aliases),
        ]
        for step in steps:
            found = numbers(self.tenant.microsoft365, step)
            known = [at for at, person in enumerate(self.people) if person in found]
            if len(found) > 1:
                return Owner(None, SEVERAL, known)
            if found and len(known) > 1:
                return Owner(SEVERAL, found[0], known)
            if found:
                return Owner(known[0] if known else None, found[0])
        return Owner()

    def is_ambiguous(self, owner: Owner) -> bool:
        return SEVERAL in (owner.okta, owner.person)

    def accounts_of(self, owner: Owner) -> int:
        """How many accounts a person has, told by the Okta user, else by the mail user."""
        if owner.okta == SEVERAL or (owner.okta is None and owner.person in (None, SEVERAL)):
            return 1
        if owner.okta is not None:
            return sum(each.okta == owner.okta for each in self.owners)
        return sum(each.okta is None and each.person == owner.person for each in self.owners)

    def sends(self, okta: int) -> bool:
        user = self.tenant.okta[okta]
        return user.active and is_address(user.email) and self.assigned[okta]

    def holder(self, email: str) -> int | None:
        found = [at for at, each in enumerate(self.tenant.accounts) if same(each.email_id, email)]
        return found[0] if found else None

    def _due(self) -> Iterator[tuple[int, str]]:
        """Yield who needs another email ID."""
        for at, (account, owner) in enumerate(zip(self.tenant.accounts, self.owners, strict=True)):
            if not isinstance(owner.okta, int) or self.is_ambiguous(owner):
                continue
            email = self.tenant.okta[owner.okta].email
            if self.accounts_of(owner) > 1 or not is_address(email):
                continue
            if not same(email, account.email_id):
                yield at, email

    def _moving(self) -> Iterator[tuple[int, str]]:
        """Yield who gets one: nobody who keeps theirs has it, and it is the email of one."""
        moving = {at: email for at, email in self.due.items() if self._emails(email) == 1}
        while blocked := [
            at
            for at, email in moving.items()
            if (holder := self.holder(email)) is not None and holder not in moving
        ]:
            for at in blocked:
                del moving[at]
        yield from moving.items()

    def _emails(self, email: str) -> int:
        return sum(same(user.email, email) for user in self.tenant.okta)

    def keeper(self, email: str) -> int | None:
        holder = self.holder(email)
        return None if holder in self.moving else holder

    def rows(self) -> Iterator[list[str]]:
        for at in range(len(self.tenant.accounts)):
            yield self._of_account(at)
        owned = {owner.okta for owner in self.owners}
        perhaps = {at for owner in self.owners for at in owner.perhaps}
        for at, user in enumerate(self.tenant.okta):
            known = self.people[at] is not None
            wanted = known if self.tenant.app_users is None else self.assigned[at]
            if user.active and wanted and at not in owned | perhaps:
                yield self._of_person(at)

    def _of_account(self, at: int) -> list[str]:
        account, owner = self.tenant.accounts[at], self.owners[at]
        okta = owner.okta if isinstance(owner.okta, int) else None
        created = okta is not None and self._creates(okta)
        now = self._stored(account, okta)
        email_id = after_email_id = account.email_id
        if at in self.moving:
            after_email_id = self.moving[at]
        after = now
        if okta is not None and self.sends(okta):
            user = self.tenant.okta[okta]
            after = user.login if same(after_email_id, user.email) else now
        preserved, access = account.preserved, self.choices.access
        accounts = self.accounts_of(owner)
        taken = at in self.due and self.keeper(self.due[at]) is not None
        return [
            *self._addresses(okta, account.email_id, owner.person),
            *self._jobs(email_id, now, access, preserved=preserved),
            str(accounts + created),
            self.moving.get(at, ""),
            *self._jobs(after_email_id, after, AccessSetting.AD_ATTRIBUTE, preserved=preserved),
            ";".join(self._problems(account, okta, owner, created=created, taken=taken)),
        ]

    def _of_person(self, okta: int) -> list[str]:
        user, person = self.tenant.okta[okta], self.people[okta]
        taken = self.keeper(user.email) is not None
        created = self._creates(okta)
        after = ["no account"] * 3
        if self.sends(okta) and not taken:
            after = self._jobs(user.email, user.login, AccessSetting.AD_ATTRIBUTE, preserved=False)
        problems = self._problems(None, okta, Owner(okta, person), created=created, taken=taken)
        return [
            *self._addresses(okta, "", person),
            *["no account"] * 3,
            str(int(created)),
            "",
            *after,
            ";".join(problems),
        ]

    def _creates(self, okta: int) -> bool:
        return self.sends(okta) and self.holder(self.tenant.okta[okta].email) is None

    def _stored(self, account: HeldAccount, okta: int | None) -> str:
        if account.attribute is not None:
            return account.attribute
        return (
            _WANTED[self.choices.ad_attribute](self.tenant.okta[okta]) if okta is not None else ""
        )

    def _addresses(
        self, okta: int | None, email_id: str, person: int | str | None
    ) -> Iterable[str]:
        user = self.tenant.okta[okta] if okta is not None else OktaUser("", "")
        mail = self.tenant.microsoft365[person] if isinstance(person, int) else MailUser("")
        return user.login, user.email, email_id, mail.upn, mail.primary_smtp

    def _jobs(
        self, email_id: str, attribute: str, access: AccessSetting, *, preserved: bool
    ) -> list[str]:
        if preserved:
            return ["not started"] * 3
        presented = email_id if access is AccessSetting.EMAIL_ID else attribute
        by_setting = self.choices.readings.get("A1") == RestorePresents.SETTING.value
        return [
            self._onedrive_backup(presented),
            self._exchange_backup(presented),
            self._exchange_restore(presented if by_setting else email_id),
        ]

    def _onedrive_backup(self, presented: str) -> str:
        found = [mail for mail in self._who(presented) if same(mail.upn, presented)]
        return "succeeds" if any(mail.onedrive for mail in found) else "EUSERNOTFOUND"

    def _exchange_backup(self, presented: str) -> str:
        found = self._who(presented)
        return "succeeds" if any(mail.mailbox for mail in found) else "EUSERNOTFOUND"

    def _exchange_restore(self, presented: str) -> str:
        found = self._who(presented)
        primary = [mail for mail in found if same(mail.primary_smtp, presented)]
        if primary:
            return "succeeds" if any(mail.mailbox for mail in primary) else "fails"
        return "#100000011" if found else "fails"

    def _who(self, presented: str) -> list[MailUser]:
        if not is_address(presented):
            return []
        return [mail for mail in self.tenant.microsoft365 if has(mail, presented)]

    def _problems(
        self,
        account: HeldAccount | None,
        okta: int | None,
        owner: Owner,
        *,
        created: bool,
        taken: bool,
    ) -> Iterator[str]:
        user = self.tenant.okta[okta] if okta is not None else None
        mail = self.tenant.microsoft365[owner.person] if isinstance(owner.person, int) else None
        ambiguous = self.is_ambiguous(owner)
        accounts = self.accounts_of(owner) if account else 0
        invalid = [account.email_id] * bool(account) if account else []
        found = {
            "duplicate_ahead": created and account is not None,
            "already_twice": accounts > 1,
            "login_is_not_upn": user and mail and not same(user.login, mail.upn),
            "email_is_not_primary_smtp": (
                user and mail and mail.primary_smtp and not same(user.email, mail.primary_smtp)
            ),
            "not_in_okta": user is None and not ambiguous,
            "deactivated_in_okta": user and not user.active,
            "not_assigned": okta is not None and not self.assigned[okta],
            "not_in_microsoft365": mail is None and not ambiguous,
            "no_mailbox": mail and not mail.mailbox,
            "no_onedrive": mail and not mail.onedrive,
            "shared_mailbox": mail and mail.shared,
            "guest": mail and mail.guest,
            "preserved": account and account.preserved,
            "email_id_taken": taken,
            "address_of_two_people": (
                user
                and user.email
                and (
                    self._emails(user.email) > 1
                    or len(numbers(self.tenant.microsoft365, lambda each: has(each, user.email)))
                    > 1
                )
            ),
            "invalid_address": any(
                not is_address(text) for text in [*invalid, *([user.email] if user else [])]
            ),
            "ambiguous": ambiguous,
        }
        return (code for code, holds in found.items() if holds)


def same(one: str, other: str) -> bool:
    """Whether two addresses are one: nothing is nobody's address."""
    return bool(one) and one.lower() == other.lower()


def has(mail: MailUser, address: str) -> bool:
    """Whether an address is one of somebody's in Microsoft 365."""
    return any(same(each, address) for each in (mail.upn, mail.primary_smtp, *mail.aliases))


def is_address(text: str) -> bool:
    """Whether a text is a mail address, of those that are drawn here."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None


def numbers(people: Iterable[MailUser], wanted: Callable[[MailUser], bool]) -> list[int]:
    """Return who is wanted."""
    return [at for at, each in enumerate(people) if wanted(each)]
