"""Laws about what Okta sends: what its mapping says, and what its To App page allows."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from crosswalk.exploring.kinds import Kind
from crosswalk.exploring.watching import UPN, Happened, Write
from fakes.insync.model import AccountStatus
from fakes.okta.model import Action, Apply, AppUser, AppUserStatus

from .law import Breaches, Memory, law

_RUN = "okta.jobs.run"
_APPLYING = "okta.assignments.apply_updates_now"
_UNASSIGN = "okta.assignments.unassign"
_SYNCING = "okta.assignments.force_sync"
_OTHERWISE = ("okta.app.configure", "okta.app.connect", "okta.app.add_anew", "okta.jobs.retry")
"""What changes the To App page, or sends what was queued under another one."""


@law("updates that are applied reach the AD attribute", "R05", "R13", "P3")
def applied_updates_arrive(happened: Happened, _memory: Memory) -> Breaches:
    """After all updates were applied and sent, a linked account has the UPN of its person.

    It is looked at while the row of the UPN reads the login, for create and update. *Force Sync*
    leaves alone what was pushed already, though a client may have changed it since: after it, the
    last push is looked at.
    """
    applied = bool(happened.done(_APPLYING))
    if not _all_was_sent(happened) or not (applied or happened.done(_SYNCING)):
        return
    if not _maps_the_login(happened):
        return
    accounts = {each.scim_id: each for each in happened.after.accounts}
    logins = {each.id: each.login for each in happened.after.people}
    for each in _sent(happened):
        account = accounts.get(str(each.external_id))
        if account is None or account.status is not AccountStatus.ACTIVE:
            continue
        login = logins[each.user_id]
        held = account.ad_attribute if applied else dict(each.pushed).get(UPN)
        if held != login:
            yield f"updates were applied, and the UPN of {account.email_id} is {held}, not {login}"


def _maps_the_login(happened: Happened) -> bool:
    okta = happened.world.lab.okta
    page, rows = okta.app.provisioning(), {each.target: each for each in okta.app.mappings()}
    row = rows.get(UPN)
    mapped = row is not None and (row.expression, row.apply) == (
        "user.login",
        Apply.CREATE_AND_UPDATE,
    )
    return mapped and page.enabled and page.update_user_attributes


def _all_was_sent(happened: Happened) -> bool:
    """Tell whether a step ended with a run that met nothing and left nothing."""
    ran = bool(happened.calls) and happened.calls[-1].verb == _RUN and happened.calls[-1].done
    return ran and not (happened.met or happened.killed or happened.after.pending)


def _sent(happened: Happened) -> Iterator[AppUser]:
    """Yield the assignments that are linked and active, and whose job did not fail."""
    failed = {each.user_id for each in happened.after.tasks}
    refused = {each.scim_id for each in happened.writes if each.status >= HTTPStatus.BAD_REQUEST}
    for each in happened.after.assignments:
        lasting = each.external_id and each.status is not AppUserStatus.INACTIVE
        if lasting and each.user_id not in failed and each.external_id not in refused:
            yield each


@law("Okta does what its To App page allows", "P4", "P5", "F21")
def switches_are_kept(happened: Happened, _memory: Memory) -> Breaches:
    """Okta creates, changes and deactivates accounts only with the switch on.

    A job that was queued before is sent as the page allowed then: nothing may have waited, and
    the page may have been changed before anything else only.
    """
    if happened.before.pending or _changed_meanwhile(happened):
        return
    writes = [each for each in happened.writes if each.exchange.sender == "okta"]
    if not writes:
        return
    page = happened.world.lab.okta.app.provisioning()
    allowed = {
        "creates": page.enabled and page.create_users,
        "deactivates": page.enabled and page.deactivate_users,
        "sends": page.enabled,
    }
    active = {
        each.scim_id for each in happened.before.accounts if each.status is AccountStatus.ACTIVE
    }
    for each in writes:
        deed = _deed(each, active=each.scim_id in active)
        if not allowed[deed]:
            yield f"Okta {deed} {each.scim_id}, which its To App page does not allow"


@law("a retried deactivation is sent", "F23", "P5")
def retried_deactivations_are_sent(happened: Happened, _memory: Memory) -> Breaches:
    """Where only failed deactivations are retried, each is sent, and nothing else."""
    retried = [call.arguments["task_id"] for call in happened.done("okta.jobs.retry")]
    actions = {each.action for each in happened.before.tasks if each.id in retried}
    others = {call.verb for call in happened.calls} - {"okta.jobs.retry", _RUN}
    if actions != {Action.DEACTIVATE} or others or happened.before.pending:
        return
    if not _all_was_sent(happened) or not happened.world.lab.okta.app.provisioning().enabled:
        return
    sent = [each.sent.get("active") for each in happened.writes]
    if sent != [False] * len(retried):
        yield f"{len(retried)} deactivations were retried, and active was sent as {sent}"


@law("whoever is unassigned is deactivated", "P5", "F21")
def unassigned_are_deactivated(happened: Happened, _memory: Memory) -> Breaches:
    """With the switch on, their account is not active once everything was sent."""
    unassigned = {call.arguments["user_id"] for call in happened.done(_UNASSIGN)}
    page = happened.world.lab.okta.app.provisioning()
    if not unassigned or not (page.enabled and page.deactivate_users):
        return
    otherwise = happened.before.pending or any(map(happened.done, _OTHERWISE))
    if otherwise or not _all_was_sent(happened):
        return
    kept = {each.user_id for each in happened.after.assignments}
    kept |= {each.user_id for each in happened.after.tasks}
    accounts = {each.scim_id: each for each in happened.after.accounts}
    for each in happened.before.assignments:
        account = accounts.get(str(each.external_id))
        if each.user_id not in unassigned - kept or account is None:
            continue
        if account.status is AccountStatus.ACTIVE:
            yield f"{each.user_name} was unassigned, and the account {account.email_id} is active"


def _changed_meanwhile(happened: Happened) -> bool:
    """Tell whether the page was another one for some of what was sent in a step."""
    changed = [call for call in happened.calls if call.verb in _OTHERWISE and call.done]
    first = happened.calls[:1]
    return bool(changed) and (changed != first or changed[0].verb != "okta.app.configure")


def _deed(write: Write, *, active: bool) -> str:
    """A push sends back that somebody is inactive, whom it does not deactivate by that."""
    if write.kind is Kind.CREATE:
        return "creates"
    return "deactivates" if active and write.sent.get("active") is False else "sends"
