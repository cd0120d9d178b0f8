"""The article's procedure in its order and in wrong ones: a small tenant after each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from fakes.company.cast import BY_FULL_NAME, CAST, Person
from fakes.company.setting_up import connect, enter_okta, enter_with_one_letter
from fakes.insync.model import AccessSetting, Account, Workload
from fakes.outcomes.model import Job

from .cases import Role, role_of
from .frozen_lab import frozen_lab
from .jobs import JUDGED, end_of, run
from .procedure import import_users, map_both, okta_addresses, set_access

# Two people with two addresses, and one with one address.
PEOPLE = (CAST["Sam"], CAST["Lia"], CAST["Ada"])


class ProcedureStep(Enum):
    """A step of the procedure, in the article's order."""

    EMAIL_IDS = "the email IDs are changed"
    MAPPING = "both addresses are mapped"
    IMPORT = "the users are imported"
    SETTING = "the setting is AD Attribute"


ARTICLE_ORDER = tuple(ProcedureStep)
REMAPPED_FIRST = (
    ProcedureStep.MAPPING,
    ProcedureStep.IMPORT,
    ProcedureStep.EMAIL_IDS,
    ProcedureStep.SETTING,
)
SETTING_FIRST = (
    ProcedureStep.SETTING,
    ProcedureStep.EMAIL_IDS,
    ProcedureStep.MAPPING,
    ProcedureStep.IMPORT,
)


@dataclass(frozen=True, slots=True)
class AccountState:
    """An account after a step: the addresses it holds, and which jobs succeed for it.

    A job that cannot be run, since there is nothing to restore yet, is left out.
    """

    account_id: int
    person: str
    email_id: Role
    attribute: Role
    succeeds: tuple[tuple[Job, bool], ...]


@dataclass(frozen=True, slots=True)
class TenantState:
    """The tenant after a step, or at the start for None; ``refused`` holds errors of inSync."""

    step: ProcedureStep | None
    accounts: tuple[AccountState, ...]
    refused: tuple[str, ...] = ()

    @property
    def twice(self) -> tuple[str, ...]:
        """The people who have more than one account."""
        counted = Counter(each.person for each in self.accounts)
        return tuple(name for name, count in counted.items() if count > 1)

    def failing(self, job: Job) -> int:
        """Count the accounts for which a job fails."""
        return sum((job, False) in each.succeeds for each in self.accounts)


def without(step: ProcedureStep) -> tuple[ProcedureStep, ...]:
    """Return the article's order with one step left out."""
    return tuple(each for each in ARTICLE_ORDER if each is not step)


class Tenant:
    """A small tenant that was imported by UPN and backed up, for one order after the other.

    Its state is found as an admin would find it: by backing up everything and restoring a mailbox.
    """

    def __init__(self) -> None:
        self._lab = frozen_lab()

    def play(self, order: Sequence[ProcedureStep]) -> tuple[TenantState, ...]:
        """Start anew, do the steps in an order, and return every state, the first included."""
        self._begin()
        return (self._state(None), *(self._state(each, self._do(each)) for each in order))

    def end(self, order: Sequence[ProcedureStep]) -> TenantState:
        """Start anew, do the steps in an order, and return the last state only."""
        self._begin()
        for step in order:
            self._do(step)
        return self._state(order[-1])

    def _begin(self) -> None:
        lab = self._lab
        lab.reset()
        connect(lab.okta, lab.insync, lab.microsoft365)
        for person in PEOPLE:
            enter_okta(lab.okta, person)
            enter_with_one_letter(lab.microsoft365, person)
        import_users(lab.okta)
        lab.insync.protection.back_up_everyone()

    def _do(self, step: ProcedureStep) -> tuple[str, ...]:
        if step is ProcedureStep.EMAIL_IDS:
            return tuple(self._change_email_ids())
        if step is ProcedureStep.MAPPING:
            map_both(self._lab.okta)
        elif step is ProcedureStep.IMPORT:
            import_users(self._lab.okta)
        else:
            set_access(self._lab.insync, AccessSetting.AD_ATTRIBUTE)
        return ()

    def _change_email_ids(self) -> Iterator[str]:
        """Change each email ID that is a login, as far as inSync lets it be changed."""
        insync = self._lab.insync
        for account, email in okta_addresses(self._lab.okta, insync):
            try:
                insync.accounts.edit(account.id, email_id=email)
            except ValueError as refusal:
                yield str(refusal)

    def _state(self, step: ProcedureStep | None, refused: tuple[str, ...] = ()) -> TenantState:
        accounts = tuple(self._account_state(each) for each in self._lab.insync.accounts.all())
        return TenantState(step, accounts, refused)

    def _account_state(self, account: Account) -> AccountState:
        person = BY_FULL_NAME[account.display_name]
        return AccountState(
            account.id,
            person.name,
            role_of(str(account.email_id), person),
            role_of(account.ad_attribute, person),
            tuple(self._succeed(account, person)),
        )

    def _succeed(self, account: Account, person: Person) -> Iterator[tuple[Job, bool]]:
        insync = self._lab.insync
        for job in JUDGED:
            kept = insync.protection.snapshots(account.id, Workload.EXCHANGE_ONLINE)
            if job is not Job.EXCHANGE_RESTORE or kept:
                yield job, end_of(run(insync, account.id, job), person).succeeds
