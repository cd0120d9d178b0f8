"""What is named of a job is named wherever it applies, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from fakes.insync.assumed import MailApi
from fakes.insync.model import Cause, Workload
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.model import Job, Outcome
from fakes.outcomes.readings import otherwise

from .plays import Play, plays

Applies = Callable[[Play, Outcome], bool]
Ended = tuple[Play, Outcome]


def is_in_another_case(play: Play, outcome: Outcome) -> bool:
    user = play.user
    mailbox = outcome.job.workload is Workload.EXCHANGE_ONLINE
    names = (user.user_principal_name, *((user.mail, *user.aliases) if mailbox else ()))
    return outcome.succeeds and outcome.presented not in {each.text for each in names if each}


def is_over_graph_or_closed(play: Play, outcome: Outcome) -> bool:
    """The way to a mailbox decides: that of a restore, or that a way is not open."""
    conditions = play.conditions
    app_works = conditions.registered and not conditions.mfa_needed
    no_consent = outcome.cause is Cause.NOT_CONNECTED and conditions.connected and app_works
    found = outcome.succeeds or outcome.cause is Cause.UNKNOWN_USER
    restored_over_graph = outcome.job is Job.EXCHANGE_RESTORE and found
    over_graph = conditions.mail_api is MailApi.GRAPH
    return outcome.cause is Cause.EWS_CLOSED or no_consent or (restored_over_graph and over_graph)


def is_unlicensed_onedrive(play: Play, outcome: Outcome) -> bool:
    read = outcome.succeeds and outcome.job is Job.ONEDRIVE_BACKUP
    return outcome.cause is Cause.OTHER or (read and play.user.drive is DriveState.READ_ONLY)


def is_shared_mailbox(play: Play, outcome: Outcome) -> bool:
    opened = outcome.succeeds and outcome.job.workload is Workload.EXCHANGE_ONLINE
    return opened and play.user.shared and play.user.mailbox is MailboxState.ACTIVE


def is_email_id_that_is_no_upn(play: Play, outcome: Outcome) -> bool:
    by_email_id = outcome.presented == play.account.email_id.text
    unknown = outcome.cause is Cause.UNKNOWN_USER
    return unknown and outcome.job is Job.ONEDRIVE_BACKUP and by_email_id


def is_email_id_that_is_the_upn(play: Play, outcome: Outcome) -> bool:
    email_id = play.account.email_id
    is_upn = email_id == play.user.user_principal_name and outcome.presented == email_id.text
    return outcome.cause is Cause.NOT_PRIMARY_SMTP and is_upn


APPLIES: dict[str, Applies] = {
    "A3": is_in_another_case,
    "A42": lambda _, outcome: (
        (outcome.job, outcome.cause) == (Job.ONEDRIVE_RESTORE, Cause.NO_ONEDRIVE)
    ),
    "A43": lambda _, outcome: (
        (outcome.job, outcome.cause) == (Job.EXCHANGE_RESTORE, Cause.NOTHING_PRESENTED)
    ),
    "A53": is_over_graph_or_closed,
    "F39": is_unlicensed_onedrive,
    "F40": is_shared_mailbox,
    "R07": is_email_id_that_is_no_upn,
    "R08": is_email_id_that_is_the_upn,
}
"""Where each statement says something of a job."""


@pytest.fixture(scope="module")
def ended() -> list[Ended]:
    return [(play, play.ends(job)) for play, job in product(plays(), Job)]


@pytest.mark.parametrize("id_", APPLIES)
def test_a_statement_is_named_where_it_applies(ended: list[Ended], id_: str) -> None:
    for play, outcome in ended:
        assert (id_ in outcome.ids) is APPLIES[id_](play, outcome), (play, outcome)
    assert {id_ in outcome.ids for _, outcome in ended} == {True, False}


@pytest.mark.parametrize("id_", ["A4", "A6", "A54"])
def test_an_assumption_is_named_where_its_other_reading_ends_the_job_otherwise(
    ended: list[Ended], id_: str
) -> None:
    seen = set()
    for play, outcome in ended:
        if outcome.succeeds or id_ != "A6":  # Of a restore by the UPN, R03 says more than A6.
            others = (play.read(each).ends(outcome.job) for each in otherwise(play.conditions, id_))
            decides = any(
                (other.presented, other.code, other.cause)
                != (outcome.presented, outcome.code, outcome.cause)
                for other in others
            )
            assert (id_ in outcome.ids) is decides, (play, outcome)
            seen.add(decides)
    assert seen == {True, False}
