"""Several files of one kind add up, in any order; a contradiction is told with both places."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.tenant import HeldAccount, MailUser, OktaUser

from .samples import INSYNC, MAIL, OKTA, Reading, refusal


def test_rows_about_one_person_complete_one_another(reading: Reading) -> None:
    tenant = reading(
        "login,email\na@x.example,e@x.example\nb@x.example,b@x.example\n",
        "Name,Email,AD Attribute\nA,a@x.example,u@x.example\n",
        "UserPrincipalName,mail,Licenses\nA@x.example,,Unlicensed\na@x.example,m@x.example,\n",
        "login,email,status,id\nA@x.example,,DEPROVISIONED,00u1\nc@x.example,c@x.example,,\n",
        "Name,Email,User Status,Microsoft 365 License\nA,A@x.example,Preserved,-\n",
        "UserPrincipalName,EmailAddresses\na@x.example,SMTP:p@x.example;smtp:q@x.example\n",
    )
    assert tenant.okta == [
        OktaUser("a@x.example", "e@x.example", False, "00u1"),
        OktaUser("b@x.example", "b@x.example"),
        OktaUser("c@x.example", "c@x.example"),
    ]
    assert tenant.accounts == [HeldAccount("a@x.example", True, "u@x.example", False)]
    assert tenant.microsoft365 == [
        MailUser("A@x.example", "p@x.example", ("q@x.example",), mailbox=False, onedrive=False)
    ]


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [
        ("login,email,status", "a@x.example,A@x.example,active", "a@x.example,a@X.example,ACTIVE"),
        ("Name,Email,User Status", "Ada,a@x.example,Active", "Ada Ames,A@x.example,active"),
        (
            "UserPrincipalName,EmailAddresses,Licenses",
            "a@x.example,SMTP:p@x.example;smtp:b@x.example;smtp:c@x.example,Visio+Office 365 E3",
            "a@x.example,smtp:C@x.example+smtp:b@x.example+SMTP:P@x.example,Office 365 E3+Visio",
        ),
    ],
)
def test_another_case_or_order_is_no_other_value(
    reading: Reading, header: str, one: str, other: str
) -> None:
    tenant = reading(OKTA, INSYNC, MAIL, f"{header}\n{one}\n", f"{header}\n{other}\n")
    assert len(tenant.okta) + len(tenant.accounts) + len(tenant.microsoft365) == 4


@pytest.mark.parametrize(
    ("header", "one", "other", "column", "values"),
    [
        ("login,email", "a,b@x.example", "A,c@x.example", "Primary email", "bc"),
        ("Username,Primary email,Status", "a,,ACTIVE", "A,,STAGED", "Status", "AS"),
        ("login,email,id", "a,,00u1", "A,,00u2", "User Id", "00"),
        ("Name,Email,AD Attribute", "A,a@x.example,", "A,a@x.example,u", "AD Attribute", " u"),
        ("Name,Email,User Status", "A,a@x.example,Active", "A,a@x.example,P", "User Status", "AP"),
        ("UserPrincipalName,mail", "a,m@x.example", "A,n@x.example", "mail", "mn"),
        ("UserPrincipalName,EmailAddresses", "a,SMTP:m", "A,SMTP:n", "EmailAddresses", "mn"),
        ("UserPrincipalName,ProxyAddresses", "a,SMTP:m;n", "A,SMTP:n;m", "Proxy addresses", "mn"),
        ("UserPrincipalName,mail,Licenses", "a,,Visio", "A,,Unlicensed", "Licenses", "VU"),
        ("UserPrincipalName,mail,userType", "a,,Guest", "A,,Member", "userType", "GM"),
    ],
)  # fmt: skip
def test_two_values_for_one_column_are_told_with_both_places(
    reading: Reading, header: str, one: str, other: str, column: str, values: str
) -> None:
    first, second = f"\n{header}\n\n{one}\n", f"{header}\n{other}\n"
    text = refusal(lambda: reading(OKTA, INSYNC, MAIL, first, second))
    assert text.startswith("4.csv:2: ")
    assert f" has two values for {column}: '{values[0].strip()}" in text
    assert "3.csv:4, and '" + values[1] in text
    assert text.endswith(" here: keep the one that is right")


def test_two_rows_of_one_file_can_contradict(reading: Reading) -> None:
    rows = "b@x.example,b@x.example\na@x.example,x@x.example\nb@x.example,c@x.example\n"
    assert "0.csv:2, and 'c@x.example' here" in refusal(lambda: reading(f"login,email\n{rows}"))


def test_the_order_in_which_files_are_named_makes_no_difference(tmp_path: Path) -> None:
    texts = (
        "login,email\nB@x.example,b?@x.example\na@x.example,a\n",
        "login,email,id\nA@x.example,,1\nb@X.example,,2\n",
        INSYNC,
        MAIL,
    )
    paths = [tmp_path / str(number) for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    tenants = [read(order) for order in permutations(paths)]
    assert [user.login for user in tenants[0].okta] == ["a@x.example", "B@x.example"]
    assert len(tenants[0].notes) == 2
    assert all(tenant == tenants[0] for tenant in tenants)


def test_the_order_in_which_files_are_named_makes_no_difference_to_errors(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("b", "a", "c")]
    for path in paths:
        path.write_text(f"City\n{path.name}\n")
    for order in permutations(paths):
        assert refusal(lambda order=order: read(order)).startswith("a:1: ")  # type: ignore[misc]


@pytest.mark.parametrize(
    ("missing", "kind"),
    [
        (0, "no export of Okta people is among them: add one with the columns Username / login"),
        (1, "no export of inSync users is among them: add one with the columns User Email"),
        (2, "no export of Microsoft 365 people is among them: add one with the columns UserPri"),
    ],
)
def test_each_of_the_three_is_needed(tmp_path: Path, missing: int, kind: str) -> None:
    paths = []
    for number, text in enumerate((OKTA, INSYNC, MAIL)):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text(text)
    del paths[missing]
    assert f"the files: {kind}" in refusal(lambda: read(paths))


def test_a_file_that_is_named_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "okta.csv"
    path.write_text(OKTA)
    (tmp_path / "link.csv").symlink_to(path)
    for again in (path, tmp_path / ".." / tmp_path.name / "okta.csv", tmp_path / "link.csv"):
        text = refusal(lambda again=again: read([path, again]))  # type: ignore[misc]
        assert text.endswith(".csv: the file is named twice: name each export once")


def test_a_file_that_is_not_there_and_a_directory_are_told(tmp_path: Path) -> None:
    gone = refusal(lambda: read([tmp_path / "gone.csv"]))
    assert gone.startswith("gone.csv: the file cannot be read: No such file or directory: exp")
    directory = refusal(lambda: read([tmp_path]))
    assert directory.endswith(": this is a directory: name the files in it")
