"""Who of Microsoft 365 has a mailbox and a OneDrive, and who is a guest."""

from __future__ import annotations

import pytest

from .samples import INSYNC, OKTA, Reading, one, told

NO_ONEDRIVES = (
    "No export lists OneDrives: whoever has a license that covers OneDrive, or of whose licenses "
    "nothing is known, is taken to have one."
)
NO_LICENSES = (
    "No export lists licenses of Microsoft 365: everybody with a primary SMTP address is taken to "
    "have a mailbox."
)


@pytest.mark.parametrize(
    ("licenses", "mailbox", "onedrive"),
    [
        ("Microsoft 365 E3", True, True),
        ("microsoft 365 business basic", True, True),
        ("Office 365 E1+Power BI (free)", True, True),
        ("Power BI (free) + Office 365 E1", True, True),
        ("Exchange Online (Plan 1)", True, False),
        ("OneDrive for Business (Plan 2)", False, True),
        ("Exchange Online (Plan 1)+OneDrive for Business (Plan 1)", True, True),
        ("Unlicensed", False, False),
        ("Visio Plan 2", False, False),
        ("", True, True),
        ("99999999-0000-0000-0000-000000000000", True, True),
    ],
)
def test_licenses_cover_mail_and_onedrive(
    reading: Reading, licenses: str, mailbox: bool, onedrive: bool
) -> None:
    header = "UserPrincipalName,PrimarySmtpAddress,Licenses"
    user = one(reading, header, f"a@x.example,a@x.example,{licenses}")
    assert (user.mailbox, user.onedrive) == (mailbox, onedrive)


def test_without_licenses_a_primary_smtp_address_makes_a_mailbox_which_is_told(
    reading: Reading,
) -> None:
    assert one(reading, "UserPrincipalName,mail", "a@x.example,a@x.example").mailbox
    assert not one(reading, "UserPrincipalName,mail", "a@x.example,").mailbox
    assert NO_LICENSES in reading().assumed
    mail = "UserPrincipalName,mail,Licenses\na@x.example,,Unlicensed\n"
    assert NO_LICENSES not in reading(mail=mail).assumed


@pytest.mark.parametrize(
    ("kind", "licenses", "found"),
    [
        ("SharedMailbox", "Unlicensed", (True, False, True)),
        ("SharedMailbox", "", (True, False, True)),
        ("SharedMailbox", "Office 365 E3", (True, True, True)),
        ("RemoteSharedMailbox", "", (True, False, True)),
        ("RoomMailbox", "", (True, False, False)),
        ("EquipmentMailbox", "Unlicensed", (True, False, False)),
        ("UserMailbox", "Unlicensed", (False, False, False)),
        ("UserMailbox", "", (True, True, False)),
        ("MailUser", "", (False, True, False)),
        ("MailUser", "Office 365 E3", (False, True, False)),
    ],
)
def test_the_type_of_a_recipient_says_what_the_mailbox_is(
    reading: Reading, kind: str, licenses: str, found: tuple[bool, bool, bool]
) -> None:
    header = "UserPrincipalName,mail,Licenses,RecipientTypeDetails"
    user = one(reading, header, f"d@x.example,d@x.example,{licenses},{kind}")
    assert (user.mailbox, user.onedrive, user.shared) == found


@pytest.mark.parametrize(
    ("upn", "user_type", "guest"),
    [
        ("a_y.example#EXT#@x.example", "", True),
        ("a_y.example#ext#@x.example", "Member", True),
        ("a@x.example", "guest", True),
        ("a@x.example", "Member", False),
        ("a@x.example", "", False),
    ],
)
def test_a_guest_has_neither(reading: Reading, upn: str, user_type: str, guest: bool) -> None:
    drives = f"Owner,Url\n{upn},https://x-my.sharepoint.example/personal/a\n"
    row = f"{upn},a@y.example,{user_type},Office 365 E3"
    for others in ((), (drives,)):
        user = one(reading, "UserPrincipalName,mail,userType,Licenses", row, *others)
        assert (user.guest, user.mailbox, user.onedrive) == (guest, not guest, not guest)


class TestOneDrives:
    MAIL = (
        "UserPrincipalName,PrimarySmtpAddress,Licenses,RecipientTypeDetails\n"
        "a@x.example,a@x.example,Unlicensed,SharedMailbox\n"
        "b@x.example,b@x.example,Office 365 E3,\n"
        "C@x.example,c@x.example,,\n"
    )

    def owners(self, reading: Reading, *rows: str) -> str:
        drives = "Title,Owner,URL\n" + "".join(f",{row}\n" for row in rows)
        users = reading(OKTA, INSYNC, self.MAIL, drives).microsoft365
        return "".join(user.upn[0].lower() for user in users if user.onedrive)

    def test_listed_ones_are_all_there_are(self, reading: Reading) -> None:
        rows = (
            "A@x.example,https://x-my.sharepoint.example/personal/a_x_example",
            "b@x.example,https://x.sharepoint.example/sites/b",
            "i:0#.f|membership|c@x.example,https://x-my.sharepoint.example/Personal/c",
            "c@x.example,https://x.sharepoint.example/sites/c",
        )
        assert self.owners(reading, *rows) == "ac"

    def test_without_a_list_licenses_decide_which_is_told(self, reading: Reading) -> None:
        tenant = reading(OKTA, INSYNC, self.MAIL)
        assert [user.onedrive for user in tenant.microsoft365] == [False, True, True]
        assert NO_ONEDRIVES in tenant.assumed
        assert NO_ONEDRIVES not in reading(OKTA, INSYNC, self.MAIL, "Owner,Url\n").assumed

    def test_a_list_without_personal_sites_is_told(self, reading: Reading) -> None:
        site = "b@x.example,https://x.sharepoint.example/sites/b"
        assert self.owners(reading, site) == ""
        tenant = reading(OKTA, INSYNC, self.MAIL, f"Owner,Url\n{site}\n")
        ((file, line, text),) = told(tenant.notes)
        assert (file, line) == ("3.csv", 2)
        assert text.startswith("no personal site is listed, so nobody has a OneDrive: export")
