"""The diagnosis of a tenant: a row for each account, and for each person who could get one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fakes.insync.model import AccessSetting
from fakes.okta.model import OnApplyUpdates
from fakes.outcomes.model import Conditions
from fakes.outcomes.readings import read_as
from fakes.wire import is_address

from .changes import Changes
from .choices import Choices
from .expressions import worked_out
from .foretelling import Foretelling, Held
from .index import NOBODY, SEVERAL
from .matching import Matching
from .ownership import Ownership
from .problems import Subject, problems_of
from .renaming import Known, Renaming
from .row import Foretold, Outcomes, Row, Word
from .tenant import HeldAccount, MailUser, OktaUser, Tenant

_NONE = Foretold(Word.NO_ACCOUNT, "", "", ())
_NO_JOBS = Outcomes(_NONE, _NONE, _NONE)
_NO_OKTA_USER = OktaUser("", "")
_NO_MAIL_USER = MailUser("")


class Diagnosis:
    """The rows of a tenant, made anew each time that they are asked for, in the same order.

    A tenant of a million has a million rows: whoever needs them once goes through them once.
    """

    def __init__(self, tenant: Tenant, choices: Choices) -> None:
        self.tenant = tenant
        self.choices = choices
        self._matching = Matching(tenant, worked_out(choices.user_name))
        self._ownership = Ownership(tenant, self._matching)
        self._changes = Changes(tenant, self._matching, self._ownership)
        self._stored = (
            _nothing if choices.ad_attribute is None else worked_out(choices.ad_attribute)
        )
        updates = OnApplyUpdates(choices.readings.get("A2", OnApplyUpdates.LOOK_UP_AGAIN.value))
        self._now = self._foretelling(choices.access)
        self._afterwards = self._foretelling(AccessSetting.AD_ATTRIBUTE)
        self._renaming = (
            None if updates is OnApplyUpdates.LOOK_UP_AGAIN else Renaming(self._known(), updates)
        )

    def _known(self) -> Known:
        return Known(
            self.tenant,
            owner=self._ownership.okta.__getitem__,
            is_linked=self._is_linked,
            holder=self._ownership.holder,
            new_email_id=self._changes.new_email_id,
            sends=self._sends,
            foretell=self._afterwards.outcomes,
        )

    def _is_linked(self, number: int) -> bool:
        owner = self._matching.owner(self.tenant.accounts[number].email_id)
        return owner.linked

    def _foretelling(self, access: AccessSetting) -> Foretelling:
        conditions = replace(read_as(Conditions(), self.choices.readings), access=access)
        return Foretelling(self.tenant.microsoft365, self._matching.names, conditions)

    def rows(self) -> Iterator[Row]:
        """Yield a row for each account, then one for each person who needs one, by address."""
        for number in range(len(self.tenant.accounts)):
            yield self._of_account(number)
        for okta in self._ownership.without_account():
            if self._needs_row(okta):
                yield self._of_person(okta)

    def _needs_row(self, okta: int) -> bool:
        if self.tenant.app_users is not None:
            return self._matching.is_assigned(okta)
        return self._matching.in_microsoft365[okta] != NOBODY

    def _of_account(self, number: int) -> Row:
        account = self.tenant.accounts[number]
        okta = self._ownership.okta[number]
        user = self.tenant.okta[okta] if okta >= 0 else None
        created = okta >= 0 and self._creates(okta)
        accounts = self._ownership.accounts_of(number)
        subject = Subject(
            account,
            user,
            self._mail_user(self._ownership.microsoft365[number]),
            ambiguous=self._ownership.is_ambiguous(number),
            accounts=accounts,
            assigned=self._matching.is_assigned(okta),
            created=created,
            taken=user is not None and self._is_taken(number, user.email),
            shares_address=user is not None and self._shares_address(user.email),
        )
        attribute = self._attribute(account, user)
        change = self._changes.new_email_id(number)
        held = Held(account.email_id, attribute, account.preserved)
        rests_on_a2 = self._ownership.is_linked(okta) and (
            created or self._is_left(number, okta, change or account.email_id)
        )
        row = _row(
            subject,
            now=self._now.outcomes(held),
            change=change,
            after=self._after(held, change or account.email_id, okta),
            assumed=("A2",) if rests_on_a2 else (),
        )
        return self._renaming.of_account(number, row, held) if self._renaming else row

    def _of_person(self, okta: int) -> Row:
        """Return the row of an Okta user without an account."""
        user = self.tenant.okta[okta]
        person = self._matching.in_microsoft365[okta]
        taken = self._changes.keeper(user.email) != NOBODY
        subject = Subject(
            None,
            user,
            self._mail_user(person),
            ambiguous=person == SEVERAL,
            accounts=0,
            assigned=self._matching.is_assigned(okta),
            created=self._creates(okta),
            taken=taken,
            shares_address=self._shares_address(user.email),
        )
        after = _NO_JOBS
        if self._sends(okta) and not taken:
            held = Held(user.email, user.login, preserved=False)
            after = self._afterwards.outcomes(held)
        row = _row(subject, now=_NO_JOBS, change="", after=after, assumed=())
        return self._renaming.of_person(okta, row) if self._renaming else row

    def _mail_user(self, person: int) -> MailUser | None:
        return self.tenant.microsoft365[person] if person >= 0 else None

    def _attribute(self, account: HeldAccount, user: OktaUser | None) -> str:
        """Return what is stored for an account: what an export says, else what is mapped."""
        if account.attribute is not None:
            return account.attribute
        return self._stored(user) if user else ""

    def _after(self, held: Held, email_id: str, okta: int) -> Outcomes:
        """Foretell the jobs of an account after the procedure, under the email ID it then has."""
        attribute = held.attribute
        if okta >= 0 and self._sends(okta):
            user = self.tenant.okta[okta]
            if email_id.casefold() == user.email.casefold():
                attribute = user.login
        return self._afterwards.outcomes(Held(email_id, attribute, held.preserved))

    def _sends(self, okta: int) -> bool:
        """Tell whether an import sends an Okta user."""
        user = self.tenant.okta[okta]
        return user.active and is_address(user.email) and self._matching.is_assigned(okta)

    def _creates(self, okta: int) -> bool:
        """Tell whether an import that looks for the email of an Okta user finds no account."""
        email = self.tenant.okta[okta].email
        return self._ownership.holder(email) == NOBODY and self._sends(okta)

    def _is_left(self, number: int, okta: int, email_id: str) -> bool:
        """Tell whether Okta is linked to an account that is not found under its new userName."""
        return (
            email_id.casefold() != self.tenant.okta[okta].email.casefold()
            and not self.tenant.accounts[number].preserved
            and self._sends(okta)
            and self._is_linked(number)
        )

    def _is_taken(self, number: int, email: str) -> bool:
        return self._changes.is_due(number) and self._changes.keeper(email) != NOBODY

    def _shares_address(self, email: str) -> bool:
        folded = email.casefold()
        return SEVERAL in (self._matching.emails.one(folded), self._matching.names.one(folded))


def _row(
    subject: Subject, *, now: Outcomes, change: str, after: Outcomes, assumed: tuple[str, ...]
) -> Row:
    user = subject.okta or _NO_OKTA_USER
    mail_user = subject.mail_user or _NO_MAIL_USER
    return Row(
        user.login,
        user.email,
        subject.account.email_id if subject.account else "",
        mail_user.upn,
        mail_user.primary_smtp,
        mail_user.aliases,
        now,
        subject.accounts + subject.created,
        change,
        after,
        tuple(problems_of(subject)),
        assumed,
    )


def _nothing(_user: OktaUser) -> str:
    return ""


def diagnose(tenant: Tenant, choices: Choices | None = None) -> Diagnosis:
    """Diagnose a tenant. Raises ValueError for an expression or a reading that there is not."""
    return Diagnosis(tenant, choices or Choices())
