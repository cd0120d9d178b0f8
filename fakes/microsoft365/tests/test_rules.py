from __future__ import annotations

from datetime import timedelta

import pytest

from fakes.microsoft365 import rules
from fakes.microsoft365.limits import Window
from fakes.microsoft365.model import (
    DriveState,
    License,
    Limit,
    MailboxState,
    MailboxType,
    User,
)
from fakes.wire import Address

from .client import START

SAM = User(
    id="00000000-0000-4000-8000-000000000001",
    user_principal_name=Address("sam@corp.onmicrosoft.example"),
    mail=Address("sam.soto@corp.example"),
    mail_nickname="sam.soto",
    created_at=START,
    aliases=(Address("hello@corp.example"),),
    licenses=(License.OFFICE_365_E3,),
    upn_is_alias=False,
)
ROLES = {
    "id": SAM.id,
    "UPN": "sam@corp.onmicrosoft.example",
    "UPN, shouted": "SAM@CORP.ONMICROSOFT.EXAMPLE",
    "primary": "sam.soto@corp.example",
    "primary, shouted": "Sam.Soto@Corp.Example",
    "alias": "hello@corp.example",
    "alias, shouted": "HELLO@corp.example",
    "unknown": "nobody@corp.example",
    "nickname": "sam.soto",
    "nothing": "",
}


@pytest.mark.parametrize(
    ("role", "drive", "mailbox", "restore"),
    [
        ("id", True, True, False),
        ("UPN", True, True, False),
        ("UPN, shouted", True, True, False),
        ("primary", False, True, True),
        ("primary, shouted", False, True, True),
        ("alias", False, True, False),
        ("alias, shouted", False, True, False),
        ("unknown", False, False, False),
        ("nickname", False, False, False),
        ("nothing", False, False, False),
    ],
)
def test_each_name_opens_what_it_opens(
    role: str, drive: bool, mailbox: bool, restore: bool
) -> None:
    key = ROLES[role]
    assert rules.opens_drive(SAM, key) is drive
    assert rules.opens_mailbox(SAM, key) is mailbox
    assert rules.accepts_restore(SAM, key) is restore


def test_the_other_reading_of_a_upn_that_is_no_alias() -> None:
    assert not rules.opens_mailbox(SAM, ROLES["UPN"], upn_opens=False)
    assert rules.opens_mailbox(SAM, ROLES["primary"], upn_opens=False)


UPN, MAIL, MOERA = (
    Address("sam@corp.example"),
    Address("sam.soto@corp.example"),
    Address("sam@contoso.onmicrosoft.example"),
)


@pytest.mark.parametrize(
    ("mail", "nickname_given", "upn_is_alias", "primary", "aliases"),
    [
        (None, False, True, UPN, (MOERA,)),
        (MAIL, False, True, MAIL, (UPN, MOERA)),
        (UPN, False, True, UPN, (MOERA,)),
        (None, True, True, MOERA, (UPN,)),
        (MAIL, False, False, MAIL, (MOERA,)),
    ],
)
def test_addresses_are_filled(
    mail: Address | None,
    nickname_given: bool,
    upn_is_alias: bool,
    primary: Address,
    aliases: tuple[Address, ...],
) -> None:
    filled = rules.filled_addresses(
        upn=UPN,
        mail=mail,
        moera=MOERA,
        nickname_given=nickname_given,
        upn_is_alias=upn_is_alias,
    )
    assert filled == (primary, aliases)


@pytest.mark.parametrize(
    ("licenses", "kind", "lost_days", "state"),
    [
        ((License.OFFICE_365_E3,), MailboxType.USER, None, MailboxState.ACTIVE),
        ((License.EXCHANGE_ONLINE,), MailboxType.USER, None, MailboxState.ACTIVE),
        ((License.ONEDRIVE,), MailboxType.USER, None, MailboxState.NONE),
        ((), MailboxType.USER, None, MailboxState.NONE),
        ((), MailboxType.SHARED, None, MailboxState.ACTIVE),
        ((), MailboxType.USER, 29.9, MailboxState.SOFT_DELETED),
        ((), MailboxType.USER, 30, MailboxState.NONE),
    ],
)
def test_a_mailbox_lives_by_its_license(
    licenses: tuple[License, ...], kind: MailboxType, lost_days: float | None, state: MailboxState
) -> None:
    user = User(
        id="1",
        user_principal_name=UPN,
        mail=MAIL,
        mail_nickname="sam",
        created_at=START,
        licenses=licenses,
        mailbox_type=kind,
        mailbox_lost_at=None if lost_days is None else START - timedelta(days=lost_days),
    )
    assert rules.mailbox_state(user, START) is state


@pytest.mark.parametrize(
    ("provisioned", "lost_days", "state"),
    [
        (False, None, DriveState.NOT_PROVISIONED),
        (True, None, DriveState.ACTIVE),
        (True, 59, DriveState.ACTIVE),
        (True, 60, DriveState.READ_ONLY),
        (True, 92, DriveState.READ_ONLY),
        (True, 93, DriveState.ARCHIVED),
    ],
)
def test_an_unlicensed_drive_is_locked_in_steps(
    provisioned: bool, lost_days: float | None, state: DriveState
) -> None:
    user = User(
        id="1",
        user_principal_name=UPN,
        mail=MAIL,
        mail_nickname="sam",
        created_at=START,
        drive_lost_at=None if lost_days is None else START - timedelta(days=lost_days),
    )
    assert rules.drive_state(user, START, provisioned=provisioned) is state


def test_the_address_of_a_drive_is_made_of_the_upn() -> None:
    assert rules.drive_folder(Address("Sam.So_to@corp.example")) == "sam_so_to_corp_example"


def test_the_host_of_the_drives_is_named_after_the_tenant() -> None:
    assert rules.files_host("corp.onmicrosoft.example") == "corp-my.sharepoint.example"


@pytest.mark.parametrize("name", ["a.txt", "Übersicht 2026.txt", "a~b", "#1 100%"])
def test_names_that_onedrive_takes(name: str) -> None:
    assert rules.allows_name(name)


@pytest.mark.parametrize("name", ["", "a/b", "a:b", "a?", "<a>", "a|b", "a*", "end.", "~tmp"])
def test_names_that_onedrive_refuses(name: str) -> None:
    assert not rules.allows_name(name)


@pytest.mark.parametrize(
    ("calls", "limit", "share"),
    [(8, 10, None), (6, 7, 0.86), (1, 1, 1.0), (0, 0, None), (9, 5, 1.8), (9, 1, 1.8)],
)
def test_the_share_of_a_limit_has_two_digits_and_an_end(
    calls: int, limit: int, share: float | None
) -> None:
    assert rules.share_used(Limit(limit, 10), Window("an app", START, calls)) == share


def test_a_upn_that_is_no_alias_does_not_become_one_beside_another_primary_address() -> None:
    primary = Address("s.soto@corp.example")
    beside = rules.aliases_beside(primary, SAM, former=SAM.mail, stays=True)
    assert beside == (SAM.mail, *SAM.aliases)


@pytest.mark.parametrize(
    ("name", "allowed"), [("Bills", True), ("", False), (" ", False), ("Bi\x00lls", False)]
)
def test_names_that_a_mail_folder_takes_and_refuses(name: str, allowed: bool) -> None:
    assert rules.allows_folder_name(name) is allowed
