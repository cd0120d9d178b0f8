"""Who is who on the page, and what is marked there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from fakes.company.setting_up import connect_insync
from fakes.insync.model import AccessSetting, Profile
from fakes.lab import Lab
from fakes.microsoft365.model import License
from fakes.outcomes.situation import gathered
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.page import page
from fakes.serving.people import people, problems, roles
from fakes.wire import Address

from .surface import Surface

UPN, SMTP, ALIAS = "sam@corp.example", "sam.soto@corp.example", "hello@corp.example"


def add_sam(lab: Lab, *email_ids: str) -> None:
    lab.okta.directory.add(login=UPN, email=SMTP, first_name="Sam", last_name="Soto")
    user = lab.microsoft365.directory.add_user(
        Address(UPN), mail=Address(SMTP), display_name="Sam Soto", licenses=(License.OFFICE_365_E3,)
    )
    lab.microsoft365.directory.add_alias(user.id, Address(ALIAS))
    lab.microsoft365.onedrive.provision(user.id)
    for email_id in email_ids:
        lab.insync.accounts.add(email_id=Address(email_id), display_name="Sam Soto")


def warned(lab: Lab, access: AccessSetting = AccessSetting.EMAIL_ID) -> tuple[str, ...]:
    if not lab.insync.protection.connected_as():
        connect_insync(lab.insync, lab.microsoft365)
    situation = gathered(lab.insync, lab.microsoft365)
    conditions = replace(situation.conditions, access=access)
    return problems(people(lab)[0], replace(situation, conditions=conditions))


def test_what_shares_an_address_is_one_person() -> None:
    lab = Lab()
    add_sam(lab, UPN.upper(), SMTP, ALIAS)
    lab.insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")
    sam, ada = people(lab)
    assert (len(sam.okta), len(sam.accounts), len(sam.users), sam.name) == (1, 3, 1, "Sam Soto")
    assert (len(ada.okta), len(ada.accounts), len(ada.users), ada.name) == (0, 1, 0, "Ada")


def test_two_who_turn_out_to_be_one_become_one() -> None:
    lab = Lab()
    lab.okta.directory.add(
        login=UPN, email="other@corp.example", first_name="Sam", last_name="Soto"
    )
    lab.insync.accounts.add(email_id=Address(SMTP), display_name="S")
    lab.insync.accounts.add(email_id=Address("other@corp.example"), display_name="S")
    assert len(people(lab)) == 2
    lab.microsoft365.directory.add_user(
        Address(UPN), mail=Address(SMTP), licenses=(License.OFFICE_365_E3,)
    )
    (one,) = people(lab)
    assert (len(one.okta), len(one.accounts), len(one.users)) == (1, 2, 1)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (UPN, ("UPN",)),
        (SMTP.upper(), ("SMTP",)),
        (ALIAS, ("alias",)),
        ("who@corp.example", ()),
    ],
)
def test_an_address_is_told_by_what_it_is_to_microsoft_365(
    address: str, found: tuple[str, ...]
) -> None:
    lab = Lab()
    add_sam(lab)
    assert roles(people(lab)[0], address) == found


@pytest.mark.parametrize(
    ("access", "email_ids", "said"),
    [
        (AccessSetting.EMAIL_ID, (UPN,), [f"{UPN} is not the primary SMTP address"]),
        (AccessSetting.EMAIL_ID, (SMTP,), [f"OneDrive does not open to {SMTP}"]),
        (AccessSetting.AD_ATTRIBUTE, (SMTP,), [f"{SMTP} has no AD attribute"]),
        (AccessSetting.EMAIL_ID, (), []),
        (
            AccessSetting.EMAIL_ID,
            (UPN, SMTP),
            [
                "Duplicated: 2 inSync accounts",
                f"{UPN} is not the primary SMTP address",
                f"OneDrive does not open to {SMTP}",
            ],
        ),
    ],
)
def test_what_does_not_fit_is_said(
    access: AccessSetting, email_ids: tuple[str, ...], said: list[str]
) -> None:
    lab = Lab()
    add_sam(lab, *email_ids)
    found = warned(lab, access)
    assert [each[: len(start)] for each, start in zip(found, said, strict=True)] == said


def without_mailbox(lab: Lab) -> None:
    (user,) = lab.microsoft365.directory.list_users()
    lab.microsoft365.directory.remove_license(user.id, License.OFFICE_365_E3)


def preserved(lab: Lab) -> None:
    lab.insync.accounts.preserve(lab.insync.accounts.all()[0].id)


def without_apps(lab: Lab) -> None:
    lab.insync.profiles.save(Profile("Default", workloads=frozenset()))


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (
            without_mailbox,
            {
                f"The mailbox that {UPN} leads to has lost its license: "
                "Exchange Online backups end in EUSERNOTFOUND"
            },
        ),
        (preserved, {f"{UPN} is preserved: no backup or restore is started"}),
        (
            without_apps,
            {
                f"The profile of {UPN} does not protect Exchange Online: "
                "no Exchange Online backup is started",
                f"The profile of {UPN} does not protect OneDrive: no OneDrive backup is started",
            },
        ),
        (
            lambda lab: lab.microsoft365.exchange.switch_ews(False),
            {
                "Microsoft 365 does not let inSync use Exchange Web Services: "
                "Exchange Online backups and restores fail",
            },
        ),
        (
            lambda lab: lab.microsoft365.onedrive.switch_sharepoint(False),
            {
                "The tenant has no SharePoint, and so no OneDrive: "
                "OneDrive backups and restores end in EUSERNOTFOUND"
            },
        ),
    ],
)
def test_what_else_keeps_a_job_from_succeeding_is_said(
    deed: Callable[[Lab], None], said: set[str]
) -> None:
    lab = Lab()
    add_sam(lab, UPN)
    before = set(warned(lab))
    deed(lab)
    assert set(warned(lab)) - before == said


def test_an_account_without_a_license_is_said() -> None:
    lab = Lab()
    lab.insync.profiles.buy_licenses(0)
    add_sam(lab, UPN)
    assert f"{UPN} has no inSync license: no backup is started" in warned(lab)


def test_with_the_email_id_as_fallback_nothing_is_said_of_an_attribute_that_is_not_there() -> None:
    lab = Lab()
    lab.insync.readings.choose("A4", "the inSync email ID")
    add_sam(lab, UPN)
    assert warned(lab, AccessSetting.AD_ATTRIBUTE) == (
        f"{UPN} is not the primary SMTP address: Exchange Online restores end in #100000011",
    )


def test_that_insync_has_no_access_is_said_above_and_once_of_each_person() -> None:
    lab = Lab()
    add_sam(lab, UPN, SMTP)
    shown = page(HostedLab(lab))
    said = "inSync has no access to Microsoft 365"
    assert shown.count(said) == 2
    assert shown.count(f"{said}: no backup is started, restores fail") == 1


def test_an_address_that_microsoft_365_does_not_know_is_said() -> None:
    lab = Lab()
    lab.insync.accounts.add(email_id=Address("who@corp.example"), display_name="Who")
    assert warned(lab) == (
        "Microsoft 365 does not know who@corp.example: "
        "backups and OneDrive restores end in EUSERNOTFOUND, Exchange Online restores fail",
    )


def test_the_page_marks_what_does_not_fit_and_lets_no_name_be_markup() -> None:
    lab = Lab()
    add_sam(lab, UPN, SMTP)
    evil = Address("<b>x&y@corp.example")
    lab.insync.accounts.add(email_id=evil, display_name="<script>alert(1)</script>")
    connect_insync(lab.insync, lab.microsoft365)
    shown = page(HostedLab(lab, urls={"okta": "http://127.0.0.1:1"}))
    assert "2 of 2 users have a problem" in shown
    assert "Duplicated: 2 inSync accounts" in shown
    assert 'class="chip warn">UPN<' in shown
    assert 'class="chip bad">unknown<' in shown
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "<b>x" not in shown


def test_the_page_is_at_the_root_and_loads_nothing(surface: Surface) -> None:
    answer = surface.send("GET", "/")
    assert answer.header("content-type") == "text/html; charset=utf-8"
    assert "default-src 'none'" in (answer.header("content-security-policy") or "")
    assert b"There are no users yet." in answer.body
    for loaded in (b"src=", b"<link", b"url(", b"@import"):
        assert loaded not in answer.body
    consoles = [b'"/okta"', b'"/insync"', b'"/microsoft365"', b'"/wire"']
    assert re.findall(rb"href=(\S+?)>", answer.body) == [*consoles, b'"/_crosswalk"']


def test_no_template_is_read_before_a_lab_is_served() -> None:
    asked = "import sys, crosswalk.cli.serve, fakes.serving.page; print('jinja2' in sys.modules)"
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert told.stdout == "False\n"


def test_a_person_of_whom_little_is_known_is_shown_with_what_is_missing() -> None:
    lab = Lab()
    lab.insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")
    shown = page(HostedLab(lab))
    assert shown.count('<span class="absent">not there</span>') == 2
    assert shown.count('<span class="absent">none</span>') == 1
    assert '<dd><div><a href="/insync/users/1">ada<wbr>@corp.example</a> <span' in shown


def test_a_system_that_is_served_alone_is_compared_with_nothing() -> None:
    shown = page(HostedLab(Lab(), systems=("insync",)))
    assert shown.startswith('<!doctype html>\n<html lang="en">')
    assert "serves only insync here" in shown
    assert "<table" not in shown
