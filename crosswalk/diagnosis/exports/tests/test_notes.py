"""Cells that cannot be what they should be are told with their lines, in one order."""

from __future__ import annotations

import pytest

from .samples import INSYNC, MAIL, OKTA, Reading, told

MANGLED = "has a ? in a file that is all ASCII, where é becomes ?: export it as UTF-8"


@pytest.mark.parametrize(
    ("number", "text", "column"),
    [
        (0, "login,email\nzo?@x.example,zoe@x.example\n", "Username"),
        (0, "login,email\nzoe@x.example,zo?@x.example\n", "Primary email"),
        (1, "Name,Email\nZoe,zo?@x.example\n", "User Email"),
        (1, "Name,Email,AD Attribute\nZoe,zoe@x.example,zo?@x.example\n", "AD Attribute"),
        (2, "UserPrincipalName,mail\nzo?@x.example,\n", "UserPrincipalName"),
        (2, "UserPrincipalName,mail\nzoe@x.example,zo?@x.example\n", "mail"),
        (2, "UserPrincipalName,PrimarySmtpAddress\nz@x.y,zo?@x.example\n", "PrimarySmtpAddress"),
        (2, "UserPrincipalName,EmailAddresses\nz@x.example,SMTP:zo?@x.example\n", "EmailAddresses"),
        (2, "UserPrincipalName,ProxyAddresses\nz@x.y,smtp:zo?@x.example\n", "Proxy addresses"),
        (3, "userName,externalId\nzo?@x.example,e?\n", "userName"),
        (3, "Owner,Url\nzo?@x.example,https://x.example/personal/zo\n", "Owner"),
    ],
)  # fmt: skip
def test_a_question_mark_in_a_file_of_ascii_is_told(
    reading: Reading, number: int, text: str, column: str
) -> None:
    texts = [OKTA, INSYNC, MAIL, ""][: max(3, number + 1)]
    texts[number] = text
    assert told(reading(*texts).notes) == [
        (f"{number}.csv", 2, f"'zo?@x.example' in {column} {MANGLED}")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-8"])
def test_a_question_mark_elsewhere_is_one(reading: Reading, encoding: str) -> None:
    text = "login,email,First name\nzo?@x.example,zo?@x.example,Zoé\n"
    assert reading(text.encode(encoding)).notes == ()


def test_notes_are_in_the_order_of_files_and_lines(reading: Reading) -> None:
    tenant = reading(
        "login,email\nb,b\na,a\n",
        "Name,Email\nB,c\nA,b\n",
        "UserPrincipalName,mail\nd@x.example,d\n",
    )
    places = [(file, line) for file, line, _ in told(tenant.notes)]
    assert places == [("0.csv", 2), ("0.csv", 3), ("1.csv", 2), ("1.csv", 3), ("2.csv", 2)]


def test_after_a_thousand_of_a_column_the_rest_is_counted(reading: Reading) -> None:
    rows = "".join(f"{number}@x.example,{number}\n" for number in range(1500))
    notes = told(reading(f"login,email\n{rows}").notes)
    assert len(notes) == 1001
    assert notes[-1][:2] == ("0.csv", 1501)
    assert notes[-1][2].startswith("500 more of Primary email after the first 1000: is no address")
