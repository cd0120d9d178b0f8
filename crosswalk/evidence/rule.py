"""What decided: what came of the last import, and how the last job of some people ended and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus

from crosswalk.catalogue import ASSUMPTIONS, FACTS, REQUIREMENTS
from crosswalk.lab_interface import Lab
from fakes.insync.model import (
    Account,
    Backup,
    BackupStatus,
    Cause,
    ErrorCode,
    NotStarted,
    Restore,
    RestoreStatus,
    Workload,
)
from fakes.outcomes.model import Job, Outcome
from fakes.serving.people import roles
from fakes.wire import Exchange

from .everyone import SHOWN_AT_MOST, Everyone, read_everyone
from .exchange_summary import NOBODY, answered, created_as, looked_up
from .model import OKTA

_Asked = Backup | Restore | NotStarted
_WELL = (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS)


def rule_that_decided(
    lab: Lab,
    everyone: Everyone,
    names: Iterable[str],
    exchanges: Sequence[Exchange],
    failed: Failures | None = None,
) -> str:
    """Return what decided the last import among exchanges, and the jobs of people.

    Of the jobs that is what ``failed`` saw. Where no job failed it is the last one: one that failed
    is taken before one that did not, a restore before a backup.
    """
    jobs = tuple(failed.told(everyone)) if failed else ()
    parts = (_of_import(exchanges), *(jobs or [_of_jobs(lab, everyone, names)]))
    return "\n\n".join(part for part in parts if part)


class Failures:
    """What decided the jobs that failed, told while the systems still are as they were then."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._seen: set[_Asked] = set()
        self._told: dict[str, None] = {}
        self._kinds: dict[tuple[int, Workload, bool], None] = {}

    def look(self, step: str) -> None:
        """Take in the jobs that a step let fail; of many accounts those of whom it names first."""
        failed = [each for each in self._asked(step) if not _went_well(each)]
        new = [each for each in failed if each not in self._seen]
        if not new:
            return
        self._seen.update(new)
        self._kinds.update(dict.fromkeys(map(_kind, new)))
        everyone = read_everyone(self._lab)
        self._told.update(dict.fromkeys(_told(everyone, each) for each in new))

    def told(self, everyone: Everyone) -> Iterator[str]:
        """Yield what decided each failure, and what decided when such a job succeeded at last."""
        yield from list(self._told)[:SHOWN_AT_MOST]
        last = {_kind(each): each for id_, *_ in self._kinds for each in _jobs_of(self._lab, id_)}
        well = [last[each] for each in self._kinds if each in last and _went_well(last[each])]
        yield from list(dict.fromkeys(_told(everyone, each) for each in well))[:SHOWN_AT_MOST]

    def _asked(self, step: str) -> Iterator[_Asked]:
        words = set(step.split())
        accounts = sorted(
            self._lab.insync.accounts.all(),
            key=lambda account: account.display_name.split(" ")[0] not in words,
        )
        for account in accounts[:SHOWN_AT_MOST]:
            yield from _jobs_of(self._lab, account.id)


def _kind(job: _Asked) -> tuple[int, Workload, bool]:
    return job.account_id, job.workload, _restores(job)


def _jobs_of(lab: Lab, account_id: int) -> Iterator[_Asked]:
    protection = lab.insync.protection
    yield from protection.backups(account_id)
    yield from protection.restores(account_id)
    yield from protection.not_started(account_id)


def _of_import(exchanges: Sequence[Exchange]) -> str:
    """Say which userNames Okta asked inSync for when it last asked, and what came of it."""
    asking = [each for each in exchanges if each.sender == OKTA and looked_up(each)]
    if not asking:
        return ""
    turn = asking[-1].turn
    asked = {looked_up(each): answered(each) for each in asking if each.turn == turn}
    made = {
        user_name: each.status == HTTPStatus.CREATED
        for each in exchanges
        if each.turn == turn and each.method == "POST" and (user_name := created_as(each))
    }
    lines = [f"  {name}: {_came_of(said, made.get(name))}" for name, said in asked.items()]
    over = len(lines) - SHOWN_AT_MOST
    return "\n".join(
        (
            "import: Okta looks a userName up in inSync; whom it finds it updates, whom it does "
            "not find it creates:",
            *lines[:SHOWN_AT_MOST],
            *([f"  ... and {over} more"] if over > 0 else []),
        )
    )


