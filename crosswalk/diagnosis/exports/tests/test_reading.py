"""Exports as people have them are read; what cannot be used is told where and why."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from crosswalk.diagnosis.exports import UnusableExport, read
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant

OKTA = "Username,Primary email\nada@corp.example,ada.ames@corp.example\n"
INSYNC = "User Name,User Email\nAda Ames,ada@corp.example\n"
MAIL = "UserPrincipalName,PrimarySmtpAddress\nada@corp.example,ada.ames@corp.example\n"
JOINED = re.escape('@{n="EmailAddresses";e={$_.EmailAddresses -join ";"}}')


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Tenant]:
    """Return what writes three exports, each as it is given, and reads them."""

    def do(
        okta: str | bytes = OKTA,
        insync: str | bytes = INSYNC,
        mail: str | bytes = MAIL,
        *others: str | bytes,
        attributes: frozenset[str] = frozenset(),
    ) -> Tenant:
        paths = []
        for number, content in enumerate((okta, insync, mail, *others)):
            path = tmp_path / f"{number}.csv"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return read(paths, attributes=attributes)

    return do


Reading = Callable[..., Tenant]


def test_three_exports_are_recognized_by_their_columns(reading: Reading) -> None:
    tenant = reading()
    assert tenant.okta == [OktaUser("ada@corp.example", "ada.ames@corp.example")]
    assert tenant.accounts == [HeldAccount("ada@corp.example")]
    assert tenant.microsoft365 == [MailUser("ada@corp.example", "ada.ames@corp.example")]
    assert tenant.app_users is None


def test_the_order_of_the_files_makes_no_difference(tmp_path: Path) -> None:
    paths = []
    for name, content in (("b", OKTA), ("a", INSYNC), ("c", MAIL)):
        paths.append(tmp_path / name)
        paths[-1].write_text(content)
    assert read(paths) == read(paths[::-1])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_encoding_is_read(reading: Reading, encoding: str) -> None:
    text = "Primary email;Username;First name\nzoé@corp.example;zoe@corp.example;Zoé\n"
    (user,) = reading(text.encode(encoding)).okta
    assert user == OktaUser("zoe@corp.example", "zoé@corp.example")


@pytest.mark.parametrize(
    "text",
    [
        "#TYPE Selected.User\n" + OKTA,
        "sep=,\n" + OKTA,
        '"sep=;"\n' + OKTA.replace(",", ";"),
        OKTA.replace(",", "\t"),
        OKTA.replace("\n", "\r\n") + "\r\n\r\n",
        OKTA.replace(",", ", "),
        OKTA.upper().replace("CORP", "corp").replace("EXAMPLE", "example"),
        'First name,PRIMARY EMAIL, user_name\n"Ada\nAmes",ada.ames@corp.example,ada@corp.example',
        '"Username","Primary email"\n"ada@corp.example","ada.ames@corp.example"\n,\n',
    ],
    ids=["TYPE", "sep", "sep quoted", "tab", "CRLF", "spaces", "case", "line break", "quoted"],
)
def test_csv_is_read_as_people_have_it(reading: Reading, text: str) -> None:
    (user,) = reading(text).okta
    assert (user.login.lower(), user.email.lower()) == ("ada@corp.example", "ada.ames@corp.example")


@pytest.mark.parametrize(
    "header",
    ["Username, Email", "Name,Email ID", "User Name,Email", "User Name,User Email", "Email,NAME"],
)
def test_every_name_of_an_email_id_is_known(reading: Reading, header: str) -> None:
    row = "ada@corp.example,Ada" if header.startswith("Email,") else "Ada,ada@corp.example"
    assert reading(insync=f"{header}\n{row}\n").accounts == [HeldAccount("ada@corp.example")]


def test_what_an_account_is_comes_from_its_columns(reading: Reading) -> None:
    header = "Username,Email,User Status,AD Attribute,Microsoft 365 License"
    rows = "A,a@corp.example,Preserved,,-\nB,b@corp.example,Active,B@corp.example,Yes\n"
    assert reading(insync=f"{header}\n{rows}").accounts == [
        HeldAccount("a@corp.example", preserved=True, attribute="", licensed=False),
        HeldAccount("b@corp.example", attribute="B@corp.example", licensed=True),
    ]


def test_app_users_are_read(reading: Reading) -> None:
    text = "id,userName,scope,externalId\n00u1,ada@corp.example,USER,ext1\n"
    assert reading(OKTA, INSYNC, MAIL, text).app_users == [
        AppUser("ada@corp.example", "00u1", "ext1")
    ]


def test_only_deprovisioned_is_deactivated(reading: Reading) -> None:
    rows = "".join(
        f"{status[0]}@corp.example,{status[0]}@corp.example,{status}\n"
        for status in ("ACTIVE", "DEPROVISIONED", "SUSPENDED", "LOCKED_OUT")
    )
    found = reading(f"login,email,Status\n{rows}").okta
    assert [user.active for user in found] == [True, False, True, True]


class TestMicrosoft365:
    def one(self, reading: Reading, header: str, row: str, *others: str) -> MailUser:
        (user,) = reading(OKTA, INSYNC, f"{header}\n{row}\n", *others).microsoft365
        assert isinstance(user, MailUser)
        return user

    @pytest.mark.parametrize(
        "cell",
        [
            "SMTP:ada.ames@corp.example;smtp:a@corp.example",
            "smtp:a@corp.example+SMTP:ada.ames@corp.example+SIP:ada@corp.example",
            '"SMTP:ada.ames@corp.example,smtp:a@corp.example"',
            "SPO:SPO_1@SPO_2 SMTP:ada.ames@corp.example smtp:a@corp.example",
            "X500:/o=First Org/cn=Ada+Ames;SMTP:ada.ames@corp.example;smtp:a@corp.example",
        ],
    )
    @pytest.mark.parametrize("header", ["EmailAddresses", "Proxy addresses"])
    def test_the_capital_prefix_is_the_primary_smtp_address(
        self, reading: Reading, header: str, cell: str
    ) -> None:
        user = self.one(reading, f"UserPrincipalName,{header}", f"ada@corp.example,{cell}")
        assert (user.primary_smtp, user.aliases) == ("ada.ames@corp.example", ("a@corp.example",))

    def test_a_plus_within_an_address_does_not_split_it(self, reading: Reading) -> None:
        row = "ada@corp.example,SMTP:ada+mail@corp.example+smtp:a+b@corp.example"
        user = self.one(reading, "User principal name,Proxy addresses", row)
        assert (user.primary_smtp, user.aliases) == ("ada+mail@corp.example", ("a+b@corp.example",))

    def test_primary_smtp_address_goes_before_the_entry_before_mail(self, reading: Reading) -> None:
        header = "UserPrincipalName,mail,PrimarySmtpAddress,EmailAddresses"
        row = "ada@corp.example,m@corp.example,p@corp.example,SMTP:e@corp.example"
        user = self.one(reading, header, row)
        assert (user.primary_smtp, user.aliases) == ("p@corp.example", ("e@corp.example",))
        user = self.one(reading, header, row.replace("p@corp.example", ""))
        assert (user.primary_smtp, user.aliases) == ("e@corp.example", ())

    @pytest.mark.parametrize(
        ("licenses", "mailbox", "onedrive"),
        [
            ("Microsoft 365 E3", True, True),
            ("Office 365 E1+Power BI", True, True),
            ("Exchange Online (Plan 1)", True, False),
            ("OneDrive for Business (Plan 2)", False, True),
            ("Unlicensed", False, False),
            ("Visio", False, False),
            ("", True, True),
        ],
    )
    def test_licenses_cover_mail_and_onedrive(
        self, reading: Reading, licenses: str, mailbox: bool, onedrive: bool
    ) -> None:
        header = "UserPrincipalName,PrimarySmtpAddress,Licenses"
        user = self.one(reading, header, f"a@corp.example,a@corp.example,{licenses}")
        assert (user.mailbox, user.onedrive) == (mailbox, onedrive)

    def test_without_licenses_a_primary_smtp_address_makes_a_mailbox(
        self, reading: Reading
    ) -> None:
        assert self.one(reading, "UserPrincipalName,mail", "a@corp.example,a@corp.example").mailbox
        assert not self.one(reading, "UserPrincipalName,mail", "a@corp.example,").mailbox

    def test_a_shared_mailbox_needs_no_license(self, reading: Reading) -> None:
        header = "UserPrincipalName,mail,Licenses,RecipientTypeDetails"
        user = self.one(reading, header, "d@corp.example,d@corp.example,Unlicensed,SharedMailbox")
        assert (user.shared, user.mailbox, user.onedrive) == (True, True, False)

    def test_a_guest_has_neither(self, reading: Reading) -> None:
        upn = "a_x.example#EXT#@corp.example"
        by_upn = self.one(reading, "UserPrincipalName,mail", f"{upn},a@x.example")
        by_type = self.one(
            reading, "UserPrincipalName,mail,userType", "a@c.example,a@x.example,Guest"
        )
        for user in (by_upn, by_type):
            assert (user.guest, user.mailbox, user.onedrive) == (True, False, False)

    def test_listed_onedrives_are_all_there_are(self, reading: Reading) -> None:
        mail = "a@corp.example,a@corp.example\nb@corp.example,b@corp.example"
        drives = (
            "Owner,Url\nA@corp.example,https://corp-my.sharepoint.example/personal/a_corp_example\n"
            "b@corp.example,https://corp.sharepoint.example/sites/b\n"
        )
        text = f"UserPrincipalName,PrimarySmtpAddress\n{mail}\n"
        found = reading(OKTA, INSYNC, text, drives)
        assert [user.onedrive for user in found.microsoft365] == [True, False]
        assert not any("OneDrive" in sentence for sentence in found.assumed)
        assert any("OneDrive" in sentence for sentence in reading(OKTA, INSYNC, text).assumed)

    def test_an_address_that_is_none_is_told_with_its_line(self, reading: Reading) -> None:
        mail = "UserPrincipalName,EmailAddresses\nada@corp.example,SMTP:ada;smtp:a@corp.example\n"
        tenant = reading(OKTA, INSYNC, mail)
        assert tenant.microsoft365[0][1:3] == ("", ("a@corp.example",))
        (note,) = tenant.notes
        assert (Path(note.place.file).name, note.place.line) == ("2.csv", 2)
        assert note.text == "'ada' is no address, and is passed over"


class TestSeveralFiles:
    def test_rows_complete_one_another(self, reading: Reading) -> None:
        licenses = "UserPrincipalName,mail,Licenses\nADA@corp.example,,Unlicensed\n"
        (user,) = reading(OKTA, INSYNC, MAIL, licenses).microsoft365
        assert (user.primary_smtp, user.mailbox) == ("ada.ames@corp.example", False)

    def test_two_values_for_one_column_are_told_with_both_places(self, reading: Reading) -> None:
        other = "Username,Primary email\nAda@corp.example,other@corp.example\n"
        with pytest.raises(UnusableExport, match=r"3\.csv:2: .*two values for email.*0\.csv:2"):
            reading(OKTA, INSYNC, MAIL, other)

    def test_another_case_is_no_other_value(self, reading: Reading) -> None:
        other = "Username,Primary email\nAda@corp.example,ADA.Ames@corp.example\n"
        assert len(reading(OKTA, INSYNC, MAIL, other).okta) == 1

    @pytest.mark.parametrize("missing", range(3))
    def test_each_of_the_three_is_needed(self, tmp_path: Path, missing: int) -> None:
        kinds = ("Okta people", "inSync users", "Microsoft 365 people")
        paths = []
        for number, text in enumerate((OKTA, INSYNC, MAIL)):
            paths.append(tmp_path / f"{number}.csv")
            paths[-1].write_text(text)
        del paths[missing]
        with pytest.raises(UnusableExport, match=kinds[missing]):
            read(paths)

    def test_a_file_that_is_named_twice_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "okta.csv"
        path.write_text(OKTA)
        with pytest.raises(UnusableExport, match=r"okta\.csv: the file is named twice"):
            read([path, tmp_path / "." / "okta.csv"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", r"0\.csv: the file is empty"),
        ("\n\n", r"0\.csv: the file is empty"),
        (b"PK\x03\x04\x00\x01\x00\x00\x01" * 40, r"0\.csv: the file is no text"),
        ("City,Phone\nRome,1\n", r"0\.csv:1: no known export: found City, Phone; expected one of"),
        ("Username,Phone\nada,1\n", r"0\.csv:1: .*missing for Okta people: expected Username with"),
        ("Username,Primary email,username\na,b,c\n", r"0\.csv:1: the header has 'username' twice"),
        (OKTA + "ben@corp.example\n", r"0\.csv:3: the row has 1 cells: expected 2"),
        (OKTA + "ben@corp.example,x@corp.example,\n", r"0\.csv:3: the row has 3 cells: expected 2"),
        (OKTA + 'ben@corp.example,b"x@corp.example\n', r"0\.csv:3: a quote"),
        (OKTA + 'ben@corp.example,"x"y\n', r"0\.csv:3: a quote"),
        (OKTA + '"ben@corp.example,x\ny,z\n', r"0\.csv:3: a quote"),
        (OKTA + '\n"two\nlines@corp.example",y\nz\n', r"0\.csv:6: the row has 1 cells"),
        ('[{"profile": {"login": "a"', r"0\.csv:1: the JSON ends or breaks here"),
        ("[1, 2]", r"0\.csv: expected a list of users"),
        ('[{"name": "x"}]', r"0\.csv: no known answer"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(
    reading: Reading, text: str | bytes, told: str
) -> None:
    with pytest.raises(UnusableExport, match=told) as error:
        reading(text)
    assert "\n" not in str(error.value)


def test_a_quote_that_is_written_twice_is_part_of_a_name(reading: Reading) -> None:
    text = 'Username,Primary email,Nickname\na@corp.example,a@corp.example,"Ada ""A"" Ames"\n'
    assert len(reading(text).okta) == 1


def test_two_names_of_one_column_are_refused(reading: Reading) -> None:
    with pytest.raises(UnusableExport, match="'User Email' and 'Email' for one column"):
        reading(insync="User Name,User Email,Email\nA,a@corp.example,b@corp.example\n")


def test_the_name_of_a_type_is_told_with_the_command_that_joins(reading: Reading) -> None:
    mail = (
        "UserPrincipalName,EmailAddresses\n"
        "ada@corp.example,Microsoft.Exchange.Data.ProxyAddressCollection\n"
    )
    with pytest.raises(UnusableExport, match=rf"2\.csv:2: .*{JOINED}"):
        reading(mail=mail)


def test_a_file_that_is_not_there_and_a_directory_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableExport, match=r"gone\.csv: the file cannot be read: No such file"):
        read([tmp_path / "gone.csv"])
    with pytest.raises(UnusableExport, match="this is a directory"):
        read([tmp_path])


def test_attributes_that_an_expression_needs_are_read(reading: Reading) -> None:
    text = "Username,Primary email,First name\nada@corp.example,ada@corp.example,Ada\n"
    (user,) = reading(text, attributes=frozenset({"firstName", "login"})).okta
    assert user.attributes == {"firstName": "Ada"}
    with pytest.raises(UnusableExport, match=r"0\.csv:1: no column for user\.nickName"):
        reading(text, attributes=frozenset({"nickName"}))


class TestAnswersOfApis:
    OKTA = (
        {
            "id": "00u1",
            "status": "DEPROVISIONED",
            "profile": {"login": "a@x.example", "email": "e@x.example"},
        },
    )
    APP = (
        {
            "id": "00u1",
            "externalId": "x",
            "scope": "USER",
            "credentials": {"userName": "a@x.example"},
        },
    )
    GRAPH = (
        {
            "userPrincipalName": "a@x.example",
            "mail": "p@x.example",
            "proxyAddresses": ["SMTP:p@x.example", "smtp:q@x.example"],
            "assignedLicenses": [],
        },
    )

    def test_all_are_read(self, reading: Reading) -> None:
        tenant = reading(
            json.dumps(self.OKTA),
            json.dumps({"users": [{"emailID": "a@x.example", "status": "preserved"}]}),
            json.dumps({"value": self.GRAPH}),
            json.dumps(self.APP),
        )
        assert tenant.okta == [OktaUser("a@x.example", "e@x.example", False, "00u1")]
        assert tenant.accounts == [HeldAccount("a@x.example", preserved=True)]
        assert tenant.microsoft365 == [
            MailUser("a@x.example", "p@x.example", ("q@x.example",), mailbox=False, onedrive=False)
        ]
        assert tenant.app_users == [AppUser("a@x.example", "00u1", "x")]

    def test_a_page_that_no_file_holds_is_told(self, reading: Reading) -> None:
        link = {"@odata.nextLink": "https://graph.example/users?$skiptoken=2"}
        first = json.dumps({"value": self.GRAPH, **link})
        assert "no file holds" in reading(OKTA, INSYNC, first).notes[0].text
        last = json.dumps({"value": [{"userPrincipalName": "b@x.example"}]})
        found = reading(OKTA, INSYNC, first, last)
        assert (len(found.microsoft365), found.notes) == (2, ())
