"""Every way in which the jobs of one account can end.

From a tenant in which everything is right, up to three things are made otherwise at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from fakes.insync.assumed import MailApi, RestoreOfPreserved
from fakes.insync.model import (
    AccessSetting,
    Account,
    AccountStatus,
    Profile,
    RestorePresents,
    WithoutAttribute,
)
from fakes.microsoft365.assumed import UnlicensedMailbox, UnlistedUpn
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job, Outcome, index
from fakes.outcomes.situation import Situation
from fakes.wire import Address

UPN, SMTP, ALIAS, NOBODYS = (f"{each}@corp.example" for each in ("lia", "lund", "hello", "nobody"))
ADDRESSES = (UPN, SMTP, ALIAS)
LIA = Account(1, "s1", Address(UPN), "Lia Lund", UPN, profile="Default")
DEFAULT = Profile("Default")
CONDITIONS = Conditions()
USER = DirectoryUser("1", Address(UPN), Address(SMTP), (Address(UPN), Address(ALIAS)))


@dataclass(frozen=True)
class Play:
    """Whatever decides how the jobs of one account end."""

    account: Account = LIA
    profile: Profile | None = DEFAULT
    conditions: Conditions = CONDITIONS
    user: DirectoryUser = USER

    def ends(self, job: Job) -> Outcome:
        """Return how a job ends."""
        users = index([self.user])
        return foretell(
            job, self.account, self.profile, self.conditions, lambda name: users.get(name, ())
        )

    def situation(self) -> Situation:
        """Return what a lab would gather; with no license free, the account gets none."""
        profiles = {self.account.profile: self.profile} if self.profile else {}
        beyond = set[int]() if self.conditions.license_free else {self.account.id}
        return Situation(self.conditions, profiles, index([self.user]), {}, frozenset(beyond))

    def held(self, **values: object) -> Play:
        return replace(self, account=replace(self.account, **values))  # type: ignore[arg-type]

    def under(self, **values: object) -> Play:
        return replace(self, conditions=replace(self.conditions, **values))  # type: ignore[arg-type]

    def read(self, conditions: Conditions) -> Play:
        return replace(self, conditions=conditions)

    def known(self, **values: object) -> Play:
        return replace(self, user=replace(self.user, **values))  # type: ignore[arg-type]

    def presenting(self, address: str) -> Play:
        return self.held(email_id=Address(address), ad_attribute=address)


Change = Callable[[Play], Play]
CHANGES: tuple[Change, ...] = (
    lambda play: play.held(email_id=Address(SMTP)),
    lambda play: play.held(email_id=Address(ALIAS)),
    lambda play: play.held(email_id=Address(NOBODYS), ad_attribute=NOBODYS),
    lambda play: play.held(email_id=Address(UPN.upper())),
    lambda play: play.held(ad_attribute=None),
    lambda play: play.held(status=AccountStatus.PRESERVED),
    lambda play: replace(play, profile=Profile("None", workloads=frozenset())),
    lambda play: play.under(access=AccessSetting.AD_ATTRIBUTE),
    lambda play: play.under(connected=False),
    lambda play: play.under(registered=False),
    lambda play: play.under(mfa_needed=True),
    lambda play: play.under(ews=False),
    lambda play: play.under(mail_api=MailApi.GRAPH),
    lambda play: play.under(mail_api=MailApi.GRAPH_THEN_EWS),
    lambda play: play.under(mail_consent=False),
    lambda play: play.under(sharepoint=False),
    lambda play: play.under(license_free=False),
    lambda play: play.under(restore_of_preserved=RestoreOfPreserved.AS_IT_IS),
    lambda play: play.under(restore_presents=RestorePresents.SETTING),
    lambda play: play.under(without_attribute=WithoutAttribute.EMAIL_ID),
    lambda play: play.under(unlisted_upn=UnlistedUpn.DOES_NOT_OPEN).known(aliases=()),
    lambda play: play.under(unlicensed_mailbox=UnlicensedMailbox.OPEN),
    lambda play: play.known(aliases=()),
    lambda play: play.known(mail=Address(UPN)),
    lambda play: play.known(mail=Address(UPN.upper())),
    lambda play: play.known(shared=True),
    lambda play: play.known(mailbox=MailboxState.NONE),
    lambda play: play.known(mailbox=MailboxState.SOFT_DELETED),
    lambda play: play.known(drive=DriveState.NOT_PROVISIONED),
    lambda play: play.known(drive=DriveState.READ_ONLY),
    lambda play: play.known(drive=DriveState.ARCHIVED),
)


def plays() -> Iterator[Play]:
    for count in range(4):
        for changes in combinations(CHANGES, count):
            play = Play()
            for change in changes:
                play = change(play)
            yield play
