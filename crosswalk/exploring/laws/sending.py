"""Laws about what Okta sends: what its mapping says, and what its To App page allows."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from crosswalk.exploring.kinds import Kind
from crosswalk.exploring.watching import UPN, Happened, Write
from fakes.insync.model import AccountStatus
from fakes.okta.model import Apply, AppUser, AppUserStatus

from .law import Breaches, Memory, law

_RUN = "okta.jobs.run"
_APPLYING = ("okta.assignments.apply_updates_now", "okta.assignments.force_sync")
_OTHERWISE = ("okta.app.configure", "okta.app.connect", "okta.app.add_anew", "okta.jobs.retry")
"""What changes the To App page, or sends what was queued under another one."""


@law("updates that are applied reach the AD attribute", "R05", "R13", "P3")
def applied_updates_arrive(happened: Happened, _memory: Memory) -> Breaches:
    """After all updates were applied and sent, a linked account has the UPN of its person.

    It is looked at while the row of the UPN reads the login, for create and update.
    """
    if not _all_was_sent(happened) or not any(map(happened.done, _APPLYING)):
        return
    okta = happened.world.lab.okta
    page, rows = okta.app.provisioning(), {each.target: each for each in okta.app.mappings()}
    row = rows.get(UPN)
    if row is None or (row.expression, row.apply) != ("user.login", Apply.CREATE_AND_UPDATE):
        return
    if not (page.enabled and page.update_user_attributes):
        return
    accounts = {each.scim_id: each for each in happened.after.accounts}
    logins = {each.id: each.login for each in happened.after.people}
    for each in _sent(happened):
        account = accounts.get(str(each.external_id))
        login = logins[each.user_id]
        if account and account.status is AccountStatus.ACTIVE and account.ad_attribute != login:
            yield (
                f"updates were applied, and {account.email_id} has the AD attribute "
                f"{account.ad_attribute}, not {login}"
            )


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

    A job that was queued before is sent as the page allowed then: nothing may have waited.
    """
    if happened.before.pending or any(map(happened.done, _OTHERWISE)):
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
    for each in writes:
        if not allowed[_deed(each)]:
            yield f"Okta {_deed(each)} {each.scim_id}, which its To App page does not allow"


def _deed(write: Write) -> str:
    if write.kind is Kind.CREATE:
        return "creates"
    return "deactivates" if write.sent.get("active") is False else "sends"
