"""Tenants in which anything may be the case: collisions of addresses, nothing licensed, gone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import strategies as st

from fakes.insync.model import AccessSetting
from fakes.microsoft365.model import License
from fakes.wire import Address

UPNS = tuple(Address(f"{name}@corp.example") for name in ("ann", "Bob", "cay"))
MAILS = tuple(Address(f"{name}@corp.example") for name in ("Ann.A", "bob.b", "cay.c"))
NAMES = ("Ann Ames", "Bob Bell", "Cay Cole")
ALIAS = Address("hello@corp.example")
ANYTHING = (*UPNS, *MAILS, ALIAS, Address("nobody@other.example"))
LICENSES = st.sampled_from(
    [
        (License.OFFICE_365_E3,),
        (License.OFFICE_365_E3,),
        (License.EXCHANGE_ONLINE, License.ONEDRIVE),
        (License.EXCHANGE_ONLINE,),
        (License.ONEDRIVE,),
        (),
    ]
)
READ = ("A1", "A4", "A25", "A44", "A53", "A6", "A49", "A50", "A51", "A54")


@dataclass(frozen=True)
class Somebody:
    """A user as the law lets Microsoft 365 have one."""

    number: int = 0
    licenses: tuple[License, ...] = (License.OFFICE_365_E3,)
    has_mail: bool = True
    alias: Address | None = None
    upn_is_alias: bool = True
    shared: bool = False
    opened: bool = True
    unlicensed: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Held:
    """An account as the law lets inSync have one."""

    email_id: Address = MAILS[0]
    attribute: str | None = None
    preserved: bool = False
    licensed: bool = False
    profile: str = "Default"
    name: str = NAMES[0]


@dataclass(frozen=True)
class Tenant:
    """Everything that the law draws; ``chosen`` are the readings of ``READ``, in its order.

    ``ews_listed`` tells whether the allow list names inSync, None where there is no list.
    Of the accounts those that take a license by their first backup find some of ``licenses`` free.
    """

    users: tuple[Somebody, ...] = (Somebody(),)
    accounts: tuple[Held, ...] = (Held(),)
    access: AccessSetting = AccessSetting.EMAIL_ID
    connected: bool = True
    registered: bool = True
    ews: bool = True
    sharepoint: bool = True
    days: int = 1
    chosen: tuple[int, ...] = (0,) * len(READ)
    licenses: int = 1000
    ews_listed: bool | None = None
    mail_consent: bool = True
    mfa: bool = False


def spelled(address: Address) -> st.SearchStrategy[str]:
    """An address in the case of the directory, or in another."""
    return st.sampled_from([address.text, address.text, address.text.upper()])


usually = st.sampled_from((*[True] * 9, False))
seldom = st.sampled_from((*[False] * 9, True))
ODD = ("", "CORP\\ann", "id of the first", "ann", "ID OF THE FIRST")


@st.composite
def tenants(draw: st.DrawFn) -> Tenant:
    """Up to three users, as many accounts, and whatever can be set."""
    count = draw(st.sampled_from([3, 3, 3, 2, 1, 0]))
    theirs = (*UPNS[:count], *MAILS[:count], ALIAS)
    texts = st.sampled_from((*theirs, *theirs, *ANYTHING)).flatmap(spelled)
    accounts = st.lists(
        _account(texts), min_size=1, max_size=3, unique_by=lambda each: each.email_id
    )
    return Tenant(
        tuple(draw(_user(number)) for number in range(count)),
        tuple(draw(accounts)),
        draw(st.sampled_from(AccessSetting)),
        draw(usually),
        draw(usually),
        draw(usually),
        draw(usually),
        draw(st.sampled_from([1, 31, 61, 94])),
        tuple(draw(st.lists(st.integers(0, 2), min_size=len(READ), max_size=len(READ)))),
        draw(st.sampled_from([1000, 1000, 2, 1, 0])),
        draw(st.sampled_from([None, None, None, True, False])),
        draw(usually),
        draw(seldom),
    )


def _account(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Held]:
    return st.builds(
        Held,
        texts.map(Address),
        st.one_of(texts, texts, texts, st.none(), st.sampled_from(ODD)),
        seldom,
        usually,
        st.sampled_from((*["Default"] * 7, "Exchange Online", "OneDrive", "Gone")),
        st.sampled_from(NAMES),
    )


def _user(number: int) -> st.SearchStrategy[Somebody]:
    return st.builds(
        Somebody,
        st.just(number),
        LICENSES,
        st.booleans(),
        st.sampled_from((*[None] * 6, ALIAS, ALIAS, *ANYTHING)),
        st.booleans(),
        seldom,
        usually,
        st.sampled_from([False, False, True]),
        seldom,
    )
