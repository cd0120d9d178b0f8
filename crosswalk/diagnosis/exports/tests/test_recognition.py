"""An export is recognized by its columns alone; one that is not is told with what it lacks."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser

from .samples import INSYNC, MAIL, OKTA, Reading, refusal

ROCKSTAR = (
    "User Id,Status,Username,First name,Last name,Middle name,Honorific prefix,Title,Display name,"
    "Nickname,Profile Url,Primary email,Secondary email,Mobile phone,Manager Id,Manager"
)
TEMPLATE = (
    "login,firstName,lastName,middleName,email,title,displayName,nickName,profileUrl,secondEmail,"
    "userType,employeeNumber,managerId,manager"
)
ADMIN_CENTER = (
    "Block credential,City,Country/Region,Department,DirSyncEnabled,Display name,Fax,First name,"
    "Last name,Licenses,Mobile Phone,Object Id,Office,Proxy addresses,Title,Usage location,"
    "User principal name,When created"
)
ENTRA = (
    "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,"
    "accountEnabled,usageLocation,companyName,creationType,createdDateTime"
)
PROVISIONING = (
    "User Name,User Email,Profile,User Status,Microsoft 365 License,SMB License,Backup Data (MB),"
    "Created On,Managed By,Mapping,Custom Attribute Name,Custom Attribute Value"
)
MSP = "Global Customer ID,Customer Name,Account Name," + PROVISIONING


def row(header: str, **cells: str) -> str:
    """Return a header and one row: cells by their header without spaces, the rest empty."""
    names = header.split(",")
    return f"{header}\n{','.join(cells.get(name.replace(' ', ''), '') for name in names)}\n"


@pytest.mark.parametrize(
    "text",
    [
        row(ROCKSTAR, Username="a@x.example", Primaryemail="e@x.example"),
        row(TEMPLATE, login="a@x.example", email="e@x.example"),
        row("email,login", login="a@x.example", email="e@x.example"),
        row("Name,login,email", login="a@x.example", email="e@x.example"),
    ],
)
def test_exports_of_okta_people_are_known(reading: Reading, text: str) -> None:
    assert reading(text).okta == [OktaUser("a@x.example", "e@x.example")]


@pytest.mark.parametrize(
    "text",
    [
        row(
            "id,userName,scope,externalId,syncState", id="1", userName="a@x.example", externalId="e"
        ),
        row("id,userName,externalId,email", id="1", userName="a@x.example", externalId="e"),
        row("User Id,User Name,External Id", UserId="1", UserName="a@x.example", ExternalId="e"),
    ],
)
def test_exports_of_app_users_are_known(reading: Reading, text: str) -> None:
    assert reading(OKTA, INSYNC, MAIL, text).app_users == [AppUser("a@x.example", "1", "e")]


@pytest.mark.parametrize(
    "text",
    [
        "Username, Email\nAda,a@x.example\n",
        'Username, Email\n"Ames, Ada",a@x.example\n',
        "Name,Email ID\nAda,a@x.example\n",
        "Email,NAME\na@x.example,Ada\n",
        "Email,Username\na@x.example,A\n",
        row(PROVISIONING, UserEmail="a@x.example"),
        row(MSP, UserEmail="a@x.example"),
    ],
)
def test_exports_of_insync_users_are_known(reading: Reading, text: str) -> None:
    assert reading(insync=text).accounts == [HeldAccount("a@x.example")]


@pytest.mark.parametrize(
    "text",
    [
        row(ADMIN_CENTER, Userprincipalname="a@x.example", Proxyaddresses="SMTP:p@x.example"),
        row(ENTRA, userPrincipalName="a@x.example", mail="p@x.example"),
        row(
            "ProxyAddresses,UserPrincipalName",
            ProxyAddresses="SMTP:p@x.example",
            UserPrincipalName="a@x.example",
        ),
        row(
            "Name,UserPrincipalName,PrimarySmtpAddress,Email",
            UserPrincipalName="a@x.example",
            PrimarySmtpAddress="p@x.example",
        ),
    ],
)
def test_exports_of_microsoft_365_people_are_known(reading: Reading, text: str) -> None:
    assert reading(mail=text).microsoft365 == [MailUser("a@x.example", "p@x.example")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "City,Phone",
            "no known export: found the columns City, Phone; expected one of: Okta people",
        ),
        (
            "Username,Primary mail",
            "no column Primary email, which Okta people need; the nearest header is 'Primary mail'",
        ),
        (
            "Usrname,Primary email",
            "no column Username / login, which Okta people need; the nearest header is 'Usrname'",
        ),
        ("User,Login,Status", "no column Primary email, which Okta people need: add"),
        (
            "id,userName,externalIds",
            "no column externalId, which Okta app users of Druva 2.0 need; the nearest header "
            "is 'externalIds'",
        ),
        (
            "User Name,User Status,Profile,User mail",
            "no column User Email / Email ID / Email, which inSync users need; the nearest header "
            "is 'User mail'",
        ),
        (
            "UserPrincipalName,Display name,Primary Smtp Adress",
            "no column PrimarySmtpAddress / EmailAddresses / Proxy addresses / mail, which "
            "Microsoft 365 people need; the nearest header is 'Primary Smtp Adress'",
        ),
        ("Owner,Title,Uri", "no column Url, which OneDrives need; the nearest header is 'Uri'"),
        (
            "Username,Primary email,username",
            "the header has 'Username' and 'username', one column twice: keep one",
        ),
        (
            "Username,Primary email,City,CITY ",
            "the header has 'City' and 'CITY', one column twice: keep one",
        ),
        (
            "User Name,User Email,Email",
            "the header has 'User Email' and 'Email', two names of one column: keep one",
        ),
        (
            "User Name,Name,Email",
            "the header has 'User Name' and 'Name', two names of one column: keep one",
        ),
        (
            "Username,login,Primary email",
            "the header has 'Username' and 'login', two names of one column: keep one",
        ),
        (
            "Username,Primary email,UserPrincipalName,mail",
            "the columns fit Okta people and Microsoft 365 people: keep those of one kind",
        ),
        ("Username,Primary email,User Email", "the columns fit Okta people and inSync users: keep"),
        (
            "login,email,Username,externalId",
            "the columns fit Okta people and Okta app users of Druva 2.0: keep",
        ),
        (
            "User Name,Email,Login,User Status",
            "the columns fit Okta people and inSync users: keep those of one kind",
        ),
        ("Owner,Url,User Name,User Email", "the columns fit inSync users and OneDrives: keep"),
    ],
)
def test_headers_of_no_kind_are_told(reading: Reading, header: str, expected: str) -> None:
    cells = "," * header.count(",")
    assert refusal(lambda: reading(f"\n{header}\n{cells}\n")).startswith(f"0.csv:2: {expected}")


def test_an_export_without_rows_lists_nobody(reading: Reading) -> None:
    tenant = reading("Username,Primary email\n", attributes=frozenset({"firstName"}))
    assert (tenant.okta, len(tenant.accounts)) == ([], 1)