def _came_of(said: str, created: bool | None) -> str:
    if said != NOBODY:
        return "found" if said.startswith("totalResults") else f"not told ({said or 'no answer'})"
    if created is None:
        return "no account has it, and none was asked for"
    return f"no account has it, {'one was created' if created else 'and inSync refused a new one'}"


def _of_jobs(lab: Lab, everyone: Everyone, names: Iterable[str]) -> str:
    jobs: list[_Asked] = []
    for name in names:
        for account in everyone.people[name].accounts if name in everyone.people else ():
            jobs.extend(lab.insync.protection.not_started(account.id))
            jobs.extend(lab.insync.protection.backups(account.id)[-1:])
            jobs.extend(lab.insync.protection.restores(account.id)[-1:])
    if not jobs:
        return ""
    return _told(everyone, max(jobs, key=lambda each: (not _went_well(each), _restores(each))))


def _told(everyone: Everyone, job: _Asked) -> str:
    kind = "restore" if _restores(job) else "backup"
    setting = everyone.situation.conditions.access.value
    told = (
        (f"it was not started: {job.cause.value}",)
        if isinstance(job, NotStarted)
        else (
            f"inSync presented {_described(everyone, job.presented)}",
            *(_ended(job.error, job.cause) if job.cause else ["it succeeded"]),
        )
    )
    head = f"{kind} of {job.workload.value}, accessing user accounts using {setting}:"
    return "\n".join((head, *told, *_why(everyone, job)))


def _went_well(job: _Asked) -> bool:
    return not isinstance(job, NotStarted) and job.status in _WELL


def _restores(job: _Asked) -> bool:
    return job.restoring if isinstance(job, NotStarted) else isinstance(job, Restore)


def _ended(error: ErrorCode | None, cause: Cause | None) -> Iterator[str]:
    if cause is not None:
        yield f"it ended with {error.value}: {cause.value}" if error else f"it ended: {cause.value}"


def _why(everyone: Everyone, job: _Asked) -> Iterator[str]:
    """Name what decided, if the systems still are as they were when the job ran."""
    account_id = job.target_account_id if isinstance(job, Restore) else job.account_id
    account = _account(everyone, account_id)
    if account is None:
        yield "The account is gone, and with it what decided"
        return
    foretold = everyone.situation.outcome(
        Job.of(job.workload, restores=_restores(job)),
        account,
        _account(everyone, job.account_id),
    )
    if _is_foretold(job, foretold):
        yield from _claims(foretold.ids, everyone.situation.readings)
    else:
        yield from _otherwise(job, foretold)


def _is_foretold(job: _Asked, foretold: Outcome) -> bool:
    if isinstance(job, NotStarted):
        return (foretold.started, foretold.cause) == (False, job.cause)
    told = (foretold.started, foretold.presented, foretold.code, foretold.cause)
    return told == (True, job.presented, job.error, job.cause)


def _otherwise(job: _Asked, foretold: Outcome) -> Iterator[str]:
    """Say that what decided is not there any more, or was never held by a system: without ids."""
    if not isinstance(job, NotStarted) and job.underlying:
        yield f"Microsoft 365 said: {job.underlying}"
    yield "By what the systems hold now it would end otherwise:"
    if foretold.started:
        yield f"inSync would present {foretold.presented or 'nothing'}"
    yield from _ended(foretold.code, foretold.cause)


def _account(everyone: Everyone, account_id: int) -> Account | None:
    accounts = (each for person in everyone.people.values() for each in person.accounts)
    return next((each for each in accounts if each.id == account_id), None)


def _described(everyone: Everyone, presented: str | None) -> str:
    """Say what an address is to Microsoft 365, since the next question is always which one."""
    if presented is None:
        return "nothing"
    for name, person in everyone.people.items():
        if found := roles(person, presented):
            return f"{presented}, {' and '.join(_CALLED[role] for role in found)} of {name}"
    return f"{presented}, which Microsoft 365 does not know"


_CALLED = {"UPN": "the UPN", "SMTP": "the SMTP address", "alias": "an alias"}


def _claims(ids: Iterable[str], readings: Mapping[str, str]) -> Iterator[str]:
    """Return what the catalogue states under each id, an assumption as it is read now."""
    for id_ in ids:
        assumption = ASSUMPTIONS.get(id_)
        if assumption is None:
            yield f"{id_}: {(REQUIREMENTS.get(id_) or FACTS[id_]).statement}"
        elif assumption.readings and readings[id_] != assumption.readings[0]:
            yield f"{id_}, read otherwise: {assumption.otherwise}"
        else:
            yield f"{id_}: {assumption.statement}"
