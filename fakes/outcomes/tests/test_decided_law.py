"""The ids that are named of a job are those of what decided: without it, the job ends otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from fakes.insync.model import AccountStatus, Cause, ErrorCode, Profile
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.model import Job, Outcome

from .plays import ADDRESSES, NOBODYS, UPN, Change, Play, plays

OF_ADDRESSES = {"R01", "R02", "R03", "R07", "R08"}

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
