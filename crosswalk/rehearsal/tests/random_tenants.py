"""Small tenants in which addresses collide, drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import strategies as st

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from fakes.insync.model import AccessSetting, RestorePresents, WithoutAttribute
from fakes.microsoft365.assumed import UnlistedUpn
from fakes.okta.model import OnApplyUpdates

_Somebody = TypeVar("_Somebody")
_READINGS = {
    "A1": [each.value for each in RestorePresents],
    "A2": [each.value for each in OnApplyUpdates],
    "A4": [each.value for each in WithoutAttribute],
    "A6": [each.value for each in UnlistedUpn],
}
_NAMES = ("ada", "ben", "cal", "dot", "eve", "fay", "gus", "hal")
_SHORT = [f"{name}@corp.example" for name in _NAMES]
_LONG = [f"{name}.long@corp.example" for name in _NAMES]


def tenants(most: int = 8, *, all_can_enter: bool = True) -> st.SearchStrategy[Tenant]:
    """Draw tenants of a few people, most of whose addresses are as the article has them.

    Unless ``all_can_enter``, some addresses are none, and some are of two people.
    """
    return st.integers(1, most).flatmap(lambda count: _tenants_of(count, all_can_enter))


@st.composite
def _tenants_of(draw: st.DrawFn, count: int, all_can_enter: bool) -> Tenant:
    """Draw who is in which system: each has a short and a long address, or one of another.

    In some tenants the second address is mostly the short one of the next person, the first one's
    of the last: these are chains and circles.
    """
    none = [] if all_can_enter else ["nobody", "two@at@corp.example"]
    every = st.sampled_from(_SHORT[:count] + _LONG[:count] + none)
    with_ids, in_circles = draw(st.booleans()), draw(_mostly(False))
    okta, accounts, app_users = [], [], []
    for number, (short, long) in enumerate(zip(_SHORT[:count], _LONG[:count], strict=True)):
        mostly_short = st.sampled_from([short] * 3 + [long]) | every
        second = _SHORT[(number + 1) % count] if in_circles else long
        mostly_long = st.sampled_from([second] * 3 + [short]) | every
        id_ = f"00u{number}" if with_ids else ""
        if draw(_mostly(True)):
            login, email = _in_some_case(draw, mostly_short), draw(mostly_long)
            okta.append(OktaUser(login, email, draw(_mostly(True)), id_))
        if draw(_mostly(True)):
            attribute = draw(st.none() | st.none() | mostly_short | st.sampled_from(["", "aames"]))
            accounts.append(
                HeldAccount(_in_some_case(draw, mostly_short), draw(_mostly(False)), attribute)
            )
        if draw(_mostly(True)):
            app_users.append(
                AppUser(draw(mostly_short | st.just("") if id_ else mostly_short), id_)
            )
    return Tenant(
        _each_once(okta, lambda user: user.login),
        _each_once(accounts, lambda account: account.email_id),
        sorted(draw(_mail_users(count, all_can_enter)), key=lambda user: user.upn.casefold()),
        draw(
            st.sampled_from([None, _each_once(app_users, lambda user: user.id or user.user_name)])
        ),
    )


def _mostly(value: bool) -> st.SearchStrategy[bool]:
    return st.sampled_from([value] * 4 + [not value])


def _in_some_case(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    text = draw(texts)
    return text.title() if draw(_mostly(False)) else text


def _each_once(people: Iterable[_Somebody], name: Callable[[_Somebody], str]) -> list[_Somebody]:
    """Return the people of whom no two have one name, compared without case, by name."""
    by_name = {name(each).casefold(): each for each in people}
    return [by_name[each] for each in sorted(by_name)]


@st.composite
def _mail_users(draw: st.DrawFn, count: int, all_can_enter: bool) -> list[MailUser]:
    """Draw people of whom no two have one mail address, though one can have another's UPN.

    Some have a UPN that is no address, which is empty.
    """
    taken: set[str] = set()
    upns: set[str] = set()
    people = []
    for short, long in zip(_SHORT[:count], _LONG[:count], strict=True):
        if not draw(_mostly(True)):
            continue
        upn = draw(st.sampled_from([short] * 3 + [long, "", *_SHORT[:count]]))
        if upn in upns:
            continue
        upns.update(filter(None, [upn]))
        wanted = draw(
            st.sampled_from([(long, upn), (long, upn), (long,), (upn, long), (upn,), (short, long)])
            | st.permutations(_SHORT[:count] + _LONG[:count]).map(lambda each: tuple(each[:3]))
        )
        mine = [each for each in dict.fromkeys(wanted) if each and each not in taken]
        if all_can_enter or draw(_mostly(True)):
            taken.update(mine)
        mailbox = bool(mine if all_can_enter else mine or upn) and draw(_mostly(True))
        people.append(
            MailUser(
                upn,
                mine[0] if mine else "",
                tuple(mine[1:]),
                mailbox=mailbox,
                onedrive=draw(_mostly(True)),
                shared=mailbox and draw(_mostly(False)),
                guest=not mailbox and draw(st.booleans()),
            )
        )
    return people


def choices() -> st.SearchStrategy[Choices]:
    """Draw the setting, what is mapped today, and readings of A1, A2, A4 and A6."""
    readings = st.fixed_dictionaries(
        {}, optional={id_: st.sampled_from(each) for id_, each in _READINGS.items()}
    )
    return st.builds(
        Choices,
        st.sampled_from(AccessSetting),
        st.sampled_from(["user.login", "user.login", "user.email"]),
        st.sampled_from([None, None, "user.login", "user.email"]),
        readings,
    )
