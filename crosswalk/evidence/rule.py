"""The rule that decided: what it says of the last import, and of the last job of some people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus

from crosswalk.labs import Lab
from fakes.insync import rules as insync_rules
from fakes.insync.model import Backup, BackupStatus, Restore, RestoreStatus, Workload
from fakes.microsoft365 import rules as microsoft365_rules
from fakes.serving.people import roles
from fakes.wire import Exchange

from .everyone import SHOWN_AT_MOST, Everyone
from .exchange_summary import NOBODY, answered, created_as, looked_up
from .model import OKTA

_ADDRESS_RULES = {
    ("backup", Workload.EXCHANGE_ONLINE): microsoft365_rules.opens_mailbox,
    ("backup", Workload.ONEDRIVE): microsoft365_rules.opens_drive,
    ("restore", Workload.EXCHANGE_ONLINE): microsoft365_rules.accepts_restore,
    ("restore", Workload.ONEDRIVE): microsoft365_rules.opens_drive,
}
_CHOICES = {
    "backup": insync_rules.presented_for_backup,
    "restore": insync_rules.presented_for_restore,
}
_WELL = (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS)


def rule_that_decided(
    lab: Lab, everyone: Everyone, names: Iterable[str], exchanges: Sequence[Exchange]
) -> str:
    """Return what decided the last import among exchanges, and the last job of people.

    Of several jobs one that failed is taken before one that did not, a restore before a backup.
    """
    parts = (_of_import(exchanges), _of_jobs(lab, everyone, names))
    return "\n\n".join(part for part in parts if part)


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
    jobs: list[Backup | Restore] = []
    for name in names:
        for account in everyone.people[name].accounts if name in everyone.people else ():
            jobs.extend(lab.insync.protection.backups(account.id)[-1:])
            jobs.extend(lab.insync.protection.restores(account.id)[-1:])
    if not jobs:
        return ""
    job = max(jobs, key=lambda each: (each.status not in _WELL, isinstance(each, Restore)))
    kind = "backup" if isinstance(job, Backup) else "restore"
    setting = everyone.setting.value
    address_rule = (_claim(_ADDRESS_RULES[(kind, job.workload)]),) if job.presented else ()
    return "\n".join(
        (
            f"{kind} of {job.workload.value}, accessing user accounts using {setting}:",
            f"inSync presented {_described(everyone, job.presented)}",
            _claim(_CHOICES[kind]),
            *address_rule,
        )
    )


def _described(everyone: Everyone, presented: str | None) -> str:
    """Say what an address is to Microsoft 365, since the next question is always which one."""
    if presented is None:
        return "nothing"
    for name, person in everyone.people.items():
        if found := roles(person, presented):
            return f"{presented}, {' and '.join(_CALLED[role] for role in found)} of {name}"
    return f"{presented}, which Microsoft 365 does not know"


_CALLED = {"UPN": "the UPN", "SMTP": "the SMTP address", "alias": "an alias"}


def _claim(rule: object) -> str:
    """Return the first line of a rule's docstring, which states it."""
    return (rule.__doc__ or "").strip().splitlines()[0]
