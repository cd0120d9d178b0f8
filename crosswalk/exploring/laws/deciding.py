"""What the statements say, looked at without the rules that decide it in the lab."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from crosswalk.exploring.kinds import Kind, Trouble, trouble_of
from crosswalk.exploring.watching import Happened, object_in, users_of
from fakes.insync.model import (
    AccountStatus,
    Backup,
    BackupStatus,
    PreservedBy,
    Restore,
    RestoreStatus,
    Workload,
)
from fakes.microsoft365.model import User

from .law import Breaches, Memory, law

_UNLINKING = frozenset(
    {
        *("okta.assignments.unassign", "okta.assignments.unassign_group", "okta.directory.leave"),
        *("okta.assignments.edit_username", "okta.assignments.apply_updates_now"),
        *("okta.assignments.force_sync", "okta.assignments.update_usernames_now"),
        *("okta.app.add_anew", "okta.directory.deactivate", "okta.directory.delete"),
        *("okta.mapping.save", "okta.directory.activate"),
    }
)
"""The verbs by which an assignment, or its link, can go (P2, P3, P5, P7)."""
_BACKING_UP = ("back_up", "back_up_profile", "back_up_everyone")
_NEEDS_ACTIVE = "one for active users"
_COMES_BACK = "it comes back all the same"
_NOT_ENDED = (BackupStatus.FAILED, BackupStatus.NEVER)


@law("a link is forgotten only where a path says so", "P1", "P2", "P3", "P5", "P6", "P7")
def links_stay(happened: Happened, _memory: Memory) -> Breaches:
    """A changed profile, a push or a failure leaves an assignment linked as it was."""
    if happened.killed or not _UNLINKING.isdisjoint(happened.by_verb):
        return
    after = {each.id: each.external_id for each in happened.after.assignments}
    for each in happened.before.assignments:
        if each.external_id and after.get(each.id) != each.external_id:
            now = after.get(each.id)
            yield f"{each.user_name} was linked to {each.external_id} and is to {now}"


@law("whoever Okta created is linked", "R10", "F28")
def created_are_linked(happened: Happened, _memory: Memory) -> Breaches:
    """What inSync answers to a creation is the link from then on."""
    if happened.killed or not _UNLINKING.isdisjoint(happened.by_verb):
        return
    linked = {each.external_id for each in happened.after.assignments}
    for write in happened.writes:
        created = write.kind is Kind.CREATE and write.status == HTTPStatus.CREATED
        by_okta = created and write.exchange.sender == "okta" and not write.struck
        if by_okta and write.scim_id not in linked:
            name = object_in(write.exchange.request).get("userName")
            yield f"Okta created {name} and is not linked to {write.scim_id}"


@law("what an administrator preserved comes back by an administrator", "F03")
def preserved_stay(happened: Happened, _memory: Memory) -> Breaches:
    """An identity provider does not activate what an administrator preserved."""
    active = {each.id for each in happened.after.accounts if each.status is AccountStatus.ACTIVE}
    activated = {call.result.id for call in happened.done("insync.accounts.activate")}
    for account in happened.before.accounts:
        by_admin = account.preserved_by is PreservedBy.ADMINISTRATOR
        if by_admin and account.id in active - activated:
            yield f"{account.email_id}, preserved by an administrator, is active"


@law("a full profile takes nobody", "F04", "A31", "A82")
def profiles_stay_within(happened: Happened, _memory: Memory) -> Breaches:
    """A profile that has its maximum of active accounts does not get another.

    Where A82 is read so that whoever comes back is not counted, who went and came back in a step
    cannot be told from who is new, and nothing is said of it.
    """
    comes_back = dict(happened.world.lab.insync.readings.in_force())["A82"] == _COMES_BACK
    changed = happened.done("insync.readings.choose") or happened.done("insync.profiles.save")
    for profile in () if comes_back or changed else happened.after.profiles:
        count, before = (users_of(each, profile.name) for each in (happened.after, happened.before))
        if 0 < profile.max_users < count and count > before:
            yield f"the profile {profile.name} takes {profile.max_users} and has {count}"


@law("licenses are not exceeded", "F30", "F54", "F55", "F56", "A29")
def licenses_suffice(happened: Happened, _memory: Memory) -> Breaches:
    """More licenses are consumed only as long as there are some, with the buffer of 5 %.

    Where A29 is read so, who is preserved needs none for preserved users.
    """
    was, now = happened.before.licenses, happened.after.licenses
    bought = happened.done("insync.profiles.buy_licenses")
    if bought or happened.done("insync.profiles.buy_preserved_licenses"):
        return
    buffer = min(now.active * 5 // 100, 100)
    if now.active_consumed > max(was.active_consumed, now.active + buffer):
        yield f"{now.active_consumed} of {now.active} licenses for active users are consumed"
    needs = dict(happened.world.lab.insync.readings.in_force())["A29"]
    chosen = happened.done("insync.readings.choose")
    if needs == _NEEDS_ACTIVE or chosen:
        return
    if now.preserved_consumed > max(was.preserved_consumed, now.preserved):
        yield f"{now.preserved_consumed} of {now.preserved} licenses for preserved users are"


@law("OneDrive opens to a UPN, and a mailbox to its addresses", "R01", "R02")
def backups_open(happened: Happened, _memory: Memory) -> Breaches:
    """What a backup that reached somebody presented is one of their names."""
    if _lied(happened):
        return
    for backup in _backups(happened):
        if backup.status in _NOT_ENDED or not backup.started or backup.presented is None:
            continue
        name = backup.presented.casefold()
        if not any(name in _names(user, backup.workload) for user in happened.after.users):
            yield f"{backup.workload.value} opened to {backup.presented}, which nobody has"


def _lied(happened: Happened) -> bool:
    return any(trouble_of(fault) is Trouble.ODD for fault, _ in happened.struck)


def _backups(happened: Happened) -> Iterator[Backup]:
    for verb in _BACKING_UP:
        for call in happened.done(f"insync.protection.{verb}"):
            yield from call.result if isinstance(call.result, tuple) else (call.result,)


def _names(user: User, workload: Workload) -> set[str]:
    """R01, R02: OneDrive goes by id and UPN, a mailbox by its addresses too."""
    names = {user.id.casefold(), user.user_principal_name.text.casefold()}
    if workload is Workload.EXCHANGE_ONLINE:
        names |= {each.text.casefold() for each in (user.mail, *user.aliases) if each}
    return names


@law("mail is restored by the primary address alone", "R03", "R08", "A53")
def restores_need_the_primary_address(happened: Happened, _memory: Memory) -> Breaches:
    """Over Exchange Web Services a mailbox that was written to was named by its primary address."""
    readings = dict(happened.world.lab.insync.readings.in_force())
    if readings["A53"] == "Graph for both" or _lied(happened):
        return
    primary = {each.mail.text.casefold() for each in happened.after.users if each.mail}
    for call in happened.done("insync.protection.restore"):
        restore: Restore = call.result
        wrote = restore.status is RestoreStatus.SUCCESS and restore.restored
        mail = restore.workload is Workload.EXCHANGE_ONLINE and happened.calls[-1] is call
        if mail and wrote and (restore.presented or "").casefold() not in primary:
            yield f"mail was written to {restore.presented}, which is nobody's primary address"


@law("whom a restore does not name is left alone", "R03", "R09")
def others_are_left_alone(happened: Happened, _memory: Memory) -> Breaches:
    """A restore writes to nobody but whoever the target is."""
    calls = happened.done("insync.protection.restore")
    for call in calls:
        restore: Restore = call.result
        target = happened.after.account(restore.target_account_id)
        allowed = (
            {target.email_id.folded, (target.ad_attribute or "").casefold()} if target else {""}
        )
        if restore.presented and restore.presented.casefold() not in allowed:
            yield f"a restore to {target and target.email_id} presented {restore.presented}"


@law("a backup presents what the setting says", "R04", "R05", "A4")
def backups_present(happened: Happened, _memory: Memory) -> Breaches:
    """With the email ID it is presented; with AD Attribute the attribute, if there is one."""
    access = happened.world.lab.insync.settings.access_user_accounts_using()
    by_email = access.value == "inSync email ID"
    if happened.done("insync.settings.save"):
        return
    for backup in _backups(happened):
        account = happened.after.account(backup.account_id)
        if account is None or not backup.started or happened.done("insync.accounts.edit"):
            continue
        wanted = account.email_id.text if by_email else account.ad_attribute
        if wanted and backup.presented != wanted:
            yield f"a backup of {account.email_id} presented {backup.presented}, not {wanted}"


@law("who is preserved is not backed up", "F10", "A8")
def preserved_are_not_backed_up(happened: Happened, _memory: Memory) -> Breaches:
    """No backup starts for an account that is preserved."""
    preserved = {
        each.id
        for each in happened.before.accounts
        if each.status is AccountStatus.PRESERVED and happened.after.account(each.id) == each
    }
    for backup in _backups(happened):
        if backup.started and backup.account_id in preserved:
            yield f"the account {backup.account_id} is preserved and was backed up"
