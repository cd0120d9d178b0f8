"""CSV is read as people have it; a broken row is told with its line."""

from __future__ import annotations

import re

import pytest

from crosswalk.diagnosis.exports import table
from crosswalk.diagnosis.tenant import HeldAccount, OktaUser

from .samples import OKTA, Reading, refusal, told

ADA = ("ada@corp.example", "ada.ames@corp.example")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_encoding_is_read(reading: Reading, encoding: str) -> None:
    text = "Primary email;Username;First name\nzoé@corp.example;zoe@corp.example;Zoé\n"
    assert reading(text.encode(encoding)).okta == [OktaUser("zoe@corp.example", "zoé@corp.example")]


def test_utf_16_of_the_other_byte_order_is_read(reading: Reading) -> None:
    text = "\ufeff" + OKTA.replace("ada.ames", "zoé")
    assert reading(text.encode("utf-16-be")).okta == [OktaUser(ADA[0], "zoé@corp.example")]


@pytest.mark.parametrize(
    "text",
    [
        "#TYPE Selected.User\n" + OKTA,
        "#TYPE Selected.User\r\nsep=;\r\n" + OKTA.replace(",", ";"),
        "sep=,\n" + OKTA,
        '"sep=;"\n' + OKTA.replace(",", ";"),
        "SEP=|\n" + OKTA.replace(",", "|"),
        OKTA.replace(",", "\t"),
        OKTA.replace("\n", "\r\n") + "\r\n\r\n",
        OKTA.replace("\n", "\r"),
        "\n\n" + OKTA + "\n  \n,\n",
        OKTA.rstrip(),
        OKTA.replace(",", ", "),
        OKTA.replace(",", ', "').replace("\n", '"\n'),
        OKTA.replace("ada@", " ada@").replace(",", " ,").replace("\n", " \n"),
        OKTA.replace("Username", "USERNAME").replace("Primary email", "primary  EMAIL"),
        'First name,Primary email,user_name\n"Ada\nAmes",ada.ames@corp.example,ada@corp.example',
        '"Username","Primary email"\n"ada@corp.example","ada.ames@corp.example"\n',
        '"Ames, Ada, Al, Amy";Username;Primary email\nx,y;ada@corp.example;ada.ames@corp.example\n',
        "Username,Primary email,\nada@corp.example,ada.ames@corp.example,\n",
    ],
)
def test_csv_is_read_as_people_have_it(reading: Reading, text: str) -> None:
    tenant = reading(text)
    assert tenant.okta == [OktaUser(*ADA)]
    assert tenant.notes == ()


def test_a_quote_that_is_written_twice_is_part_of_a_name(reading: Reading) -> None:
    text = 'Username,Primary email,Nickname\na@corp.example,a@corp.example,"Ada ""A"" Ames"\n'
    assert len(reading(text).okta) == 1


def test_a_row_about_nobody_is_told_and_passed_over(reading: Reading) -> None:
    text = "User Name,User Email\nAda,ada@corp.example\nBen,\n,\n"
    tenant = reading(insync=text)
    assert tenant.accounts == [HeldAccount("ada@corp.example")]
    assert told(tenant.notes) == [("1.csv", 3, "no User Email: the row is passed over")]


@pytest.mark.parametrize(
    ("rows", "line", "expected"),
    [
        ("ben@corp.example\n", 3, "the row has 1 cell: expected 2"),
        ("ben@corp.example,x@corp.example,\n", 3, "the row has 3 cells: expected 2"),
        ('\n"two\nlines@corp.example",y\nz\n', 6, "the row has 1 cell: expected 2"),
        ('"two\r\nlines",y\r\n\r\n"more\rlines",y\r\nz\r\n', 8, "the row has 1 cell: expected 2"),
        ('ben@corp.example,b"x@corp.example\n', 3, "a quote"),
        ('ben@corp.example,"x"y\n', 3, "a quote"),
        ('ben@corp.example,"x""\n', 3, "a quote"),
        ('"two\nlines",y\nben@corp.example,"x"y\n', 5, "a quote"),
        ('"ben@corp.example,x\ny,z\n', 3, "a quote"),
        ('"a ""b"" c",x@corp.example\nb"x,y\n', 4, "a quote"),
    ],
)
@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_a_broken_row_is_told_with_the_line_on_which_it_begins(
    reading: Reading,
    rows: str,
    line: int,
    expected: str,
    at_once: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table, "_AT_ONCE", at_once)
    assert refusal(lambda: reading(OKTA + rows)).startswith(f"0.csv:{line}: {expected}")


def test_a_quote_that_is_never_closed_is_told_where_it_opens(reading: Reading) -> None:
    rows = '"ben@corp.example,x\n' + "someone@corp.example,someone@corp.example\n" * 10_000
    assert refusal(lambda: reading(OKTA + rows)).startswith("0.csv:3: a quote")


def test_a_stray_quote_in_the_header_is_told(reading: Reading) -> None:
    assert refusal(lambda: reading(OKTA.replace("email", 'e"mail'))).startswith("0.csv:1: a quote")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "0.csv: the file is empty"),
        ("\n \r\n", "0.csv: the file is empty"),
        ("\ufeff\n", "0.csv: the file is empty"),
        ("#TYPE Selected.User\n", "0.csv: the file has no header"),
        (b"PK\x03\x04\x00\x01\x00\x00\x01" * 40, "0.csv: the file is no text"),
        (b"\xff\xfea\x00b", "0.csv: the file is no text"),
        (b"Username,Primary email\n\x81\x8d,x\n", "0.csv: the file is no text"),
    ],
)
def test_what_is_no_text_is_told(reading: Reading, content: str | bytes, expected: str) -> None:
    assert refusal(lambda: reading(content)).startswith(expected)


def test_what_a_terminal_would_obey_is_shown_as_an_escape(reading: Reading) -> None:
    text = refusal(lambda: reading("\x1b[31mCity,Phone\nRome,1\n"))
    assert re.search(r"found the columns \\x1b\[31mCity, Phone;", text)
