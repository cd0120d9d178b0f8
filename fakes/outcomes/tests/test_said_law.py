"""What a warning says is true of the person, of the tenant and of the jobs that it names."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fakes.insync.model import AccountStatus
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.model import Job
from fakes.outcomes.situation import Situation
from fakes.outcomes.warnings import Warned, of_everybody, warnings

from .plays import Play, plays

Holds = Callable[[Play, str], bool]
LOST = (DriveState.READ_ONLY, DriveState.ARCHIVED)


def names_of(play: Play) -> set[str]:
    user = play.user
    return {each.folded for each in (user.user_principal_name, user.mail, *user.aliases) if each}


def is_known(play: Play, name: str) -> bool:
    return name.casefold() in names_of(play)


def is_the_upn(play: Play, name: str) -> bool:
    return name.casefold() == play.user.user_principal_name.folded


def is_the_primary_address(play: Play, name: str) -> bool:
    return play.user.mail is not None and name.casefold() == play.user.mail.folded


def is_protected(play: Play, workload: str) -> bool:
    return play.profile is not None and workload in {each.value for each in play.profile.workloads}


OF_EVERYBODY: dict[str, Holds] = {
    "inSync has no access to Microsoft 365": lambda play, _: (
        not (play.conditions.connected and play.conditions.registered)
    ),
    "inSync has to be authorized anew, with multi-factor authentication": lambda play, _: (
        play.conditions.mfa_needed
    ),
    "inSync has no consent to use mail over Microsoft Graph": lambda play, _: (
        not play.conditions.mail_consent
    ),
    "Microsoft 365 does not let inSync use Exchange Web Services": lambda play, _: (
        not play.conditions.ews
    ),
    "The tenant has no SharePoint, and so no OneDrive": lambda play, _: (
        not play.conditions.sharepoint
    ),
}
"""What a warning says of everybody, and whether it is so."""
OF_SOMEBODY: dict[str, Holds] = {
    "Microsoft 365 does not know (.+)": lambda play, name: not is_known(play, name),
    "The mailbox does not open to (.+)": lambda play, name: (
        is_the_upn(play, name) and not play.user.aliases
    ),
    "OneDrive does not open to (.+)": lambda play, name: (
        is_known(play, name) and not is_the_upn(play, name)
    ),
    "(.+) leads to a user without a mailbox": lambda play, name: (
        is_known(play, name) and play.user.mailbox is MailboxState.NONE
    ),
    "(.+) leads to a user without a OneDrive": lambda play, name: (
        is_the_upn(play, name) and play.user.drive in (DriveState.NOT_PROVISIONED, *LOST)
    ),
    "The mailbox that (.+) leads to has lost its license": lambda play, name: (
        is_known(play, name) and play.user.mailbox is MailboxState.SOFT_DELETED
    ),
    "The OneDrive that (.+) leads to has lost its license": lambda play, name: (
        is_the_upn(play, name) and play.user.drive in LOST
    ),
    "(.+) is not the primary SMTP address": lambda play, name: (
        is_known(play, name) and not is_the_primary_address(play, name)
    ),
    "(.+) has no AD attribute to present": lambda play, name: (
        name == play.account.email_id.text and not play.account.ad_attribute
    ),
    "(.+) is preserved": lambda play, name: (
        name == play.account.email_id.text and play.account.status is AccountStatus.PRESERVED
    ),
    "(.+) has no inSync license": lambda play, name: (
        name == play.account.email_id.text and not play.conditions.license_free
    ),
    "The profile of .+ does not protect (.+)": lambda play, workload: (
        not is_protected(play, workload)
    ),
}
"""What a warning says of an account and of the user that it leads to, and whether it is so."""


Situations = list[tuple[Play, Situation, tuple[Warned, ...]]]


@pytest.fixture(scope="module")
def situations() -> Situations:
    all_of_them = [(play, play.situation()) for play in plays()]
    return [
        (play, situation, warnings([play.account], situation)) for play, situation in all_of_them
    ]


def found(reason: str, claims: dict[str, Holds]) -> tuple[str, str] | None:
    """Return which claim a reason makes, and of what."""
    for claim in claims:
        matched = re.fullmatch(claim, reason)
        if matched:
            return claim, (matched[1] if matched.groups() else "")
    return None


def test_the_reason_of_a_warning_is_true(situations: Situations) -> None:
    claims = OF_EVERYBODY | OF_SOMEBODY
    made = set()
    for play, _, said in situations:
        for each in said:
            claim = found(each.reason, claims)
            assert claim, each.reason
            assert claims[claim[0]](play, claim[1]), (each.reason, play)
            made.add(claim[0])
    assert made == set(claims)


def test_of_everybody_is_said_what_is_true_of_the_tenant_alone(situations: Situations) -> None:
    made = set()
    for play, situation, _ in situations:
        for reason in of_everybody(situation):
            claim = found(reason, OF_EVERYBODY)
            assert claim, reason
            assert OF_EVERYBODY[claim[0]](play, ""), (reason, play)
            made.add(claim[0])
    assert made == set(OF_EVERYBODY)


def test_a_tenant_without_users_is_said_to_have_none(situations: Situations) -> None:
    _, situation, _ = situations[0]
    empty = Situation(situation.conditions, situation.profiles, {}, readings={})
    assert (of_everybody(situation), of_everybody(empty)) == ((), ("Microsoft 365 has no users",))


def test_a_warning_names_the_jobs_that_fail_and_how_they_end(situations: Situations) -> None:
    seen = 0
    for _, _, said in situations:
        for each in said:
            ends = {outcome.job: end_of(outcome.started, outcome.code) for outcome in each.outcomes}
            assert jobs_in(str(each).removeprefix(f"{each.reason}: ")) == ends, str(each)
            seen += 1
    assert seen


def end_of(started: bool, code: object) -> str:
    if not started:
        return "is started"
    return f"end in {code.value}" if code else "fail"  # type: ignore[attr-defined]


def jobs_in(effects: str) -> dict[Job, str]:
    """Read back which jobs a warning names, and how it says that they end."""
    ends: dict[Job, str] = {}
    for effect in effects.split(", "):
        matched = re.fullmatch(r"(?:no )?(.+?) (end in .+|fail|is started)", effect)
        assert matched, effect
        app = ""
        for named in re.split(" and | or ", matched[1]):
            own, _, kind = named.rpartition(" ")
            app = own or app
            for job in Job:
                if job.restores is kind.startswith("restore") and app in ("", job.workload.value):
                    ends[job] = matched[2]
    return ends
