"""JSON is read as the three APIs answer; what is none of that is told with its line."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import pytest

from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser

from .samples import INSYNC, OKTA, Reading, refusal, told

USER = {
    "id": "00u1",
    "status": "DEPROVISIONED",
    "profile": {"login": "a@x.example", "email": "e@x.example", "employeeNumber": 7, "nick": None},
    "credentials": {"provider": {"type": "OKTA"}},
}
APP_USER = {
    "id": "00u1",
    "externalId": "e1",
    "scope": "USER",
    "status": "PROVISIONED",
    "credentials": {"userName": "a@x.example"},
    "profile": {"login": "z", "email": "z"},
}
ACCOUNT = {"userID": 1, "userName": "Ada", "emailID": "a@x.example", "status": "preserved"}
PERSON: dict[str, Any] = {
    "userPrincipalName": "a@x.example",
    "mail": "m@x.example",
    "proxyAddresses": ["smtp:q@x.example", "SMTP:p@x.example", "SIP:a@x.example"],
    "userType": "Member",
}
E3 = "6fd2c87f-b296-42f0-b197-1e91e994b900"
MAIL_ONLY = "4b9405b0-7788-4568-add1-99614e613b69"
UNKNOWN = "99999999-0000-0000-0000-000000000000"


def person(**more: Any) -> str:
    return json.dumps([PERSON | more])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("indent", [None, 2])
def test_all_four_are_read(reading: Reading, encoding: str, indent: int | None) -> None:
    def written(answer: Any) -> bytes:
        text = json.dumps(answer, indent=indent, ensure_ascii=False)
        return ("\ufeff" * (encoding == "utf-16-be") + text).encode(encoding)

    tenant = reading(
        written([USER]),
        written({"nextPageToken": "", "users": [ACCOUNT | {"userName": "Zoé"}]}),
        written({"@odata.context": "é", "value": [PERSON]}),
        written([APP_USER]),
    )
    assert tenant.okta == [OktaUser("a@x.example", "e@x.example", False, "00u1")]
    assert tenant.accounts == [HeldAccount("a@x.example", preserved=True)]
    assert tenant.microsoft365 == [MailUser("a@x.example", "p@x.example", ("q@x.example",))]
    assert tenant.app_users == [AppUser("a@x.example", "00u1", "e1")]
    assert tenant.notes == ()


def test_attributes_are_those_of_the_profile(reading: Reading) -> None:
    (user,) = reading(json.dumps([USER]), attributes=frozenset({"employeeNumber", "nick"})).okta
    assert user.attributes == {"employeeNumber": "7"}


def test_an_answer_and_a_table_of_one_kind_add_up(reading: Reading) -> None:
    table = "UserPrincipalName,mail,RecipientTypeDetails\nA@x.example,,SharedMailbox\n"
    (user,) = reading(OKTA, INSYNC, person(), table).microsoft365
    assert (user.primary_smtp, user.shared) == ("p@x.example", True)


@pytest.mark.parametrize(
    ("assigned", "found"),
    [
        ([], (False, False)),
        ([E3], (True, True)),
        ([MAIL_ONLY.upper()], (True, False)),
        ([UNKNOWN], (True, True)),
        ([UNKNOWN, MAIL_ONLY], (True, True)),
        ([UNKNOWN, E3], (True, True)),
    ],
)
def test_licenses_are_known_by_their_identifiers(
    reading: Reading, assigned: list[str], found: tuple[bool, bool]
) -> None:
    licenses = [{"skuId": each, "disabledPlans": []} for each in assigned]
    tenant = reading(OKTA, INSYNC, person(assignedLicenses=licenses))
    assert tenant.microsoft365[0][3:5] == found
    unknown = [each for each in tenant.assumed if each.startswith("1 person has a license that")]
    assert len(unknown) == (UNKNOWN in assigned)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"userPurpose": "shared"}, (True, False, True)),
        ({"mailboxSettings": {"userPurpose": "shared"}}, (True, False, True)),
        ({"userPurpose": "room"}, (True, False, False)),
        ({"userPurpose": "user"}, (True, True, False)),
        ({"userPurpose": "others"}, (True, True, False)),
        ({"userPurpose": None}, (False, True, False)),
        ({}, (True, True, False)),
    ],
)
def test_the_purpose_says_what_the_mailbox_is(
    reading: Reading, more: dict[str, Any], found: tuple[bool, bool, bool]
) -> None:
    (user,) = reading(OKTA, INSYNC, person(**more)).microsoft365
    assert (user.mailbox, user.onedrive, user.shared) == found


class TestPages:
    LINK: ClassVar = {"@odata.nextLink": "https://graph.example/users?$skiptoken=2"}
    LAST = json.dumps({"value": [PERSON | {"userPrincipalName": "b@x.example"}]})

    @pytest.mark.parametrize("before", [True, False])
    def test_one_that_no_file_holds_is_told(self, reading: Reading, before: bool) -> None:
        value = {"value": [PERSON]}
        first = json.dumps(self.LINK | value if before else value | self.LINK)
        ((file, line, text),) = told(reading(OKTA, INSYNC, first).notes)
        assert (file, line) == ("2.csv", 1)
        assert text.startswith("@odata.nextLink leads to a page that no file holds: Microsoft 365")

    def test_the_last_one_has_no_link(self, reading: Reading) -> None:
        first = json.dumps({"value": [PERSON]} | self.LINK)
        found = reading(OKTA, INSYNC, first, self.LAST)
        assert (len(found.microsoft365), found.notes) == (2, ())

    def test_a_whole_list_is_no_last_page(self, reading: Reading) -> None:
        first = json.dumps({"value": [PERSON]} | self.LINK)
        assert len(reading(OKTA, INSYNC, first, person()).notes) == 1

    def test_a_page_of_insync_leads_to_another_too(self, reading: Reading) -> None:
        answer = {"users": [ACCOUNT], "nextPageToken": "t"}
        ((_, _, text),) = told(reading(insync=json.dumps(answer)).notes)
        assert text.startswith("nextPageToken leads to a page that no file holds: inSync users")

    def test_an_empty_one_lists_nobody(self, reading: Reading) -> None:
        tenant = reading(OKTA, '{"users": []}', '{"value": []}')
        assert (tenant.accounts, tenant.microsoft365) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"profile": {"login": "a"', "0.csv:1: the JSON ends or breaks here, column 27"),
        ('{"users": [\n{"emailID": "a@x.example"},\n', "0.csv:3: the JSON ends or breaks here"),
        ('{"users": [\n{"emailID": "a@x.example"}\n]', "0.csv:3: the JSON ends or breaks here"),
        ('[{"emailID": "a@x.example"}\n{}]', "0.csv:2: the JSON ends or breaks here"),
        ('{"users": []}\n{"users": []}', "0.csv:2: the JSON ends or breaks here"),
        ("{'users': []}", "0.csv:1: the JSON ends or breaks here"),
        ("[1, 2]", "0.csv:1: expected a list of users, each an object"),
        ("[]", "0.csv: no known answer: expected users of Okta (profile.login, profile.email)"),
        ("{}", "0.csv: no known answer"),
        ('{"errorCode": "E0000011"}', "0.csv: no known answer"),
        ('[\n\n{"name": "x"}]', "0.csv:3: no known answer"),
        (
            '[{"emailID": "a@x.example"},\n{"name": "x"}]',
            "0.csv:2: this is none of the inSync users that come before: expected",
        ),
        ("[" * 100_000, "0.csv: the JSON is nested too deeply"),
    ],
)
def test_what_is_no_answer_is_told(reading: Reading, text: str, expected: str) -> None:
    assert refusal(lambda: reading(text)).startswith(expected)


def test_a_long_number_is_no_hindrance(reading: Reading) -> None:
    account = '{"emailID": "a@x.example", "userID": ' + "9" * 10_000 + "}"
    assert reading(insync=f"[{account}]").accounts == [HeldAccount("a@x.example")]


def test_half_a_surrogate_pair_becomes_a_question_mark(reading: Reading) -> None:
    tenant = reading(
        insync='[{"emailID": "zo\\ud800@x.example"}]',
        mail=person(proxyAddresses=["SMTP:zo\ud800@x.example", None]),
    )
    assert tenant.accounts == [HeldAccount("zo?@x.example")]
    assert tenant.microsoft365[0].primary_smtp == "zo?@x.example"


def test_a_note_names_the_line_of_the_user(reading: Reading) -> None:
    users = ",\n".join(json.dumps(USER | {"profile": {"login": n, "email": n}}) for n in "abc")
    notes = told(reading(f"[\n{users.replace('00u1', '')}\n]").notes)
    assert [(line, text[:3]) for _, line, text in notes] == [(2, "'a'"), (3, "'b'"), (4, "'c'")]


def test_a_user_without_an_address_of_their_own_is_told(reading: Reading) -> None:
    tenant = reading(insync=json.dumps([ACCOUNT, ACCOUNT | {"emailID": None}]))
    assert len(tenant.accounts) == 1
    assert told(tenant.notes) == [("1.csv", 1, "no User Email: the row is passed over")]


def test_somebody_without_addresses_has_none(reading: Reading) -> None:
    answer = json.dumps([PERSON | {"mail": None, "proxyAddresses": []}])
    assert reading(OKTA, INSYNC, answer).microsoft365[0][:4] == ("a@x.example", "", (), False)


def test_a_question_mark_in_json_is_one(reading: Reading) -> None:
    assert reading(insync=json.dumps([ACCOUNT | {"emailID": "zo?@x.example"}])).notes == ()


def test_people_of_whom_no_answer_has_an_address_are_told(reading: Reading) -> None:
    answer = json.dumps([{"userPrincipalName": "a@x.example", "assignedLicenses": []}])
    assert refusal(lambda: reading(OKTA, INSYNC, answer)) == (
        "2.csv: nobody has mail or proxyAddresses: ask Graph for them in $select"
    )
    (user,) = reading(OKTA, INSYNC, answer, person()).microsoft365
    assert (user.primary_smtp, user.mailbox) == ("p@x.example", False)
