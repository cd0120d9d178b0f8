"""What was acknowledged is kept, and what is kept is what comes back."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from crosswalk.exploring.watching import Happened, object_in
from fakes.insync.model import Account, AccountStatus
from fakes.microsoft365.rules import RETENTION
from fakes.okta.model import AppUser, OktaUser
from fakes.wire import Exchange

from .law import Breaches, Memory, law

_DELETED = "insync.accounts.delete"
_CHANGING = tuple(f"insync.accounts.{each}" for each in ("edit", "preserve", "activate", "fill_in"))
_BROKEN = HTTPStatus.INTERNAL_SERVER_ERROR


@law("nothing breaks", "F19", "F24")
def nothing_breaks(happened: Happened, _memory: Memory) -> Breaches:
    """No system answers with a 5xx that nobody planned."""
    for each in happened.exchanges:
        if each.status >= _BROKEN and each.number not in happened.met and not _says_why(each):
            asked = f"{each.sender} asked {each.method} {each.path.partition('?')[0]}"
            yield f"{asked} and was answered {each.status}: {each.response[:200]!r}"


def _says_why(exchange: Exchange) -> bool:
    """Tell whether it is a SOAP fault, which is a 500 too, and not one without a reason."""
    return b":Fault>" in exchange.response and b"ErrorInternalServerError" not in exchange.response


@law("people stay until somebody deletes them", "F27", "F07")
def people_stay(happened: Happened, _memory: Memory) -> Breaches:
    """Nobody leaves a directory or inSync but by the verb that says so."""
    if happened.killed is not None:
        return
    before, after = happened.before, happened.after
    gone = {call.arguments["user_id"] for call in happened.done("okta.directory.delete")}
    for person in _missing(before.people, after.people):
        if person.id not in gone:
            yield f"{person.login} is not in Okta any more, and nobody deleted them"
    deleted = {call.arguments["account_id"] for call in happened.done(_DELETED)}
    kept = {each.id for each in after.accounts}
    for account in before.accounts:
        if account.id not in kept and account.id not in deleted:
            yield f"the account {account.email_id} is gone, and nobody deleted it"
    yield from _users_stay(happened)


def _missing(before: Iterable[OktaUser], after: Iterable[OktaUser]) -> list[OktaUser]:
    kept = {each.id for each in after}
    return [each for each in before if each.id not in kept]


def _users_stay(happened: Happened) -> Breaches:
    before, after = happened.before, happened.after
    kept = {each.id for each in (*after.users, *after.deleted_users)}
    now = happened.world.now
    for user in (*before.users, *before.deleted_users):
        over = user.deleted_at is not None and now - user.deleted_at >= RETENTION
        if user.id not in kept and not over:
            yield f"{user.user_principal_name} is not in Microsoft 365 any more"


@law("what a console answered is there afterwards", "F14")
def answers_are_kept(happened: Happened, _memory: Memory) -> Breaches:
    """Who was added last in a step is there after it, with the address that was answered."""
    if happened.killed is not None:
        return
    yield from _added(happened)
    yield from _edited(happened)


def _added(happened: Happened) -> Breaches:
    """Who was added is there, unless they were deleted right away."""
    gone = {call.arguments["user_id"] for call in happened.done("okta.directory.delete")}
    people: set[object] = {each.id for each in happened.after.people} | gone
    accounts: set[object] = {each.id for each in happened.after.accounts}
    for verb, known in (
        ("okta.directory.add", people),
        ("insync.accounts.add", accounts),
        ("insync.accounts.add_from_ad", accounts),
    ):
        for call in happened.done(verb):
            if call.result.id not in known and not happened.done(_DELETED):
                yield f"{verb} answered {call.result}, who is not there"


def _edited(happened: Happened) -> Breaches:
    """A change that was answered last is what the account holds."""
    changed = [call for call in happened.calls if call.verb in _CHANGING and call.done]
    last = {call.result.id: call for call in changed}
    for call in last.values() if not happened.writes else ():
        said, held = call.result, happened.after.account(call.result.id)
        if held is None or _shown(held) != _shown(said):
            yield f"{call.verb} answered {said}, and inSync holds {held}"


def _shown(account: Account) -> tuple[str, str, AccountStatus]:
    return account.email_id.text, account.display_name, account.status


@law("what SCIM acknowledged is kept", "A37", "R06")
def scim_is_kept(happened: Happened, _memory: Memory) -> Breaches:
    """Whoever SCIM answered to have created or changed has an account of that userName."""
    last = {each.scim_id: each for each in happened.writes if each.status < 300 and each.status}
    touched = {
        call.arguments.get("account_id")
        for verb, calls in happened.by_verb.items()
        if verb.startswith("insync.accounts.")
        for call in calls
    }
    by_scim = {each.scim_id: each for each in happened.after.accounts}
    deleted = _deleted_over_scim(happened)
    for scim_id, write in last.items():
        if write.struck or scim_id in deleted:
            continue
        answered = object_in(write.exchange.response).get("userName")
        held = by_scim.get(scim_id)
        if held is None:
            yield f"SCIM answered {write.status} for {answered}, and no account has its id"
        elif answered and held.email_id.text != answered and held.id not in touched:
            yield f"SCIM answered that the userName is {answered}, and it is {held.email_id}"


def _deleted_over_scim(happened: Happened) -> set[str]:
    return {
        each.path.rpartition("/")[2]
        for each in happened.exchanges
        if each.recipient == "insync" and each.method == "DELETE"
    }


@law("a retried task waits as a job", "F23")
def retried_tasks_wait(happened: Happened, _memory: Memory) -> Breaches:
    """Who retries a task has one task less and one job more, until the queue is run."""
    retried = len(happened.done("okta.jobs.retry"))
    if not retried or happened.restarted or happened.done("okta.jobs.run"):
        return
    jobs = happened.after.pending - happened.before.pending
    tasks = len(happened.before.tasks) - len(happened.after.tasks)
    if (jobs, tasks) != (retried, retried):
        yield f"{retried} tasks were retried: {jobs} jobs more, {tasks} tasks less"


@law("nobody links two people to one account", "A20")
def links_are_single(happened: Happened, _memory: Memory) -> Breaches:
    """An account is linked to one assignment."""
    linked: dict[str, AppUser] = {}
    for each in happened.after.assignments:
        if each.external_id and linked.setdefault(each.external_id, each) is not each:
            other = linked[each.external_id]
            yield f"{each.user_name} and {other.user_name} are linked to one account"


@law("what was kept comes back", "F10")
def restarts_change_nothing(happened: Happened, _memory: Memory) -> Breaches:
    """A lab that is started from its state holds what it held."""
    for call in happened.calls:
        if call.verb == "restart" and call.result:
            yield f"after a restart something differs: {call.result}"


@law("an idle queue is empty or waits for its time", "F06", "F19")
def queues_run(happened: Happened, _memory: Memory) -> Breaches:
    """After a run, what waits was asked to wait: with 429, or behind such a job."""
    runs = happened.done("okta.jobs.run")
    if not runs or happened.calls[-1].verb != "okta.jobs.run" or happened.killed:
        return
    waiting = happened.after.pending
    if waiting and not _was_asked_to_wait(happened) and happened.before.pending == 0:
        yield f"{waiting} jobs wait although nothing asked to wait"


def _was_asked_to_wait(happened: Happened) -> bool:
    return any(
        each.status == HTTPStatus.TOO_MANY_REQUESTS or each.number in happened.met
        for each in happened.exchanges
    )
