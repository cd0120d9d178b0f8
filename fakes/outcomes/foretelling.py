"""One truth about outcomes: how a job ends, by the rules that inSync and Microsoft 365 go by.

Nothing is decided here. The rules of inSync choose what is presented and read the answer, those of
Microsoft 365 say who is meant and what is refused; this module asks them in the order in which a
job meets them, and names what decided. What it does not know of is chance: faults on the network,
limits of calls, a token that outlives what would refuse a new one.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from fakes.insync import rules as insync
from fakes.insync.model import Account, Cause, Profile, Workload
from fakes.insync.rules import Meaning, Presented
from fakes.microsoft365 import rules as microsoft365
from fakes.microsoft365.api.ews.operations import FAULTS
from fakes.microsoft365.api.graph.errors import graph_error
from fakes.microsoft365.api.login.token import MFA_NEEDED
from fakes.microsoft365.model import DriveState, MailboxState, Problem
from fakes.microsoft365.service.refusal import RequestRefused

from .model import Conditions, DirectoryUser, Holders, Job, Outcome

Ids = tuple[str, ...]

_NO_ACCESS: Ids = ("F68", "A76")
_NOT_STARTED: dict[Cause, Ids] = {
    Cause.PRESERVED: ("F10",),
    Cause.NO_LICENSE: ("F54", "A8"),
    Cause.NOT_PROTECTED: ("F37", "A8"),
    Cause.NOT_CONNECTED: _NO_ACCESS,
}
_NOT_RESTORED: dict[Cause, Ids] = {
    Cause.PRESERVED: ("F57", "A44"),
    Cause.NOT_CONNECTED: _NO_ACCESS,
}
_NO_DRIVE: dict[Problem, Ids] = {
    Problem.NO_SHAREPOINT: ("F42",),
    Problem.NO_DRIVE: ("F09",),
    Problem.DRIVE_LOCKED: ("F39",),
}


class _Question(NamedTuple):
    """What Microsoft 365 is asked for a job: a value, the users who have it, the conditions."""

    job: Job
    presented: str
    is_email_id: bool
    users: tuple[DirectoryUser, ...]
    conditions: Conditions


class _Answer(NamedTuple):
    """Who is reached, or what the refusal means to inSync, and the ids of what decided."""

    opened: DirectoryUser | None
    refusal: Meaning | None
    ids: Ids


class _Closed(NamedTuple):
    """What it means to inSync that it is refused for everybody, and the ids of what decided."""

    refusal: Meaning
    ids: Ids


_Refused = Callable[[_Question, Problem, Ids], _Answer]


def foretell(
    job: Job,
    account: Account,
    profile: Profile | None,
    conditions: Conditions,
    holders: Holders,
    *,
    source: Account | None = None,
) -> Outcome:
    """Tell how a job of an account ends, for a restore one that restores to the account.

    ``source`` is whose snapshot is restored, that of the account itself unless it is given.
    """
    not_backed_up = insync.why_not_backed_up(
        account,
        profile,
        job.workload,
        connected=conditions.connected,
        license_free=conditions.license_free,
    )
    cause = _why_not_restored(source or account, conditions) if job.restores else not_backed_up
    if cause:
        kept_by = _NOT_RESTORED if job.restores else _NOT_STARTED
        started = job.restores and cause is Cause.NOT_CONNECTED
        return Outcome(job, None, None, cause, kept_by[cause], started=started)
    value, ids = _presented(job, account, conditions)
    if not_backed_up:
        ids = (*ids, "A44")
    if not value:
        return _without_value(job, ids)
    closed = _closed(job, conditions)
    if closed:
        return Outcome(job, value, *closed.refusal, closed.ids)
    users = tuple(holders(value.casefold()))
    is_email_id = value == account.email_id.text
    answer = _ANSWERS[job](_Question(job, value, is_email_id, users, conditions))
    code, why_refused = answer.refusal or (None, None)
    return Outcome(job, value, code, why_refused, ids + answer.ids, answer.opened)


def _closed(job: Job, conditions: Conditions) -> _Closed | None:
    """Tell what refuses a job whatever it presents: no token, or no right to what it uses."""
    if not conditions.registered:
        return _Closed(insync.meaning_of_no_access(), _NO_ACCESS)
    if conditions.mfa_needed:
        return _Closed(insync.meaning_of_no_access(f"AADSTS{MFA_NEEDED}"), ("F62",))
    return _no_mail(job, conditions) if job.workload is Workload.EXCHANGE_ONLINE else None


def _no_mail(job: Job, conditions: Conditions) -> _Closed | None:
    if not insync.uses_ews(conditions.mail_api, restoring=job.restores):
        no_access = insync.meaning_of_no_access()
        return None if conditions.mail_consent else _Closed(no_access, ("F66", "A53"))
    if conditions.ews:
        return None
    forbidden = insync.meaning_of_ews(status=HTTPStatus.FORBIDDEN, code="", restoring=job.restores)
    return _Closed(forbidden, ("F41", "A53"))


def _why_not_restored(source: Account, conditions: Conditions) -> Cause | None:
    preserved = insync.why_not_restored(source, conditions.restore_of_preserved)
    return preserved or (None if conditions.connected else Cause.NOT_CONNECTED)


def _presented(job: Job, account: Account, conditions: Conditions) -> Presented:
    access, without = conditions.access, conditions.without_attribute
    if not job.restores:
        return insync.presented_for_backup(account, access, without)
    return insync.presented_for_restore(
        account,
        job.workload,
        access=access,
        presents=conditions.restore_presents,
        without=without,
    )


def _without_value(job: Job, ids: Ids) -> Outcome:
    code, cause = insync.meaning_of_nothing(job.workload, restoring=job.restores)
    silent = job is Job.EXCHANGE_RESTORE
    return Outcome(job, None, code, cause, (*ids, "A43") if silent else ids)


def _use_mailbox(asked: _Question) -> _Answer:
    conditions, restoring = asked.conditions, asked.job.restores
    if not insync.uses_ews(conditions.mail_api, restoring=restoring):
        return _open_mailbox(asked, _mailbox_owner(asked), _refused_by_graph)
    if restoring:
        return _write_mailbox(asked)
    user = microsoft365.mailbox_with_address(asked.users, asked.presented, conditions.unlisted_upn)
    return _open_mailbox(asked, user, _refused_by_ews)


def _open_mailbox(asked: _Question, user: DirectoryUser | None, refused: _Refused) -> _Answer:
    """Tell who is reached where any address of a mailbox opens it, to be read or written."""
    # Over Graph a restore needs no more than a backup.
    ids = ("A53", "R02") if asked.job.restores else ("R02",)
    if user is None:
        return refused(asked, Problem.NO_SUCH_MAIL_USER, (*ids, *_unlisted(asked)))
    problem = microsoft365.why_no_mailbox(user.mailbox, asked.conditions.unlicensed_mailbox)
    if problem:
        return refused(asked, problem, _no_mailbox(user))
    ids = (*ids, *_unlisted(asked), *_mailbox_without_license(user))
    return _Answer(user, None, ids + _in_another_case(asked, user, mailbox=True))


def _use_drive(asked: _Question) -> _Answer:
    user = microsoft365.drive_owner(asked.users, asked.presented)
    if user is None:
        by_email_id = asked.is_email_id and not asked.job.restores
        ids = ("R01", "R07") if by_email_id else ("R01",)
        return _refused_by_graph(asked, Problem.NO_SUCH_USER, ids)
    problem = microsoft365.why_no_drive(
        user.drive, sharepoint=asked.conditions.sharepoint, writing=asked.job.restores
    )
    if problem is None:
        read_only = ("F39",) if user.drive is DriveState.READ_ONLY else ()
        return _Answer(user, None, ("R01", *read_only, *_in_another_case(asked, user)))
    found = problem is Problem.DRIVE_LOCKED or not asked.job.restores
    return _refused_by_graph(asked, problem, _NO_DRIVE[problem] + (() if found else ("A42",)))


def _write_mailbox(asked: _Question) -> _Answer:
    user = _mailbox_owner(asked)
    if user is None:
        return _refused_by_ews(asked, Problem.NO_SUCH_MAIL_USER, ("R03", *_unlisted(asked)))
    problem = microsoft365.why_no_restore(user, asked.presented)
    if problem:
        is_upn = asked.presented.casefold() == user.user_principal_name.folded
        return _refused_by_ews(
            asked, problem, ("R03", "R08") if is_upn and asked.is_email_id else ("R03",)
        )
    problem = microsoft365.why_no_mailbox(user.mailbox, asked.conditions.unlicensed_mailbox)
    if problem:
        return _refused_by_ews(asked, problem, _no_mailbox(user))
    ids = ("R03", *_mailbox_without_license(user))
    return _Answer(user, None, ids + _in_another_case(asked, user, mailbox=True))


_ANSWERS = {
    Job.EXCHANGE_BACKUP: _use_mailbox,
    Job.ONEDRIVE_BACKUP: _use_drive,
    Job.EXCHANGE_RESTORE: _use_mailbox,
    Job.ONEDRIVE_RESTORE: _use_drive,
}


def _mailbox_owner(asked: _Question) -> DirectoryUser | None:
    return microsoft365.mailbox_owner(asked.users, asked.presented, asked.conditions.unlisted_upn)


def _refused_by_graph(asked: _Question, problem: Problem, ids: Ids) -> _Answer:
    """Tell what inSync makes of a refusal, in the words in which Graph says it."""
    conditions = asked.conditions
    said = graph_error(
        RequestRefused(problem, asked.presented),
        {"A49": conditions.unknown_mail_user.value, "A50": conditions.unopened_onedrive.value},
    )
    meaning = insync.meaning_of_graph(asked.job.workload, code=said.code, text=str(said))
    return _Answer(None, meaning, ids)


def _refused_by_ews(asked: _Question, problem: Problem, ids: Ids) -> _Answer:
    code, _ = FAULTS[problem]
    meaning = insync.meaning_of_ews(
        status=HTTPStatus.INTERNAL_SERVER_ERROR, code=code, restoring=asked.job.restores
    )
    return _Answer(None, meaning, ids)


def _unlisted(asked: _Question) -> Ids:
    """Name A6 where a value is the UPN of somebody whose mailbox does not list it."""
    opened = microsoft365.opens_mailbox
    listed = any(opened(user, asked.presented, upn_opens=False) for user in asked.users)
    return ("A6",) if asked.users and not listed else ()


def _no_mailbox(user: DirectoryUser) -> Ids:
    return ("A54",) if user.mailbox is MailboxState.SOFT_DELETED else ("F09",)


def _mailbox_without_license(user: DirectoryUser) -> Ids:
    if user.mailbox is MailboxState.SOFT_DELETED:
        return ("A54",)
    return ("F40",) if user.shared else ()


def _in_another_case(asked: _Question, user: DirectoryUser, *, mailbox: bool = False) -> Ids:
    """Name A3 where a value is that of a user but for its case."""
    if asked.presented in (user.user_principal_name.text, user.id):
        return ()
    addresses = (user.mail, *user.aliases) if mailbox else ()
    return () if any(asked.presented == each.text for each in addresses if each) else ("A3",)
