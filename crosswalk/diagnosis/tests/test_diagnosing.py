"""The rows of a diagnosis: whom they are about, what is wrong, what to change, what comes out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.row import Outcomes, Row
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from fakes.insync.model import AccessSetting

ADA = OktaUser("ada@corp.example", "ada.ames@corp.example")
ADA_365 = MailUser("ada@corp.example", "ada.ames@corp.example", ("ada@corp.example",))
BEN = OktaUser("ben@corp.example", "ben@corp.example")
BEN_365 = MailUser("ben@corp.example", "ben@corp.example")


def rows(
    okta: Sequence[OktaUser] = (),
    accounts: Sequence[HeldAccount | str] = (),
    people: Sequence[MailUser] = (),
    app_users: Sequence[AppUser] | None = None,
    **choices: object,
) -> list[Row]:
    held = [each if isinstance(each, HeldAccount) else HeldAccount(each) for each in accounts]
    tenant = Tenant(okta, held, people, app_users)
    return [*diagnose(tenant, Choices(**choices)).rows()]  # type: ignore[arg-type]


def words(outcomes: Outcomes) -> list[str]:
    return [job.word.value for job in outcomes]


def codes(row: Row) -> list[str]:
    return [problem.value for problem in row.problems]


WORKS = ["succeeds", "succeeds", "succeeds"]
UNKNOWN = ["EUSERNOTFOUND", "EUSERNOTFOUND", "fails"]


def test_the_articles_tenant_backs_up_today_and_restores_after_the_procedure() -> None:
    (row,) = rows([ADA], ["ada@corp.example"], [ADA_365])
    assert words(row.now) == ["succeeds", "succeeds", "#100000011"]
    assert row.accounts_if_remapped_now == 2
    assert row.change_email_id_to == "ada.ames@corp.example"
    assert words(row.after) == WORKS
    assert codes(row) == ["duplicate_ahead"]
    assert row.after.onedrive_backup.presented == "ada@corp.example"
    assert row.after.exchange_restore.presented == "ada.ames@corp.example"


def test_whose_addresses_are_one_has_nothing_to_do() -> None:
    (row,) = rows([BEN], ["ben@corp.example"], [BEN_365])
    assert (words(row.now), words(row.after), codes(row)) == (WORKS, WORKS, [])
    assert (row.accounts_if_remapped_now, row.change_email_id_to) == (1, "")


def test_addresses_compare_without_case() -> None:
    (row,) = rows([BEN], ["Ben@Corp.example"], [BEN_365])
    assert (row.accounts_if_remapped_now, row.change_email_id_to) == (1, "")
    assert (words(row.now), codes(row)) == (WORKS, [])
    assert row.insync_email_id == "Ben@Corp.example"


class TestWhoIsOnePerson:
    def test_an_okta_user_is_found_by_login_before_email(self) -> None:
        other = MailUser("other@corp.example", "ada.ames@corp.example")
        person = MailUser("ada@corp.example", "a@corp.example")
        (row,) = rows([ADA], ["ada@corp.example"], [person, other])
        assert row.upn == "ada@corp.example"

    def test_an_okta_user_is_found_by_upn_before_an_alias(self) -> None:
        holder = MailUser("x@corp.example", "x@corp.example", ("ada@corp.example",))
        (row,) = rows([ADA], ["ada@corp.example"], [holder, ADA_365])
        assert row.upn == "ada@corp.example"

    def test_an_okta_user_is_found_by_email_when_nobody_has_the_login(self) -> None:
        okta = OktaUser("a4711@corp.example", "ada.ames@corp.example")
        (row,) = rows([okta], ["a4711@corp.example"], [ADA_365])
        assert row.upn == "ada@corp.example"
        assert codes(row) == ["duplicate_ahead", "login_is_not_upn"]

    def test_two_with_the_login_as_alias_are_not_guessed(self) -> None:
        people = [MailUser(f"{name}@corp.example", aliases=("ada@corp.example",)) for name in "xy"]
        (row,) = rows([ADA], ["ada@corp.example"], people)
        assert (row.okta_login, row.upn) == ("ada@corp.example", "")
        assert (row.change_email_id_to, codes(row)) == ("", ["duplicate_ahead", "ambiguous"])

    def test_an_account_is_found_by_what_okta_sends_before_the_login(self) -> None:
        app_users = [AppUser("ada@corp.example", "2"), AppUser("x@corp.example", "1")]
        okta = [ADA._replace(id="1"), BEN._replace(id="2")]
        row = rows(okta, ["ada@corp.example"], [ADA_365, BEN_365], app_users)[0]
        assert row.okta_login == "ben@corp.example"

    def test_an_account_is_found_by_the_expression_of_the_username(self) -> None:
        okta = [OktaUser("ada@corp.example", "ada@x.example"), BEN]
        accounts = ["ADA@legacy.example"]
        found = rows(
            okta, accounts, user_name="substringBefore(user.login, '@') + '@legacy.example'"
        )
        assert found[0].okta_login == "ada@corp.example"

    def test_an_account_is_found_by_email(self) -> None:
        (row,) = rows([ADA], ["ada.ames@corp.example"], [ADA_365])
        assert row.okta_login == "ada@corp.example"

    def test_an_account_under_an_alias_belongs_to_the_okta_user_who_is_that_person(self) -> None:
        person = ADA_365._replace(aliases=("a.a@corp.example",))
        (row,) = rows([ADA], ["a.a@corp.example"], [person])
        assert (row.okta_login, row.upn) == ("ada@corp.example", "ada@corp.example")

    def test_an_account_with_the_email_of_two_okta_users_is_not_guessed(self) -> None:
        twins = [OktaUser(f"{name}@corp.example", "team@corp.example") for name in "ab"]
        found = rows(twins, ["team@corp.example"], [MailUser("a@corp.example")])
        assert [codes(row) for row in found] == [["ambiguous"]]
        assert (found[0].okta_login, found[0].upn) == ("", "")

    def test_an_account_of_a_person_whom_two_okta_users_are_is_not_guessed(self) -> None:
        person = MailUser("a@corp.example", "b@corp.example", ("c@corp.example",))
        twins = [OktaUser(f"{name}@corp.example", f"{name}@x.example") for name in "ab"]
        found = rows(twins, ["c@corp.example"], [person])
        assert [codes(row) for row in found] == [["ambiguous"]]
        assert (found[0].okta_login, found[0].upn) == ("", "a@corp.example")

    def test_an_app_user_without_id_belongs_to_whose_login_it_has(self) -> None:
        (row,) = rows([BEN], ["ben@corp.example"], [BEN_365], [AppUser("BEN@corp.example")])
        assert codes(row) == []


class TestWhoHasARow:
    def test_an_active_okta_user_without_account_who_is_in_microsoft365(self) -> None:
        (row,) = rows([ADA], [], [ADA_365])
        assert words(row.now) == ["no account"] * 3
        assert (row.accounts_if_remapped_now, row.change_email_id_to) == (1, "")
        assert (words(row.after), codes(row)) == (WORKS, [])

    def test_without_app_users_nobody_who_is_not_in_microsoft365(self) -> None:
        assert rows([ADA], [], [BEN_365]) == []

    def test_with_app_users_only_who_is_assigned(self) -> None:
        found = rows([ADA, BEN], [], [ADA_365, BEN_365], [AppUser("ben@corp.example")])
        assert [row.okta_login for row in found] == ["ben@corp.example"]

    def test_nobody_who_is_deactivated(self) -> None:
        assert rows([ADA._replace(active=False)], [], [ADA_365]) == []


class TestProblems:
    def test_already_twice(self) -> None:
        found = rows([ADA], ["ada.ames@corp.example", "ada@corp.example"], [ADA_365])
        assert [codes(row) for row in found] == [["already_twice"]] * 2
        assert [row.accounts_if_remapped_now for row in found] == [2, 2]
        assert [row.change_email_id_to for row in found] == ["", ""]
        assert [words(row.after) for row in found] == [
            WORKS,
            ["EUSERNOTFOUND", "EUSERNOTFOUND", "#100000011"],
        ]

    def test_twice_and_about_to_be_three_times(self) -> None:
        okta = OktaUser("ada@corp.example", "new@corp.example")
        person = ADA_365._replace(aliases=("a.a@corp.example",))
        found = rows([okta], ["a.a@corp.example", "ada@corp.example"], [person])
        assert [row.accounts_if_remapped_now for row in found] == [3, 3]
        assert codes(found[0])[:2] == ["duplicate_ahead", "already_twice"]

    def test_login_is_not_upn(self) -> None:
        okta = OktaUser("ada.ames@corp.example", "ada.ames@corp.example")
        (row,) = rows([okta], ["ada.ames@corp.example"], [ADA_365])
        assert codes(row) == ["login_is_not_upn"]
        assert words(row.after) == ["EUSERNOTFOUND", "succeeds", "succeeds"]

    def test_email_is_not_primary_smtp(self) -> None:
        okta = OktaUser("ada@corp.example", "ada@corp.example")
        (row,) = rows([okta], ["ada@corp.example"], [ADA_365])
        assert codes(row) == ["email_is_not_primary_smtp"]
        assert words(row.after) == ["succeeds", "succeeds", "#100000011"]

    def test_not_in_okta(self) -> None:
        (row,) = rows([BEN], ["ada@corp.example"], [ADA_365])
        assert codes(row) == ["not_in_okta"]
        assert words(row.now) == ["succeeds", "succeeds", "#100000011"]
        assert words(row.after) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "#100000011"]
        assert row.accounts_if_remapped_now == 1

    def test_deactivated_in_okta_is_changed_and_not_imported(self) -> None:
        (row,) = rows([ADA._replace(active=False)], ["ada@corp.example"], [ADA_365])
        assert codes(row) == ["deactivated_in_okta"]
        assert (row.accounts_if_remapped_now, row.change_email_id_to) == (
            1,
            "ada.ames@corp.example",
        )
        assert words(row.after) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "succeeds"]

    def test_not_assigned(self) -> None:
        (row,) = rows([ADA], ["ada@corp.example"], [ADA_365], [])
        assert codes(row) == ["not_assigned"]
        assert row.change_email_id_to == "ada.ames@corp.example"
        assert words(row.after) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "succeeds"]

    def test_not_in_microsoft365(self) -> None:
        (row,) = rows([BEN], ["ben@corp.example"], [ADA_365])
        assert codes(row) == ["not_in_microsoft365"]
        assert (words(row.now), words(row.after)) == (UNKNOWN, UNKNOWN)

    def test_no_mailbox_and_no_onedrive(self) -> None:
        person = BEN_365._replace(mailbox=False, onedrive=False)
        (row,) = rows([BEN], ["ben@corp.example"], [person])
        assert codes(row) == ["no_mailbox", "no_onedrive"]
        assert (words(row.now), words(row.after)) == (UNKNOWN, UNKNOWN)

    def test_an_alias_without_a_mailbox_is_refused_for_what_it_is(self) -> None:
        person = ADA_365._replace(mailbox=False)
        (row,) = rows([ADA], ["ada@corp.example"], [person])
        assert words(row.now) == ["succeeds", "EUSERNOTFOUND", "#100000011"]

    def test_a_shared_mailbox_that_okta_does_not_know(self) -> None:
        desk = MailUser("desk@corp.example", "desk@corp.example", onedrive=False, shared=True)
        (row,) = rows([BEN], ["desk@corp.example"], [desk])
        assert codes(row) == ["not_in_okta", "no_onedrive", "shared_mailbox"]
        assert words(row.now) == ["EUSERNOTFOUND", "succeeds", "succeeds"]
        assert words(row.after) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "succeeds"]

    def test_a_guest(self) -> None:
        guest = BEN_365._replace(mailbox=False, onedrive=False, guest=True)
        (row,) = rows([BEN], ["ben@corp.example"], [guest])
        assert codes(row) == ["no_mailbox", "no_onedrive", "guest"]

    def test_preserved_is_changed_and_not_started(self) -> None:
        held = HeldAccount("ada@corp.example", preserved=True)
        (row,) = rows([ADA], [held], [ADA_365])
        assert codes(row) == ["duplicate_ahead", "preserved"]
        assert row.change_email_id_to == "ada.ames@corp.example"
        assert words(row.now) == words(row.after) == ["not started"] * 3

    def test_an_email_id_that_another_account_keeps_is_taken(self) -> None:
        okta = [ADA, OktaUser("ada.ames@corp.example", "ada.ames@corp.example")]
        found = rows(okta, ["ada.ames@corp.example", "ada@corp.example"], [ADA_365])
        assert codes(found[1]) == ["email_id_taken", "address_of_two_people"]
        assert found[1].change_email_id_to == ""

    def test_a_new_hire_whose_email_id_is_taken_has_no_account_afterwards(self) -> None:
        holder = OktaUser("ada.ames@corp.example", "zoe@corp.example", active=False)
        twin = OktaUser("z@corp.example", "zoe@corp.example", active=False)
        found = rows([ADA, holder, twin], ["ada.ames@corp.example"], [ADA_365])
        assert found[1].okta_login == "ada@corp.example"
        assert codes(found[1]) == ["email_id_taken"]
        assert words(found[1].after) == ["no account"] * 3
        assert found[1].accounts_if_remapped_now == 0

    def test_an_address_of_two_okta_users_is_nobodys_new_email_id(self) -> None:
        okta = [OktaUser(f"{name}@corp.example", "team@corp.example") for name in "ab"]
        people = [MailUser(f"{name}@corp.example", f"{name}@corp.example") for name in "ab"]
        found = rows(okta, ["a@corp.example", "b@corp.example"], people)
        assert [row.change_email_id_to for row in found] == ["", ""]
        assert [row.accounts_if_remapped_now for row in found] == [2, 2]
        for row in found:
            assert codes(row)[-1] == "address_of_two_people"

    def test_an_address_of_two_people_in_microsoft365_does_not_prevent_a_change(self) -> None:
        other = MailUser("x@corp.example", "x@corp.example", ("ada.ames@corp.example",))
        (row,) = rows([ADA], ["ada@corp.example"], [ADA_365, other])
        assert codes(row) == ["duplicate_ahead", "address_of_two_people"]
        assert row.change_email_id_to == "ada.ames@corp.example"

    def test_an_okta_email_that_is_no_address_is_sent_to_nobody(self) -> None:
        okta = OktaUser("ada@corp.example", "ada at corp")
        (row,) = rows([okta], ["ada@corp.example"], [ADA_365])
        assert codes(row) == ["email_is_not_primary_smtp", "invalid_address"]
        assert (row.accounts_if_remapped_now, row.change_email_id_to) == (1, "")
        assert words(row.after) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "#100000011"]

    def test_an_email_id_that_is_no_address_reaches_nobody(self) -> None:
        row = rows([ADA], ["ada"], [ADA_365])[0]
        assert codes(row) == ["not_in_okta", "not_in_microsoft365", "invalid_address"]
        assert words(row.now) == UNKNOWN


class TestChanges:
    def chain(self, *emails: str) -> list[str]:
        """Give each of the people a, b, c the email of another, and tell the changes."""
        okta = [
            OktaUser(f"{name}@corp.example", f"{email}@corp.example")
            for name, email in zip("abc", emails, strict=True)
        ]
        accounts = [f"{name}@corp.example" for name in "abc"]
        return [row.change_email_id_to.partition("@")[0] for row in rows(okta, accounts)]

    def test_a_chain_moves_on(self) -> None:
        assert self.chain("b", "c", "d") == ["b", "c", "d"]

    def test_a_circle_moves_round(self) -> None:
        assert self.chain("b", "c", "a") == ["b", "c", "a"]

    def test_a_chain_is_blocked_by_whoever_keeps_the_last_one(self) -> None:
        assert self.chain("b", "c", "c") == ["", "", ""]

    def test_two_swap(self) -> None:
        assert self.chain("b", "a", "c") == ["b", "a", ""]


class TestTheSettingAndWhatIsStored:
    ACCESS = AccessSetting.AD_ATTRIBUTE

    def test_the_attribute_of_the_export_is_presented(self) -> None:
        held = HeldAccount("ada.ames@corp.example", attribute="ada@corp.example")
        (row,) = rows([ADA], [held], [ADA_365], access=self.ACCESS)
        assert words(row.now) == WORKS
        assert row.now.onedrive_backup.presented == "ada@corp.example"

    def test_without_one_nothing_is_presented(self) -> None:
        (row,) = rows([BEN], ["ben@corp.example"], [BEN_365], access=self.ACCESS)
        assert words(row.now) == ["EUSERNOTFOUND", "EUSERNOTFOUND", "succeeds"]
        assert "A4" in row.assumed

    def test_an_expression_tells_what_is_stored(self) -> None:
        (row,) = rows(
            [BEN], ["ben@corp.example"], [BEN_365], access=self.ACCESS, ad_attribute="user.login"
        )
        assert words(row.now) == WORKS

    def test_what_is_stored_stays_where_no_import_comes(self) -> None:
        gone = BEN._replace(active=False)
        (row,) = rows([gone], ["ben@corp.example"], [BEN_365], ad_attribute="user.login")
        assert words(row.after) == WORKS

    def test_a_presented_address_leads_to_whoever_has_it(self) -> None:
        held = HeldAccount("ben@corp.example", attribute="ada@corp.example")
        (row,) = rows([BEN], [held], [BEN_365, ADA_365], access=self.ACCESS)
        assert words(row.now) == WORKS


class TestReadings:
    def test_a4_falls_back_to_the_email_id(self) -> None:
        (row,) = rows(
            [BEN],
            ["ben@corp.example"],
            [BEN_365],
            access=AccessSetting.AD_ATTRIBUTE,
            readings={"A4": "the inSync email ID"},
        )
        assert words(row.now) == WORKS

    def test_a2_renames_a_linked_account_in_place(self) -> None:
        readings = {"A2": "update in place"}
        (row,) = rows([ADA], ["ada@corp.example"], [ADA_365], readings=readings)
        assert (row.accounts_if_remapped_now, codes(row)) == (1, [])
        assert row.assumed >= {"A2"}

    def test_a_duplicate_of_a_linked_account_rests_on_a2(self) -> None:
        (linked,) = rows([ADA], ["ada@corp.example"], [ADA_365])
        person = ADA_365._replace(aliases=("a.a@corp.example",))
        (unlinked,) = rows([ADA], ["a.a@corp.example"], [person])
        assert ("A2" in linked.assumed, "A2" in unlinked.assumed) == (True, False)
        assert codes(linked) == codes(unlinked) == ["duplicate_ahead"]

    def test_a1_lets_a_restore_present_what_the_setting_says(self) -> None:
        (row,) = rows([ADA], ["ada@corp.example"], [ADA_365], readings={"A1": "the setting"})
        assert row.after.exchange_restore.word.value == "#100000011"

    @pytest.mark.parametrize("assumption", ["A1", "A2", "A4", "A6"])
    def test_a_reading_that_there_is_not_is_refused(self, assumption: str) -> None:
        with pytest.raises(ValueError, match="never"):
            rows(readings={assumption: "never"})
