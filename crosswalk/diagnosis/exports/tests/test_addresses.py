"""Which addresses somebody of Microsoft 365 has, and what is told of cells that have none."""

from __future__ import annotations

import pytest

from .samples import INSYNC, OKTA, Reading, one, refusal, told

HEADERS = ("EmailAddresses", "Proxy addresses")
JOIN = (
    "Get-EXOMailbox -ResultSize Unlimited | Select-Object UserPrincipalName,PrimarySmtpAddress,"
    '@{n="EmailAddresses";e={$_.EmailAddresses -join ";"}} | '
    "Export-Csv mailboxes.csv -NoTypeInformation -Encoding UTF8"
)


@pytest.mark.parametrize(
    "cell",
    [
        "SMTP:p@x.example;smtp:a@x.example",
        "smtp:a@x.example;SMTP:p@x.example",
        "SMTP:p@x.example;SMTP:a@x.example",
        "smtp:a@x.example+SMTP:p@x.example+SIP:ada@x.example",
        "SMTP:p@x.example+smtp:a@x.example",
        '"SMTP:p@x.example,smtp:a@x.example"',
        '"SMTP:p@x.example, smtp:a@x.example"',
        "SMTP:p@x.example smtp:a@x.example",
        '"SMTP:p@x.example\nsmtp:a@x.example"',
        "SPO:SPO_1@SPO_2 SMTP:p@x.example Smtp:a@x.example",
        "X500:/o=First Org/cn=Ada+Ames;SMTP:p@x.example;smtp:a@x.example",
        "SMTP:p@x.example;x400:c=us;EUM:5;sip:s@x.example;smtp:a@x.example;",
        "SMTP:p@x.example;a@x.example",
        "SMTP:p@x.example;smtp:a@x.example;smtp:A@x.example;smtp:P@x.example",
    ],
)
@pytest.mark.parametrize("header", HEADERS)
def test_the_capital_prefix_is_the_primary_smtp_address(
    reading: Reading, header: str, cell: str
) -> None:
    user = one(reading, f"UserPrincipalName,{header}", f"u@x.example,{cell}")
    assert (user.primary_smtp, user.aliases) == ("p@x.example", ("a@x.example",))


@pytest.mark.parametrize(
    ("cell", "primary", "aliases"),
    [
        ("SMTP:a+mail@x.example+smtp:a+b@x.example", "a+mail@x.example", ("a+b@x.example",)),
        ("SMTP:a+mail@x.example;smtp:b@x.example", "a+mail@x.example", ("b@x.example",)),
        ("a@x.example+b+c@x.example", "", ("a@x.example", "b+c@x.example")),
        ("b@x.example;a@x.example", "", ("b@x.example", "a@x.example")),
        ("smtp:a@x.example", "", ("a@x.example",)),
        ("SMTP:a@x.example;smtp:A@x.example", "a@x.example", ()),
        ("SIP:a@x.example", "", ()),
        ("", "", ()),
    ],
)
def test_a_plus_sign_separates_only_addresses(
    reading: Reading, cell: str, primary: str, aliases: tuple[str, ...]
) -> None:
    user = one(reading, "User principal name,Proxy addresses", f"u@x.example,{cell}")
    assert (user.primary_smtp, user.aliases) == (primary, aliases)


@pytest.mark.parametrize(
    ("primary", "entry", "mail", "found", "aliases"),
    [
        ("p@x.example", "SMTP:e@x.example", "m@x.example", "p@x.example", ("e@x.example",)),
        ("", "SMTP:e@x.example", "m@x.example", "e@x.example", ()),
        ("", "smtp:e@x.example", "m@x.example", "m@x.example", ("e@x.example",)),
        ("p at x", "SMTP:e@x.example", "m@x.example", "e@x.example", ()),
        ("p at x", "SMTP:e", "m", "", ()),
        ("E@x.example", "SMTP:e@x.example", "", "E@x.example", ()),
    ],
)
def test_the_primary_smtp_address_is_the_column_then_the_entry_then_mail(
    reading: Reading, primary: str, entry: str, mail: str, found: str, aliases: tuple[str, ...]
) -> None:
    header = "UserPrincipalName,mail,PrimarySmtpAddress,EmailAddresses"
    user = one(reading, header, f"u@x.example,{mail},{primary},{entry}")
    assert (user.primary_smtp, user.aliases) == (found, aliases)


