"""The kinds for which a job fails are written as a feature that runs, under pseudonyms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.tenant import HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.rehearsal.feature import Feature, feature_of
from crosswalk.rehearsal.part import Addresses, part_of
from fakes.insync.model import AccessSetting

from .played import tenant

ROOT = Path(__file__).parents[3]


def written(everybody: Tenant, choices: Choices | None = None) -> Feature:
    choices = choices or Choices()
    rows = [*diagnose(everybody, choices).rows()]
    return feature_of(part_of(everybody, Addresses(choices), None), rows, choices)


def ada(**changes: object) -> MailUser:
    user = MailUser("ada@corp.example", "ada.ames@corp.example", ("ada@corp.example",))
    return user._replace(**changes)  # type: ignore[arg-type]


ADA = OktaUser("ada@corp.example", "ada.ames@corp.example")
EVERY_KIND = tenant(
    [
        ADA,
        OktaUser("ben@corp.example", "ben.nickname@corp.example"),
        OktaUser("cal@corp.example", "cal.new@corp.example", active=False),
        OktaUser("dot@old.example", "dot@corp.example"),
        OktaUser("eve@corp.example", "taken@corp.example"),
        OktaUser("one@corp.example", "two@corp.example"),
        OktaUser("two@corp.example", "one@corp.example"),
        OktaUser("new@old.example", "new@corp.example"),
        OktaUser("late@corp.example", "taken@corp.example"),
    ],
    [
        "ada@corp.example",
        "ben@corp.example",
        HeldAccount("cal@corp.example", attribute="cal"),
        "dot@corp.example",
        "eve@corp.example",
        HeldAccount("gone@corp.example", preserved=True),
        "one@corp.example",
        "shared@corp.example",
        "taken@corp.example",
        "two@corp.example",
    ],
    [
        ada(),
        MailUser(
            "ben@corp.example",
            "ben.berg@corp.example",
            ("ben.nickname@corp.example", "ben@corp.example"),
            onedrive=False,
        ),
        MailUser("cal@corp.example", "cal.new@corp.example", ("cal@corp.example",)),
        MailUser("dot@corp.example", "dot@corp.example"),
        MailUser("late@corp.example", "late@corp.example"),
        MailUser("new@corp.example", "new@corp.example", mailbox=False),
        MailUser("one@corp.example", "two@corp.example", ("one@corp.example",)),
        MailUser("shared@corp.example", "shared@corp.example", shared=True),
    ],
)


@pytest.mark.parametrize(
    "choices",
    [
        Choices(),
        Choices(AccessSetting.AD_ATTRIBUTE, ad_attribute="user.email"),
        Choices(readings={"A1": "the setting", "A4": "the inSync email ID"}),
    ],
    ids=["as it comes", "AD Attribute", "read otherwise"],
)
def test_what_is_written_passes_in_this_project(choices: Choices, tmp_path: Path) -> None:
    feature = written(EVERY_KIND, choices)
    assert feature.scenarios >= 8
    file = tmp_path / "kinds.feature"
    file.write_text(feature.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pytest.ini")]
    played = subprocess.run(  # noqa: S603 - our own interpreter
        [*command, "--rootdir", str(ROOT), "-p", "no:cacheprovider", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, f"{played.stdout}{feature.text}"
    assert f"{feature.scenarios} passed" in played.stdout


def test_nobody_is_named() -> None:
    text = written(EVERY_KIND).text
    everybody = (
        *(text for user in EVERY_KIND.okta for text in (user.login, user.email)),
        *(account.email_id for account in EVERY_KIND.accounts),
        *(text for user in EVERY_KIND.microsoft365 for text in (user.upn, *user.aliases)),
    )
    for address in everybody:
        name, _, domain = address.partition("@")
        assert f"{name}@" not in text
        assert domain not in text
    assert "| cal " not in text, "an AD attribute names somebody, too"


def test_a_kind_is_told_once_with_how_many_it_has() -> None:
    people = [MailUser(f"u{number}@corp.example") for number in range(3)]
    okta = [OktaUser(each.upn, f"{each.upn}.long.example") for each in people]
    everybody = tenant(okta, [each.upn for each in people])
    feature = written(everybody)
    assert feature.scenarios == 1
    assert "Example: Kind 1, 3 people: duplicate_ahead, not_in_microsoft365" in feature.text


def test_who_has_no_failing_job_is_not_told() -> None:
    fine = tenant([OktaUser("ben@corp.example", "ben@corp.example")], ["ben@corp.example"])
    people = [MailUser("ben@corp.example", "ben@corp.example")]
    assert written(Tenant(fine.okta, fine.accounts, people)).scenarios == 0


@pytest.mark.parametrize(
    ("everybody", "choices", "why"),
    [
        (tenant([OktaUser("ada@corp.example", "ada")], ["ada@corp.example"]), Choices(), "Okta"),
        (tenant(accounts=["sam"]), Choices(), "inSync does not hold the email ID"),
        (
            tenant(accounts=["x@corp.example"], people=[MailUser("", "x@corp.example")]),
            Choices(),
            "the UPN of somebody in Microsoft 365 is no address",
        ),
        (
            tenant(accounts=["x@corp.example"], people=[MailUser("x@corp.example", "")]),
            Choices(),
            "somebody in Microsoft 365 has no primary SMTP address",
        ),
        (
            tenant([ADA], [ADA.login], [ada(aliases=())]),
            Choices(),
            "a mailbox does not have the UPN as an address",
        ),
        (
            tenant(
                [ADA],
                [ADA.login],
                [ada(), MailUser("x@corp.example", "x@corp.example", (ADA.login,))],
            ),
            Choices(),
            "Microsoft 365 does not give two people one address",
        ),
        (
            tenant([ADA], [ADA.login], [ada()]),
            Choices(readings={"A2": "update in place"}),
            "on which A2 rests",
        ),
        (
            tenant(
                accounts=[
                    HeldAccount(f"u{n}@corp.example", attribute="a@corp.example") for n in range(9)
                ]
            ),
            Choices(),
            "more than 8 people",
        ),
    ],
    ids=["login", "email ID", "no UPN", "no primary", "unlisted UPN", "one address", "A2", "many"],
)
def test_what_no_scenario_can_tell_is_named(everybody: Tenant, choices: Choices, why: str) -> None:
    feature = written(everybody, choices)
    assert feature.scenarios == 0
    assert all(why in each for each in feature.left_out)
    assert feature.left_out
    assert f"# Left out: {feature.left_out[0]}" in feature.text
