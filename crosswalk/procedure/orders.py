"""The article's procedure, played in its order and in others: what becomes of a small tenant."""

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
from .jobs import JUDGED, end_of, run
from .procedure import import_users, map_both, okta_emails, set_access
from .still import still_lab

# Two people of two addresses, and one whose addresses are one.
PEOPLE = (CAST["Sam"], CAST["Lia"], CAST["Ada"])


class Deed(Enum):
    """What an admin does of the procedure, in the article's order."""

    EMAIL_IDS = "the email IDs are changed"
    MAPPING = "both addresses are mapped"
    IMPORT = "the users are imported"
    SETTING = "the setting is AD Attribute"


RIGHT = tuple(Deed)
REMAPPED_FIRST = (Deed.MAPPING, Deed.IMPORT, Deed.EMAIL_IDS, Deed.SETTING)
SETTING_FIRST = (Deed.SETTING, Deed.EMAIL_IDS, Deed.MAPPING, Deed.IMPORT)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands at a moment: what it holds, and which jobs succeed for it.

    A job that cannot be run, since there is nothing to restore yet, is left out.
    """

    account_id: int
    person: str
    email_id: Role
    attribute: Role
    succeeds: tuple[tuple[Job, bool], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """The tenant after a deed, the first time after none; ``refused`` is what inSync answered."""

    deed: Deed | None
    accounts: tuple[Standing, ...]
    refused: tuple[str, ...] = ()

    @property
    def twice(self) -> tuple[str, ...]:
        """The people who have more than one account."""
        counted = Counter(each.person for each in self.accounts)
        return tuple(name for name, count in counted.items() if count > 1)

    def failing(self, job: Job) -> int:
        """Count the accounts for which a job fails."""
        return sum((job, False) in each.succeeds for each in self.accounts)


def without(deed: Deed) -> tuple[Deed, ...]:
    """Return the procedure with one of its deeds left out."""
    return tuple(each for each in RIGHT if each is not deed)


class Tenant:
    """A small tenant that was imported by UPN and backed up, for one order after the other.

    Looking at a moment is what an admin does to look: back up everything and restore a mailbox.
    """

    def __init__(self) -> None:
        self._lab = still_lab()

    def play(self, order: Sequence[Deed]) -> tuple[Moment, ...]:
        """Do the deeds in an order, from the start, and return the moment after each of them."""
        self._begin()
        return (self._moment(None), *(self._moment(each, self._do(each)) for each in order))

    def end(self, order: Sequence[Deed]) -> Moment:
        """Do the deeds in an order, from the start, and return the last moment alone."""
        self._begin()
        for deed in order:
            self._do(deed)
        return self._moment(order[-1])

    def _begin(self) -> None:
        lab = self._lab
        lab.reset()
        connect(lab.okta, lab.insync, lab.microsoft365)
        for person in PEOPLE:
            enter_okta(lab.okta, person)
            enter_with_one_letter(lab.microsoft365, person)
        import_users(lab.okta)
        lab.insync.protection.back_up_everyone()

    def _do(self, deed: Deed) -> tuple[str, ...]:
        if deed is Deed.EMAIL_IDS:
            return tuple(self._change_email_ids())
        if deed is Deed.MAPPING:
            map_both(self._lab.okta)
        elif deed is Deed.IMPORT:
            import_users(self._lab.okta)
        else:
            set_access(self._lab.insync, AccessSetting.AD_ATTRIBUTE)
        return ()

    def _change_email_ids(self) -> Iterator[str]:
        """Change each email ID that is a login, as far as inSync lets it be changed."""
        insync = self._lab.insync
        for account, email in okta_emails(self._lab.okta, insync):
            try:
                insync.accounts.edit(account.id, email_id=email)
            except ValueError as refusal:
                yield str(refusal)

    def _moment(self, deed: Deed | None, refused: tuple[str, ...] = ()) -> Moment:
        standings = tuple(self._standing(each) for each in self._lab.insync.accounts.all())
        return Moment(deed, standings, refused)

    def _standing(self, account: Account) -> Standing:
        person = BY_FULL_NAME[account.display_name]
        return Standing(
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
