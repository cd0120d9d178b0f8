"""Bugs that are put into a rule or into the flow, for laws to find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fakes.insync import rules as insync_rules
from fakes.insync.model import Account, Backup, Cause, Restore, ScimUser, Workload
from fakes.insync.service import backup as backups
from fakes.insync.service import restore as restores
from fakes.insync.service import scim_users, snapshot_reader
from fakes.insync.service.accounts import AccountsService
from fakes.insync.service.backup import Backups
from fakes.insync.service.connection import AccessRefused
from fakes.insync.service.contents import forget
from fakes.insync.service.not_started import keep_from_starting
from fakes.insync.service.presenting import to_restore
from fakes.insync.service.restore import Restores, Tally
from fakes.insync.service.state import State
from fakes.microsoft365 import rules as microsoft365_rules
from fakes.microsoft365.model import DriveState, Problem
from fakes.microsoft365.rules import Named
from fakes.okta.model import AppUser, OnApplyUpdates
from fakes.okta.service.assignments import assignment_changes
from fakes.okta.service.provisioning import job_outcomes, job_queue
from fakes.okta.service.provisioning.job_queue import JobQueue
from fakes.okta.service.provisioning.provisioning_flow import ProvisioningFlow
from fakes.okta.service.state import store_app_user
from fakes.wire import Address

Mutant = Callable[[pytest.MonkeyPatch], None]


def look_up_matches_with_case(patch: pytest.MonkeyPatch) -> None:
    service = scim_users.ScimUsers
    found = service.by_user_name

    def by_user_name(self: Any, user_name: str) -> Account | None:
        holder = found(self, user_name)
        return holder if holder and holder.email_id.text == user_name else None

    patch.setattr(service, "by_user_name", by_user_name)


def created_without_look_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ProvisioningFlow, "_look_up", lambda _self, _app_user: "")


def attribute_dropped_on_update(patch: pytest.MonkeyPatch) -> None:
    described = scim_users._described

    def dropping(account: Account, email_id: Address, user: ScimUser) -> Account:
        new = described(account, email_id, user)
        return replace(new, ad_attribute=None) if account.ad_attribute else new

    patch.setattr(scim_users, "_described", dropping)


def restored_to_another_mailbox(patch: pytest.MonkeyPatch) -> None:
    presented = to_restore

    def another(state: State, target: Account, workload: Workload) -> str | None:
        others = [each.email_id.text for each in state.accounts if each.id != target.id]
        return others[0] if others else presented(state, target, workload)

    patch.setattr(restores, "to_restore", another)


def snapshots_lost_on_preserve(patch: pytest.MonkeyPatch) -> None:
    preserve = AccountsService.preserve

    def losing(self: Any, account_id: int) -> Account:
        preserved = preserve(self, account_id)
        for workload in Workload:
            for snapshot in self._state.snapshots.group("workload", (account_id, workload)):
                forget(self._state, snapshot)
        return preserved

    patch.setattr(AccountsService, "preserve", losing)


def task_never_retried(patch: pytest.MonkeyPatch) -> None:
    def drop(self: Any, task_id: str) -> None:
        self._outcomes.take_back(task_id)

    patch.setattr(JobQueue, "retry", drop)


def token_never_expires(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        insync_rules, "opens", lambda token, digest, _now: token and token.digest == digest
    )


def retried_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(job_outcomes, "MAX_ATTEMPTS", 10**9)


def created_and_not_linked(patch: pytest.MonkeyPatch) -> None:
    create = ProvisioningFlow._create

    def forgetting(self: Any, app_user: AppUser) -> Any:
        done = create(self, app_user)
        held = self._state.app_users.get(app_user.user_id)
        store_app_user(self._state, self._log.now(), replace(held, external_id=None))
        return done

    patch.setattr(ProvisioningFlow, "_create", forgetting)


def renamed_by_a_new_look_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        assignment_changes, "on_rename", lambda _cause, _reading: OnApplyUpdates.LOOK_UP_AGAIN
    )


def alias_accepts_a_restore(patch: pytest.MonkeyPatch) -> None:
    def names(user: Named) -> tuple[str, ...]:
        return tuple(each.folded for each in (user.mail, *user.aliases) if each)

    patch.setattr(microsoft365_rules, "primary_names", names)


def onedrive_opens_to_the_mail_address(patch: pytest.MonkeyPatch) -> None:
    def names(user: Named) -> tuple[str, ...]:
        return (user.id, user.mail.folded) if user.mail else (user.id,)

    patch.setattr(microsoft365_rules, "directory_names", names)


def administrators_preservation_undone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(insync_rules, "identity_provider_may_activate", lambda _account: True)


def full_profile_takes_more(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(insync_rules, "is_full", lambda _profile, _users: False)


def retention_takes_the_last_snapshot(patch: pytest.MonkeyPatch) -> None:
    beyond = insync_rules.beyond_retention
    patch.setattr(
        insync_rules,
        "beyond_retention",
        lambda snapshots, profile, now: tuple(snapshots) if beyond(snapshots, profile, now) else (),
    )


def changed_profile_not_stored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(assignment_changes, "differs", lambda _before, _after: False)


def deactivated_with_the_switch_off(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        job_queue, "may_deactivate", lambda page, linked: page.enabled and linked is not None
    )


def not_started_backup_numbered(patch: pytest.MonkeyPatch) -> None:
    not_started = Backups._not_started

    def numbered(self: Any, account: Account, workload: Workload, cause: Cause) -> Backup:
        return replace(not_started(self, account, workload, cause), id=1)

    patch.setattr(Backups, "_not_started", numbered)


def not_started_remembered_of_the_other_kind(patch: pytest.MonkeyPatch) -> None:
    keep = keep_from_starting

    def swapped(
        state: State, account: Account, workload: Workload, cause: Cause | None, *, restoring: bool
    ) -> None:
        keep(state, account, workload, cause, restoring=not restoring)

    patch.setattr(backups, "keep_from_starting", swapped)
    patch.setattr(restores, "keep_from_starting", swapped)


def restores_without_a_number(patch: pytest.MonkeyPatch) -> None:
    run = Restores.run

    def unnumbered(*args: Any) -> Restore:
        return replace(run(*args), id=0)

    patch.setattr(Restores, "run", unnumbered)


def restore_counted_from_one(patch: pytest.MonkeyPatch) -> None:
    class FromOne(Tally):
        def __init__(self) -> None:
            super().__init__()
            self.present = 1

    patch.setattr(restores, "Tally", FromOne)


def refusals_shown_without_text(patch: pytest.MonkeyPatch) -> None:
    refused = backups._refused

    def silent(job: Backup, refusal: AccessRefused) -> Backup:
        return replace(refused(job, refusal), message="")

    patch.setattr(backups, "_refused", silent)


def accounts_gone_from_scim_are_listed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(scim_users.ScimUsers, "count", lambda self: len(self._state.accounts))


def deleted_users_kept_for_years(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(microsoft365_rules, "RETENTION", timedelta(days=3000))


def read_only_onedrives_written(patch: pytest.MonkeyPatch) -> None:
    why_no_drive = microsoft365_rules.why_no_drive

    def open_to_writers(state: DriveState, *, sharepoint: bool, writing: bool) -> Problem | None:
        return why_no_drive(state, sharepoint=sharepoint, writing=writing and not sharepoint)

    patch.setattr(microsoft365_rules, "why_no_drive", open_to_writers)


def unread_items_dropped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(snapshot_reader, "carried_over", lambda _before, **_missed: ())


MUTANTS: dict[Mutant, str] = {
    look_up_matches_with_case: "a look-up finds who is there",
    created_without_look_up: "a look-up that missed explains every account",
    attribute_dropped_on_update: "the AD attribute is what was sent last",
    restored_to_another_mailbox: "whom a restore does not name is left alone",
    snapshots_lost_on_preserve: "no snapshot is lost",
    task_never_retried: "a retried task waits as a job",
    token_never_expires: "a token works until its end and no longer",
    retried_for_ever: "retries end",
    created_and_not_linked: "whoever Okta created is linked",
    renamed_by_a_new_look_up: "a link is forgotten only where a path says so",
    alias_accepts_a_restore: "mail is restored by the primary address alone",
    onedrive_opens_to_the_mail_address: "OneDrive opens to a UPN, and a mailbox to its addresses",
    administrators_preservation_undone: (
        "what an administrator preserved comes back by an administrator"
    ),
    full_profile_takes_more: "a full profile takes nobody",
    retention_takes_the_last_snapshot: "no snapshot is lost",
    changed_profile_not_stored: "updates that are applied reach the AD attribute",
    deactivated_with_the_switch_off: "Okta does what its To App page allows",
    not_started_backup_numbered: "a backup that does not start leaves the last one as it was",
    not_started_remembered_of_the_other_kind: (
        "why a job does not start is remembered until one starts"
    ),
    restores_without_a_number: "a job that starts is recorded under a number of its own",
    restore_counted_from_one: "a restore counts what it was to write",
    refusals_shown_without_text: "the console shows the text of the code, and nothing without one",
    deleted_users_kept_for_years: "a deleted user can be restored for 30 days",
    read_only_onedrives_written: "nothing is written to a OneDrive that is read-only",
    unread_items_dropped: "what could not be read is kept from the snapshot before",
    accounts_gone_from_scim_are_listed: "SCIM lists every account that it knows",
}
"""Each bug, and a law that it breaks."""
