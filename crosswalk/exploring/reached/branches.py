"""The branches of assumptions that a step has taken: where a reading decides what happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus

from crosswalk.exploring.kinds import Kind, kind_of
from crosswalk.exploring.watching import UPN, Happened, Write, object_in, users_of
from fakes.insync.model import Account, AccountStatus, Cause, Origin, PreservedBy, Workload
from fakes.microsoft365.rules import has_exchange
from fakes.okta.model import Updates

from .jobs import Job, jobs_of
from .paths import BULK, renamed

_REST = "/insync/usermanagement/"
_ADDRESSES = ("change_username", "set_primary_address", "set_as_primary")


def taken(happened: Happened) -> Iterator[tuple[str, str]]:
    """Yield each assumption that decided something, with the reading in force."""
    lab = happened.world.lab
    chosen = [tells for tells in _BRANCHES.items() if tells[1](happened)]
    if not chosen:
        return
    readings = {
        **dict(lab.insync.readings.in_force()),
        **dict(lab.microsoft365.readings.in_force()),
    }
    for assumption, _ in chosen:
        if assumption in readings:
            yield assumption, readings[assumption]
        else:
            yield assumption, _of_okta(happened, assumption)


def _of_okta(happened: Happened, assumption: str) -> str:
    """Return the reading of Okta's that is in force: the last that was chosen, or the first."""
    chosen = happened.world.okta_readings.get(assumption)
    return chosen or dict(happened.world.lab.okta.readings.options())[assumption][0]


def _mail(happened: Happened) -> list[Job]:
    return [
        each
        for each in jobs_of(happened)
        if each.workload is Workload.EXCHANGE_ONLINE and each.started and each.presented
    ]


def _restores_mail(happened: Happened) -> bool:
    return bool(happened.done("insync.protection.restore")) and bool(_mail(happened))


def _without_attribute(happened: Happened) -> bool:
    access = happened.world.lab.insync.settings.access_user_accounts_using()
    jobs = [each for each in jobs_of(happened) if each.started]
    return access.value == "AD Attribute" and any(
        account is not None and not account.ad_attribute
        for account in (happened.after.account(each.account_id) for each in jobs)
    )


def _takes_license(happened: Happened) -> bool:
    before = {each.id for each in happened.before.accounts if each.licensed}
    licensed = any(each.licensed and each.id not in before for each in happened.after.accounts)
    refused = any(
        each.kind is Kind.CREATE and each.status == HTTPStatus.FORBIDDEN for each in happened.writes
    )
    return licensed or refused


def _about(happened: Happened, write: Write) -> Account | None:
    """Return the account that was changed, as it was before, or as it is if it is new."""
    return next((each for each in _all(happened) if each.scim_id == write.scim_id), None)


def _activates_preserved(happened: Happened) -> bool:
    by_admin = PreservedBy.ADMINISTRATOR
    kept = {each.scim_id for each in _all(happened) if each.preserved_by is by_admin}
    return any(
        write.sent.get("active") is True and write.scim_id in kept for write in happened.writes
    )


def _without_mappings(happened: Happened) -> bool:
    creates = any(each.kind is Kind.CREATE for each in happened.writes)
    saved = happened.done("insync.provisioning.save_mappings")
    removed = any(not call.arguments["mappings"] for call in saved)
    return creates and (removed or not happened.world.lab.insync.provisioning.mappings())


def _preserves(happened: Happened) -> bool:
    active = {each.id for each in happened.before.accounts if each.status is AccountStatus.ACTIVE}
    return any(
        each.id in active and each.status is AccountStatus.PRESERVED
        for each in happened.after.accounts
    )


def _leaves_attribute_out(happened: Happened) -> bool:
    """A33: a replacement without UPN came to an account that had one, before or since."""
    known = {each.scim_id for each in happened.before.accounts if each.ad_attribute}
    for write in happened.writes:
        if not 200 <= write.status < 300:
            continue
        if write.attribute:
            known.add(write.scim_id)
        elif write.kind is Kind.REPLACE and UPN not in write.sent and write.scim_id in known:
            return True
    return False


def _comes_back_to_a_full_profile(happened: Happened) -> bool:
    """A82: somebody was to come back whose profile had as many users as it may."""
    full = {
        profile.name
        for profile in happened.after.profiles
        if 0 < profile.max_users <= users_of(happened.after, profile.name)
    }
    asked = {
        call.arguments["account_id"]
        for call in happened.calls
        if call.verb == "insync.accounts.activate"
    }
    return any(account.id in asked and account.profile in full for account in _all(happened))


