"""Laws about accounts: where they come from, what they are found by, what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from crosswalk.exploring.kinds import Kind, kind_of
from crosswalk.exploring.watching import UPN, Happened, looked_up, object_in
from fakes.insync.model import Account
from fakes.wire import Address, Exchange

from .law import Breaches, Memory, law

_ADDING = ("insync.accounts.add", "insync.accounts.import_csv", "insync.accounts.add_from_ad")
_FILL_IN, _FROM_AD = "insync.accounts.fill_in", "insync.accounts.add_from_ad"


@law("a look-up that missed explains every account", "R10", "F28")
def look_ups_explain_accounts(happened: Happened, _memory: Memory) -> Breaches:
    """Whoever Okta created had just been looked up by userName, and not been found."""
    missed: set[str] = set()
    created = 0
    for each in happened.exchanges:
        kind = kind_of(each) if each.recipient == "insync" else Kind.OTHER
        if kind is Kind.LOOK_UP and _missed(each):
            missed.add(looked_up(each))
        elif kind is Kind.CREATE and _may_have_created(each, happened):
            created += 1
            name = str(object_in(each.request).get("userName"))
            if each.sender == "okta" and name not in missed:
                yield f"Okta created {name} without a look-up that missed"
            missed.discard(name)
    yield from _unexplained(happened, created)


def _missed(exchange: Exchange) -> bool:
    if exchange.status == HTTPStatus.NOT_FOUND:
        return True
    return exchange.status == HTTPStatus.OK and not object_in(exchange.response).get("totalResults")


def _may_have_created(exchange: Exchange, happened: Happened) -> bool:
    """Tell whether an account may have come of a request: so it was answered, or the answer lost"""
    return exchange.status == HTTPStatus.CREATED or (
        exchange.number in happened.met or happened.killed is Kind.CREATE
    )


def _unexplained(happened: Happened, created: int) -> Breaches:
    known = {each.id for each in happened.before.accounts}
    new = [each for each in happened.after.accounts if each.id not in known]
    added = sum(_added(call.result) for verb in _ADDING for call in happened.done(verb))
    rest = sum(
        each.recipient == "insync" and each.method == "POST" and kind_of(each) is not Kind.CREATE
        for each in happened.exchanges
    )
    if happened.killed is Kind.CREATE:
        created += 1
    if len(new) > created + added + rest:
        yield f"{len(new)} accounts are new, and {created + added} were created or added"


def _added(result: Any) -> int:
    return len(result) if isinstance(result, tuple) else 1


@law("a look-up finds who is there", "A3", "R10")
def look_ups_find(happened: Happened, _memory: Memory) -> Breaches:
    """An account that was there all the time is found by its email ID, in any case."""
    asked = [
        each
        for each in happened.exchanges
        if kind_of(each) is Kind.LOOK_UP and each.status == HTTPStatus.OK
    ]
    if not asked:
        return
    there = _there_all_the_time(happened)
    for each in asked:
        name = looked_up(each)
        holder = there.get(_folded(name))
        if holder and each.number not in happened.met and _missed(each):
            yield f"{name} was looked up and not found, though {holder.email_id} is there"


def _there_all_the_time(happened: Happened) -> Mapping[str, Account]:
    """Return the accounts by their email IDs that SCIM knew before the step, during and after."""
    if any(each.method == "DELETE" for each in happened.exchanges):
        return {}
    before = {each.id: each for each in happened.before.accounts if each.scim_id}
    return {
        each.email_id.folded: each
        for each in happened.after.accounts
        if (old := before.get(each.id)) and old.email_id == each.email_id and each.scim_id
    }


def _folded(text: str) -> str:
    try:
        return Address(text).folded
    except ValueError:
        return text


@law("SCIM lists every account that it knows", "A34", "A55")
def lists_are_whole(happened: Happened, _memory: Memory) -> Breaches:
    """A list that ended a step counts those accounts that have an id over SCIM, and no others."""
    asked = [each for each in happened.exchanges if each.recipient == "insync"]
    if not asked or kind_of(asked[-1]) is not Kind.LIST or asked[-1].status != HTTPStatus.OK:
        return
    if happened.struck or happened.killed:
        return
    known = {each.scim_id for each in happened.after.accounts if each.scim_id}
    answer = object_in(asked[-1].response)
    if answer.get("totalResults") != len(known):
        yield f"SCIM lists {answer.get('totalResults')} accounts and knows {len(known)}"
    for each in answer.get("Resources", ()):
        if each["id"] not in known:
            yield f"SCIM lists {each['id']!r}, which it does not know"


@law("no two accounts have one email ID", "A37", "F35")
def email_ids_are_unique(happened: Happened, _memory: Memory) -> Breaches:
    """An email ID belongs to one account, compared without case."""
    held: dict[str, int] = {}
    for each in happened.after.accounts:
        other = held.setdefault(each.email_id.folded, each.id)
        if other != each.id:
            yield f"{each.email_id} is the email ID of the accounts {other} and {each.id}"


@law("the AD attribute is what was sent last", "R06", "A33", "A38", "A79")
def attributes_are_what_was_sent(happened: Happened, _memory: Memory) -> Breaches:
    """An AD attribute changes with what SCIM or an admin sent, and to exactly that."""
    before = {each.id: each for each in happened.before.accounts}
    for account in happened.after.accounts:
        old = before.get(account.id)
        if account is old or _by_hand(happened, account) or _unsure(happened, account, old):
            continue
        wanted = _wanted(happened, account, old)
        if account.ad_attribute != wanted:
            was = old.ad_attribute if old else None
            yield (
                f"the AD attribute of {account.email_id} was {was} and is "
                f"{account.ad_attribute}, and {wanted} was sent"
            )


def _unsure(happened: Happened, account: Account, old: Account | None) -> bool:
    """Tell whether something may have been done that the journal does not show."""
    ids = {account.scim_id, old.scim_id if old else account.scim_id}
    lost = any(
        (each.struck or not each.status) and (each.scim_id in ids or not each.scim_id)
        for each in happened.writes
    )
    return lost or happened.killed is not None or _read_otherwise(happened)


def _read_otherwise(happened: Happened) -> bool:
    """Tell whether A33 was read in another way after something was sent in a step."""
    verbs = [call.verb for call in happened.calls]
    chosen = [n for n, verb in enumerate(verbs) if verb == "insync.readings.choose"]
    sent = [n for n, verb in enumerate(verbs) if verb in ("request", "okta.jobs.run")]
    return bool(chosen and sent) and chosen[-1] > sent[0]


def _wanted(happened: Happened, account: Account, old: Account | None) -> str | None:
    """Return the attribute that an account has after what was sent in a step, in its order."""
    keeps = dict(happened.world.lab.insync.readings.in_force())["A33"] == "kept"
    wanted = old.ad_attribute if old else _first(happened, account)
    for write in happened.writes:
        if write.scim_id != account.scim_id or not 200 <= write.status < 300:
            continue
        if UPN in write.sent:
            wanted = str(write.attribute or "") or None
        elif write.kind is Kind.CREATE or (write.kind is Kind.REPLACE and not keeps):
            wanted = None
    return wanted


def _first(happened: Happened, account: Account) -> str | None:
    """Return the attribute with which the AD connector added an account in a step, if it did."""
    for call in happened.done(_FROM_AD):
        if call.result.id == account.id:
            return str(call.arguments["user_name"]) or None
    return None


def _by_hand(happened: Happened, account: Account) -> bool:
    return any(call.result.id == account.id for call in happened.done(_FILL_IN))


@law("a token works until its end and no longer", "F01", "A10", "F36")
def tokens_end(happened: Happened, _memory: Memory) -> Breaches:
    """Okta's token opens SCIM within its 365 days only, while no other is in force."""
    world = happened.world
    ends = happened.after.token_ends
    changed = ends != happened.before.token_ends
    slow = any(call.verb in ("time", "fault") for call in happened.calls)
    if changed or ends is None or slow or not world.token:
        return
    ours = world.lab.okta.app.provisioning().token
    opens = ours == world.issued and world.now <= ends
    for each in happened.exchanges:
        if each.sender != "okta" or each.recipient != "insync" or each.number in happened.met:
            continue
        refused = each.status == HTTPStatus.UNAUTHORIZED
        if refused is opens:
            ended = "in force" if opens else "over"
            yield f"{each.method} was answered {each.status} with a token that is {ended}"
            return
