"""The ids that are named of a job are those of what decided: undo one, and the job ends otherwise.

Every way in which a job can end is looked at: from a tenant in which everything is right, up to
three things are made otherwise at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

import pytest

from fakes.insync.assumed import MailApi, RestoreOfPreserved
from fakes.insync.model import (
    AccessSetting,
    Account,
    AccountStatus,
    Cause,
    ErrorCode,
    Profile,
    RestorePresents,
    WithoutAttribute,
)
from fakes.microsoft365.assumed import UnlicensedMailbox, UnlistedUpn
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job, Outcome, index
from fakes.wire import Address

UPN, SMTP, ALIAS, NOBODYS = (f"{each}@corp.example" for each in ("lia", "lund", "hello", "nobody"))
ADDRESSES = (UPN, SMTP, ALIAS)
LIA = Account(1, "s1", Address(UPN), "Lia Lund", UPN, profile="Default")
DEFAULT = Profile("Default")
CONDITIONS = Conditions()
USER = DirectoryUser("1", Address(UPN), Address(SMTP), (Address(UPN), Address(ALIAS)))
OF_ADDRESSES = {"R01", "R02", "R03", "R07", "R08"}


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

    def held(self, **values: object) -> Play:
        return replace(self, account=replace(self.account, **values))  # type: ignore[arg-type]

    def under(self, **values: object) -> Play:
        return replace(self, conditions=replace(self.conditions, **values))  # type: ignore[arg-type]

    def known(self, **values: object) -> Play:
        return replace(self, user=replace(self.user, **values))  # type: ignore[arg-type]

    def presenting(self, address: str) -> Play:
        return self.held(email_id=Address(address), ad_attribute=address)


Change = Callable[[Play], Play]
CHANGES: tuple[Change, ...] = (
    lambda play: play.held(email_id=Address(SMTP)),
    lambda play: play.held(email_id=Address(ALIAS)),
    lambda play: play.held(email_id=Address(NOBODYS), ad_attribute=NOBODYS),
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
    lambda play: play.known(mail=Address(UPN)),
    lambda play: play.known(mailbox=MailboxState.NONE),
    lambda play: play.known(mailbox=MailboxState.SOFT_DELETED),
    lambda play: play.known(drive=DriveState.NOT_PROVISIONED),
    lambda play: play.known(drive=DriveState.READ_ONLY),
    lambda play: play.known(drive=DriveState.ARCHIVED),
)

UNDO: dict[str, Change] = {
    "F09": lambda play: play.known(mailbox=MailboxState.ACTIVE, drive=DriveState.ACTIVE),
    "F10": lambda play: play.held(status=AccountStatus.ACTIVE),
    "F37": lambda play: replace(play, profile=Profile("Default")),
    "F39": lambda play: play.known(drive=DriveState.ACTIVE),
    "F41": lambda play: play.under(ews=True),
    "F42": lambda play: play.under(sharepoint=True),
    "F54": lambda play: play.under(license_free=True),
    "F57": lambda play: play.held(status=AccountStatus.ACTIVE),
    "F62": lambda play: play.under(mfa_needed=False),
    "F66": lambda play: play.under(mail_consent=True),
    "F68": lambda play: play.under(connected=True, registered=True),
    "A4": lambda play: play.held(ad_attribute=UPN),
    "A54": lambda play: play.known(mailbox=MailboxState.ACTIVE),
}
"""What takes away the cause that an id names."""

CAUSES: dict[tuple[ErrorCode | None, Cause], set[str]] = {
    (None, Cause.PRESERVED): {"F10", "F57"},
    (None, Cause.NO_LICENSE): {"F54"},
    (None, Cause.NOT_PROTECTED): {"F37"},
    (None, Cause.NOT_CONNECTED): {"F68", "F66"},
    (ErrorCode.EUAUTH, Cause.NOT_CONNECTED): {"F62"},
    (None, Cause.EWS_CLOSED): {"F41"},
    (None, Cause.NOTHING_PRESENTED): {"A4"},
    (ErrorCode.EUSERNOTFOUND, Cause.NOTHING_PRESENTED): {"A4"},
    (ErrorCode.EUSERNOTFOUND, Cause.UNKNOWN_USER): {"R01", "R02"},
    (ErrorCode.EUSERNOTFOUND, Cause.NO_ONEDRIVE): {"F09", "F42"},
    (ErrorCode.EUSERNOTFOUND, Cause.NO_MAILBOX): {"F09", "A54"},
    (ErrorCode.EUSERNOTFOUND, Cause.NO_SUCH_MAILBOX): {"R02", "F09", "A54"},
    (None, Cause.NO_SUCH_MAILBOX): {"R03", "F09", "A54"},
    (ErrorCode.SERVER_NOT_REACHABLE, Cause.NOT_PRIMARY_SMTP): {"R03"},
    (None, Cause.OTHER): {"F39"},
}
"""The ids of which one, and one alone, names the cause of an ending."""

Ended = tuple[Play, Outcome]


def plays() -> Iterator[Play]:
    for count in range(4):
        for changes in combinations(CHANGES, count):
            play = Play()
            for change in changes:
                play = change(play)
            yield play


@pytest.fixture(scope="module")
def failing() -> list[Ended]:
    ended = ((play, play.ends(job)) for play, job in product(plays(), Job))
    return [(play, outcome) for play, outcome in ended if not outcome.succeeds]


def named(outcome: Outcome) -> set[str]:
    """Return the ids that name the cause of an ending: one, where it fails."""
    return CAUSES[outcome.code, outcome.cause] & set(outcome.ids) if outcome.cause else set()


def ending(outcome: Outcome) -> tuple[object, ...]:
    return outcome.started, outcome.code, outcome.cause, *named(outcome)


def test_every_ending_is_looked_at_and_names_its_one_cause(failing: list[Ended]) -> None:
    assert {(each.code, each.cause) for _, each in failing if each.cause} == set(CAUSES)
    assert {each.cause for _, each in failing} == set(Cause)
    for play, outcome in failing:
        assert len(named(outcome)) == 1, (play, outcome)


def test_without_what_is_named_the_job_ends_otherwise(failing: list[Ended]) -> None:
    seen = set()
    for play, outcome in failing:
        for id_ in set(outcome.ids) & set(UNDO):
            otherwise = UNDO[id_](play).ends(outcome.job)
            assert ending(otherwise) != ending(outcome), (id_, play, outcome)
            seen.add(id_)
    assert seen == set(UNDO)


def test_addresses_are_named_only_where_another_address_would_end_otherwise(
    failing: list[Ended],
) -> None:
    blamed = 0
    for play, outcome in failing:
        others = [play.presenting(each).ends(outcome.job) for each in ADDRESSES]
        decides = any(ending(each) != ending(outcome) for each in others)
        if OF_ADDRESSES & set(outcome.ids):
            assert decides, (play, outcome)
            blamed += 1
        elif outcome.cause in (Cause.UNKNOWN_USER, Cause.NOT_PRIMARY_SMTP):
            raise AssertionError((play, outcome))
    assert blamed


def test_what_chose_the_address_is_named_only_where_an_address_decides(
    failing: list[Ended],
) -> None:
    for play, outcome in failing:
        addresses = (*ADDRESSES, NOBODYS)
        ends = {ending(play.presenting(each).ends(outcome.job)) for each in addresses}
        if len(ends | {ending(outcome)}) == 1:
            assert not {"R04", "R05", "A1", "A5"} & set(outcome.ids), (play, outcome)