def test_two_columns_of_addresses_add_up(reading: Reading) -> None:
    header = "UserPrincipalName,EmailAddresses,ProxyAddresses"
    row = "u@x.example,smtp:a@x.example,SMTP:p@x.example;smtp:b@x.example;smtp:A@x.example"
    user = one(reading, header, row)
    assert (user.primary_smtp, user.aliases) == ("p@x.example", ("a@x.example", "b@x.example"))


def test_what_is_no_address_is_left_out_and_told_with_its_line(reading: Reading) -> None:
    header = "UserPrincipalName,PrimarySmtpAddress,mail,EmailAddresses"
    row = "u@x.example,p at x,m,SMTP:e;smtp:f;smtp:a@x.example"
    tenant = reading(OKTA, INSYNC, f"{header}\nb@x.example,,,\n{row}\n")
    assert tenant.microsoft365[1][1:3] == ("", ("a@x.example",))
    assert told(tenant.notes) == [
        ("2.csv", 3, f"{text!r} in {column} is no address: it is left out")
        for text, column in (
            ("e", "EmailAddresses"),
            ("f", "EmailAddresses"),
            ("m", "mail"),
            ("p at x", "PrimarySmtpAddress"),
        )
    ]


def test_nobody_is_found_by_a_upn_that_is_no_address(reading: Reading) -> None:
    rows = "zoe,z@x.example\nb@x.example,b@x.example\n"
    tenant = reading(OKTA, INSYNC, f"UserPrincipalName,mail\n{rows}")
    assert [user[:2] for user in tenant.microsoft365] == [
        ("", "z@x.example"),
        ("b@x.example", "b@x.example"),
    ]
    assert told(tenant.notes) == [
        ("2.csv", 2, "'zoe' in UserPrincipalName is no address: nobody is found by it")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Microsoft.Exchange.Data.ProxyAddressCollection",
        "System.Collections.ArrayList",
        "System.Object[]",
        "System.Collections.Generic.List`1[System.String]",
        "Deserialized.Microsoft.Exchange.Data.ProxyAddressCollection",
    ],
)
@pytest.mark.parametrize("header", [*HEADERS, "PrimarySmtpAddress", "mail"])
def test_the_name_of_a_type_is_told_with_the_command_that_joins(
    reading: Reading, header: str, name: str
) -> None:
    mail = f"UserPrincipalName,{header}\na@x.example,\nb@x.example,{name}\n"
    text = refusal(lambda: reading(OKTA, INSYNC, mail))
    assert text.startswith(f"2.csv:3: {header} holds the name of a type, '{name}': expected")
    assert text.endswith(f"Export them with: {JOIN}")


@pytest.mark.parametrize(
    ("cell", "aliases"),
    [
        ("SMTP:p@x.example;smtp:no address;smtp:a@x.example", ("a@x.example",)),
        ("SMTP:p@x.example;smtp:nobody;smtp:a@x.example", ("a@x.example",)),
        ("SMTP:p@x.example;smtp:;smtp:a@x.example", ("a@x.example",)),
        ("SMTP:p@x.example;smtp:b@x.example;smtp:a@x.example", ("b@x.example", "a@x.example")),
        ("SMTP:p@x.example;smtp:b@x.example;smtp:B@x.example", ("b@x.example",)),
    ],
)
def test_what_is_no_alias_is_left_out(
    reading: Reading, cell: str, aliases: tuple[str, ...]
) -> None:
    user = one(reading, "UserPrincipalName,EmailAddresses", f"u@x.example,{cell}")
    assert (user.primary_smtp, user.aliases) == ("p@x.example", aliases)
