"""What is read of Okta people and of the app users of Druva 2.0."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.tenant import AppUser, OktaUser

from .samples import INSYNC, MAIL, OKTA, Reading, refusal, told


def test_only_deprovisioned_is_deactivated(reading: Reading) -> None:
    statuses = ("ACTIVE", "Deprovisioned", "PROVISIONED", "STAGED", "SUSPENDED", "")
    rows = "".join(f"{n}@x.example,{n}@x.example,{each}\n" for n, each in enumerate(statuses))
    found = reading(f"login,email,Status\n{rows}").okta
    assert [user.active for user in found] == [True, False, True, True, True, True]


def test_people_are_in_the_order_of_their_logins_without_case(reading: Reading) -> None:
    rows = "".join(f"{login},x@x.example\n" for login in ("b", "C", "a", "B2"))
    found = reading(f"login,email\n{rows}").okta
    assert [user.login for user in found] == ["a", "b", "B2", "C"]


def test_ids_are_read(reading: Reading) -> None:
    (user,) = reading("User Id,login,email\n00u1,a@x.example,e@x.example\n").okta
    assert user == OktaUser("a@x.example", "e@x.example", id="00u1")


@pytest.mark.parametrize("more", ["", "a@x.example,other@x.example,00u9\n"])
def test_two_logins_with_one_id_are_told(reading: Reading, more: str) -> None:
    rows = f"a@x.example,other@x.example,00u9\n{more}b@x.example,b@x.example,00u9\n"
    text = refusal(lambda: reading(f"login,email,id\n{rows}"))
    assert text.startswith(f"0.csv:{4 if more else 3}: 00u9 has two values for Username: 'a@x.exa")
    assert "0.csv:2, and 'b@x.example' here" in text


def test_an_email_that_is_no_address_stays_and_is_told(reading: Reading) -> None:
    tenant = reading("login,email\na@x.example,a at x.example\nb@x.example,\nc,c@x.example\n")
    assert [user.email for user in tenant.okta] == ["a at x.example", "", "c@x.example"]
    assert told(tenant.notes) == [
        (
            "0.csv",
            2,
            "'a at x.example' in Primary email is no address: it stays as it is, and nobody is "
            "found by it",
        )
    ]


class TestAttributes:
    def test_those_that_an_expression_needs_are_read(self, reading: Reading) -> None:
        text = "Username,Primary email,First name,Secondary email,id\na,b,Ada,s@x.example,7\n"
        (user,) = reading(text, attributes=frozenset({"firstName", "login", "secondEmail"})).okta
        assert user.attributes == {"firstName": "Ada", "secondEmail": "s@x.example"}
        assert user.id == "7"

    def test_an_empty_one_is_not_there(self, reading: Reading) -> None:
        text = "login,email,employeeNumber\na,b,\n"
        (user,) = reading(text, attributes=frozenset({"employeeNumber"})).okta
        assert user.attributes == {}

    def test_one_that_no_export_has_is_told(self, reading: Reading) -> None:
        assert refusal(lambda: reading(attributes=frozenset({"nickName", "login"}))) == (
            "0.csv: no column nickName, which an expression needs as user.nickName: export it too"
        )

    def test_one_export_may_have_it_for_another(self, reading: Reading) -> None:
        other = "login,email,nickName\nADA@corp.example,,Ada\n"
        (user,) = reading(OKTA, INSYNC, MAIL, other, attributes=frozenset({"nickName"})).okta
        assert (user.login, user.attributes) == ("ada@corp.example", {"nickName": "Ada"})


class TestAppUsers:
    def of(self, reading: Reading, *texts: str) -> list[AppUser]:
        found = reading(OKTA, INSYNC, MAIL, *texts).app_users
        assert found is not None
        return [*found]

    def test_without_an_export_nothing_is_known_and_it_is_told(self, reading: Reading) -> None:
        tenant = reading()
        assert tenant.app_users is None
        assert any("every active Okta user is taken to be" in each for each in tenant.assumed)

    def test_an_export_without_rows_says_that_nobody_is_assigned(self, reading: Reading) -> None:
        assert self.of(reading, "userName,externalId\n") == []

    def test_they_are_in_the_order_of_their_user_names(self, reading: Reading) -> None:
        rows = "2,b@x.example,e2\n1,C@x.example,\n3,a@x.example,e3\n"
        assert self.of(reading, f"id,userName,externalId\n{rows}") == [
            AppUser("a@x.example", "3", "e3"),
            AppUser("b@x.example", "2", "e2"),
            AppUser("C@x.example", "1", ""),
        ]

    def test_two_people_may_have_one_user_name(self, reading: Reading) -> None:
        rows = "2,a@x.example,e2\n1,A@x.example,e1\n"
        assert self.of(reading, f"id,userName,externalId\n{rows}") == [
            AppUser("A@x.example", "1", "e1"),
            AppUser("a@x.example", "2", "e2"),
        ]

    def test_an_assignment_without_a_user_name_is_one(self, reading: Reading) -> None:
        text = "id,userName,externalId\n1,,e1\n,,e2\n"
        assert self.of(reading, text) == [AppUser("", "1", "e1")]
        assert told(reading(OKTA, INSYNC, MAIL, text).notes) == [
            ("3.csv", 3, "no userName: the row is passed over")
        ]

    def test_a_file_without_ids_completes_one_with_ids(self, reading: Reading) -> None:
        ids = "id,userName,externalId\n1,a@x.example,\n2,b@x.example,\n3,b@x.example,\n"
        names = "userName,externalId\nA@x.example,e1\nb@x.example,e2\n"
        assert self.of(reading, ids, names) == [
            AppUser("a@x.example", "1", "e1"),
            AppUser("b@x.example", "", "e2"),
            AppUser("b@x.example", "2", ""),
            AppUser("b@x.example", "3", ""),
        ]

    def test_one_id_with_two_user_names_is_told(self, reading: Reading) -> None:
        text = "id,userName,externalId\n1,a@x.example,\n1,b@x.example,\n"
        assert refusal(lambda: self.of(reading, text)).startswith(
            "3.csv:3: b@x.example has two values for userName: 'a@x.example' in "
        )
