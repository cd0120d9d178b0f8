"""Each code of a problem, from exports to the row that carries it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from crosswalk.diagnosis.row import Problem

from .exports_by_hand import diagnosed, files

WORDS = {
    "S": "succeeds",
    "E": "EUSERNOTFOUND",
    "N": "#100000011",
    "F": "fails",
    "P": "not started",
    "-": "no account",
}
COLUMNS = tuple(
    f"{job}_{time}"
    for time in ("now", "after")
    for job in ("onedrive_backup", "exchange_backup", "exchange_restore")
)
E3 = "Microsoft 365 E3"


class Case(NamedTuple):
    """Exports of a few people, and what the row of the first account is to say."""

    okta: tuple[str, ...]
    insync: tuple[str, ...]
    microsoft365: tuple[str, ...]
    now: str
    accounts: str
    change: str
    after: str
    problems: str
    app_users: tuple[str, ...] = ()


# Somebody who gets no row: each export has to list someone.
ZOE = "zoe@corp.example,zoe@corp.example,ACTIVE,9"
YAN = f"yan@corp.example,yan@corp.example,,{E3}"


def plain(name: str, status: str = "ACTIVE") -> tuple[str, ...]:
    """Return the Okta user whose login is also the email."""
    return (f"{name}@corp.example,{name}@corp.example,{status},1",)


def account(name: str, status: str = "Active") -> tuple[str, ...]:
    return (f"{name},{name}@corp.example,{status}",)


def mail_user(name: str, licenses: str = E3, kind: str = "UserMailbox") -> tuple[str, ...]:
    """Return the Microsoft 365 user whose UPN is also the primary SMTP address."""
    user_type = "Guest" if kind == "GuestMailUser" else "Member"
    return (f"{name}@corp.example,{name}@corp.example,,{licenses},{kind},{user_type}",)


MIA = ("u1@corp.example,mia@corp.example,ACTIVE,1",)
MIA_365 = (f"u1@corp.example,mia@corp.example,smtp:u1@corp.example,{E3}",)

CASES = {
    "nothing": Case(plain("ben"), account("ben"), mail_user("ben"), "SSS", "1", "", "SSS", ""),
    "duplicate_ahead": Case(
        MIA, account("u1"), MIA_365, "SSN", "2", "mia@corp.example", "SSS", "duplicate_ahead"
    ),
    "already_twice": Case(
        MIA, (*account("u1"), *account("mia")), MIA_365, "SSN", "2", "", "EEN", "already_twice"
    ),
    "already_twice, the account with the Okta email": Case(
        MIA, (*account("mia"), *account("u1")), MIA_365, "ESS", "2", "", "SSS", "already_twice"
    ),
    "login_is_not_upn": Case(
        ("a4711@corp.example,ben@corp.example",),
        account("ben"),
        mail_user("ben"),
        "SSS",
        "1",
        "",
        "EES",
        "login_is_not_upn",
    ),
    "email_is_not_primary_smtp": Case(
        plain("ada"),
        account("ada"),
        (f"ada@corp.example,ada.ames@corp.example,smtp:ada@corp.example,{E3}",),
        "SSN",
        "1",
        "",
        "SSN",
        "email_is_not_primary_smtp",
    ),
    "not_in_okta": Case(
        (ZOE,), account("eva"), mail_user("eva"), "SSS", "1", "", "EES", "not_in_okta"
    ),
    "deactivated_in_okta": Case(
        plain("dan", "DEPROVISIONED"),
        account("dan"),
        mail_user("dan"),
        "SSS",
        "1",
        "",
        "EES",
        "deactivated_in_okta",
    ),
    "not_assigned": Case(
        (*plain("nia"), ZOE),
        account("nia"),
        mail_user("nia"),
        "SSS",
        "1",
        "",
        "EES",
        "not_assigned",
        app_users=("9,zoe@corp.example",),
    ),
    "not_in_microsoft365": Case(
        plain("max"), account("max"), (YAN,), "EEF", "1", "", "EEF", "not_in_microsoft365"
    ),
    "no_mailbox": Case(
        plain("noa"),
        account("noa"),
        mail_user("noa", "OneDrive for Business (Plan 1)"),
        "SEF",
        "1",
        "",
        "SEF",
        "no_mailbox",
    ),
    "no_onedrive": Case(
        plain("noa"),
        account("noa"),
        mail_user("noa", "Exchange Online (Plan 1)"),
        "ESS",
        "1",
        "",
        "ESS",
        "no_onedrive",
    ),
    "shared_mailbox": Case(
        (ZOE,),
        account("desk"),
        mail_user("desk", "Unlicensed", "SharedMailbox"),
        "ESS",
        "1",
        "",
        "EES",
        "not_in_okta;no_onedrive;shared_mailbox",
    ),
    "guest": Case(
        plain("gus"),
        account("gus"),
        mail_user("gus", kind="GuestMailUser"),
        "EEF",
        "1",
        "",
        "EEF",
        "no_mailbox;no_onedrive;guest",
    ),
    "preserved": Case(
        plain("pia"),
        account("pia", "Preserved"),
        mail_user("pia"),
        "PPP",
        "1",
        "",
        "PPP",
        "preserved",
    ),
    "email_id_taken": Case(
        ("ada@corp.example,amy@corp.example", "amy@corp.example,none"),
        (*account("ada"), *account("amy")),
        mail_user("ada"),
        "SSS",
        "1",
        "",
        "EES",
        "email_is_not_primary_smtp;email_id_taken",
    ),
    "email_id_taken, of a person without an account": Case(
        ("ada@corp.example,amy@corp.example", "amy@corp.example,none"),
        account("amy"),
        mail_user("ada"),
        "---",
        "0",
        "",
        "---",
        "email_is_not_primary_smtp;email_id_taken",
    ),
    "address_of_two_people": Case(
        ("ada@corp.example,team@corp.example", "bob@corp.example,team@corp.example"),
        account("ada"),
        mail_user("ada"),
        "SSS",
        "2",
        "",
        "EES",
        "duplicate_ahead;email_is_not_primary_smtp;address_of_two_people",
    ),
    "invalid_address": Case(
        ("ivo@corp.example,ivo",),
        account("ivo"),
        mail_user("ivo"),
        "SSS",
        "1",
        "",
        "EES",
        "email_is_not_primary_smtp;invalid_address",
    ),
    "ambiguous": Case(
        ("ada@corp.example,team@corp.example", "bob@corp.example,team@corp.example"),
        account("team"),
        mail_user("team"),
        "SSS",
        "1",
        "",
        "EES",
        "ambiguous",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_exports_lead_to_a_row(tmp_path: Path, case: Case) -> None:
    lines = {key: each for key, each in case._asdict().items() if isinstance(each, tuple) and each}
    found = diagnosed(files(tmp_path / "exports", **lines), tmp_path / "out")
    first = case.insync[0].split(",")[1]
    if "-" in case.now:
        (row,) = [each for each in found.people if not each["insync_email_id"]]
    else:
        row = found.row(first)
    assert [row[column] for column in COLUMNS] == [WORDS[sign] for sign in case.now + case.after]
    assert row["accounts_if_remapped_now"] == case.accounts
    assert row["change_email_id_to"] == case.change
    assert row["problems"] == case.problems
    assert found.result.exit_code == (1 if case.problems else 0)


def test_every_code_has_exports() -> None:
    named = {name.partition(",")[0] for name in CASES}
    assert named == {"nothing", *(problem.value for problem in Problem)}
    assert all(
        name.partition(",")[0] in case.problems for name, case in CASES.items() if case.problems
    )