def _all(happened: Happened) -> tuple[Account, ...]:
    return (*happened.before.accounts, *happened.after.accounts)


def _restores_preserved(happened: Happened) -> bool:
    return any(
        call.accounts[call.result.account_id].status is AccountStatus.PRESERVED
        for call in happened.done("insync.protection.restore")
        if call.accounts
    )


def _deletes_over_scim(happened: Happened) -> bool:
    return any(
        each.method == "DELETE" and each.status == HTTPStatus.NO_CONTENT
        for each in happened.exchanges
    )


def _session_over(happened: Happened) -> bool:
    refused = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    return any(
        each.path.startswith(_REST) and each.status in refused for each in happened.exchanges
    )


def _email_over_rest(happened: Happened) -> bool:
    return any(
        each.path.startswith(_REST)
        and "emailID" in object_in(each.request)
        and each.status in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST)
        for each in happened.exchanges
    )


def _bulk_rename(happened: Happened) -> bool:
    return any(happened.done(verb) for verb in BULK) and bool(renamed(happened))


def _clears(happened: Happened) -> bool:
    pushed = {each.scim_id for each in happened.writes if each.kind is not Kind.CREATE}
    held = {each.id: {*dict(each.profile), "userName"} for each in happened.after.assignments}
    return any(
        each.external_id in pushed and not {*dict(each.pushed)} <= held.get(each.id, set())
        for each in happened.before.assignments
    )


def _new_row(happened: Happened) -> bool:
    chosen = {call.arguments["target"] for call in happened.done("okta.mapping.choose")}
    timed = {call.arguments["target"] for call in happened.done("okta.mapping.apply_on")}
    return bool(happened.done("okta.mapping.save")) and bool(chosen - timed)


def _saves(happened: Happened) -> bool:
    saved = happened.done("okta.mapping.save")
    return bool(happened.before.assignments) and any(
        call.arguments["answer"] is Updates.DO_NOT_APPLY for call in saved
    )


def _unlisted_upn(happened: Happened) -> bool:
    presented = {str(each.presented).casefold() for each in _mail(happened)}
    return any(
        user.user_principal_name.folded in presented
        and user.user_principal_name not in (user.mail, *user.aliases)
        for user in happened.after.users
    )


def _unknown_to_graph(happened: Happened) -> bool:
    return any(
        kind_of(each) is Kind.GRAPH_MAIL_READ and each.status == HTTPStatus.NOT_FOUND
        for each in happened.exchanges
    )


def _unopened(happened: Happened) -> bool:
    return any(
        each.cause is Cause.NO_ONEDRIVE and "mysite" in each.underlying
        for each in jobs_of(happened)
    )


def _new_addresses(happened: Happened) -> bool:
    return any(happened.done(f"microsoft365.directory.{each}") for each in _ADDRESSES)


def _unlicensed_mailbox(happened: Happened) -> bool:
    presented = {str(each.presented).casefold() for each in _mail(happened)}
    return any(
        user.mailbox_lost_at is not None
        and not has_exchange(user)
        and not presented.isdisjoint(
            each.folded for each in (user.user_principal_name, user.mail, *user.aliases) if each
        )
        for user in happened.after.users
    )


def _lists_who_was_never_sent(happened: Happened) -> bool:
    asked = (each for each in happened.exchanges if kind_of(each) is Kind.LIST)
    listed = any(each.status == HTTPStatus.OK for each in asked)
    return listed and any(
        each.scim_id and each.origin is not Origin.SCIM for each in happened.after.accounts
    )


_BRANCHES: dict[str, Callable[[Happened], bool]] = {
    "A1": _restores_mail,
    "A2": _bulk_rename,
    "A4": _without_attribute,
    "A6": _unlisted_upn,
    "A12": _clears,
    "A25": _takes_license,
    "A26": _activates_preserved,
    "A27": _without_mappings,
    "A29": _preserves,
    "A33": _leaves_attribute_out,
    "A44": _restores_preserved,
    "A49": _unknown_to_graph,
    "A50": _unopened,
    "A51": _new_addresses,
    "A53": lambda happened: bool(_mail(happened)),
    "A54": _unlicensed_mailbox,
    "A55": _deletes_over_scim,
    "A56": _session_over,
    "A57": _email_over_rest,
    "A58": _new_row,
    "A61": _saves,
    "A82": _comes_back_to_a_full_profile,
    "A96": _lists_who_was_never_sent,
}
