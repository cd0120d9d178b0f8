"""A rehearsal finds what differs, plays in turn who shares an email, and tells what it cannot."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.row import Row, Word
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.diagnosis.written.tally import AFTER, NOW
from crosswalk.procedure.orders import REMAPPED_FIRST, ProcedureStep
from crosswalk.rehearsal.findings import OWNER, REMAPPED, SETTING_FIRST, Findings
from crosswalk.rehearsal.part import Addresses, part_of
from crosswalk.rehearsal.turns import turns
from fakes.insync.model import AccessSetting
from fakes.lab import Lab
from fakes.okta.model import OnApplyUpdates

from .played import rehearsed, tenant, told

ADA = OktaUser("ada@corp.example", "ada.ames@corp.example")
ADA_365 = MailUser("ada@corp.example", "ada.ames@corp.example", ("ada@corp.example",))
BEN = OktaUser("ben@corp.example", "ben@corp.example")
BEN_365 = MailUser("ben@corp.example", "ben@corp.example")
GRAY = "gus.gray@corp.example"
ARTICLE = tenant([ADA, BEN], ["ada@corp.example", "ben@corp.example"], [ADA_365, BEN_365])


def rows_of(played: Tenant, **choices: object) -> list[Row]:
    return [*diagnose(played, Choices(**choices)).rows()]  # type: ignore[arg-type]


def test_the_articles_tenant_agrees_in_every_prediction() -> None:
    findings = rehearsed(ARTICLE)
    assert findings.agree, told(findings)
    assert findings.agreed == dict.fromkeys((OWNER, *NOW, REMAPPED, *AFTER, *SETTING_FIRST), 2)
    assert (findings.not_compared, findings.not_played, findings.complete) == ([], [], True)


@pytest.mark.parametrize("job", range(3))
def test_a_wrong_word_today_is_found_with_the_exchanges(job: int) -> None:
    ada, ben = rows_of(ARTICLE)
    wrong = [*ada.now]
    wrong[job] = wrong[job]._replace(word=Word.FAILS)
    findings = rehearsed(ARTICLE, rows=[ada._replace(now=type(ada.now)(*wrong)), ben])
    (difference,) = findings.differences
    assert (difference.row.okta_login, difference.column) == (ADA.login, NOW[job])
    assert difference.predicted.startswith("fails")
    assert any("microsoft365" in str(each) for each in difference.exchanges)
    assert not findings.agree


@pytest.mark.parametrize("job", range(3))
def test_a_wrong_word_afterwards_is_found_with_the_import(job: int) -> None:
    ada, ben = rows_of(ARTICLE)
    wrong = [*ada.after]
    wrong[job] = wrong[job]._replace(word=Word.NOT_FOUND, cause="x")
    findings = rehearsed(ARTICLE, rows=[ada._replace(after=type(ada.after)(*wrong)), ben])
    (difference,) = findings.differences
    assert (difference.column, difference.played.split(",")[0]) == (AFTER[job], "succeeds")
    assert any("okta to insync: GET" in str(each) for each in difference.exchanges)


def test_a_wrong_value_that_is_presented_is_found() -> None:
    ada, ben = rows_of(ARTICLE)
    wrong = ada.now._replace(onedrive_backup=ada.now[0]._replace(presented="x@corp.example"))
    (difference,) = rehearsed(ARTICLE, rows=[ada._replace(now=wrong), ben]).differences
    assert difference.predicted == "succeeds, presented x@corp.example"
    assert difference.played == "succeeds, presented ada@corp.example"


def test_a_wrong_number_of_accounts_is_found_with_the_import() -> None:
    ada, ben = rows_of(ARTICLE)
    findings = rehearsed(ARTICLE, rows=[ada._replace(accounts_if_remapped_now=1), ben])
    (difference,) = findings.differences
    assert (difference.column, difference.predicted, difference.played) == (REMAPPED, "1", "2")
    assert any("POST /insync/scim/Users" in str(each) for each in difference.exchanges)


def test_an_account_that_is_given_to_another_one_than_okta_is_linked_to_it_for_is_found() -> None:
    ada, ben = rows_of(ARTICLE)
    findings = rehearsed(ARTICLE, rows=[ada, ben._replace(okta_login="x@corp.example")])
    (difference, *_) = findings.differences
    assert (difference.column, difference.predicted, difference.played) == (
        OWNER,
        "x@corp.example",
        BEN.login,
    )


def test_a_change_that_is_left_out_makes_the_procedure_come_out_otherwise() -> None:
    ada, ben = rows_of(ARTICLE)
    findings = rehearsed(ARTICLE, rows=[ada._replace(change_email_id_to=""), ben])
    assert {each.column for each in findings.differences} == {*AFTER}


def test_a_change_request_that_support_refuses_is_found() -> None:
    ada, ben = rows_of(ARTICLE)
    findings = rehearsed(ARTICLE, rows=[ada._replace(change_email_id_to="ben@corp.example"), ben])
    assert findings.refused_request.startswith("row 2, New inSync email ID: already used")
    assert not Findings(refused_request=findings.refused_request).agree


def test_a_preserved_account_is_not_restored_even_from_the_snapshot_of_another_one() -> None:
    findings = rehearsed(tenant([ADA], [HeldAccount(ADA.login, preserved=True)], [ADA_365]))
    assert findings.agree, told(findings)
    assert findings.agreed[NOW[2]] == findings.agreed[AFTER[2]] == 1


class TestWhoSharesAnEmail:
    SHARED = "desk@corp.example"
    ONE, TWO = OktaUser("one@corp.example", SHARED), OktaUser("two@corp.example", SHARED)

    def test_each_is_played_as_the_one_whom_the_import_met_first(self) -> None:
        played = tenant([self.ONE, self.TWO], ["one@corp.example", "two@corp.example"])
        first, second = rows_of(played)
        assert (first.accounts_if_remapped_now, second.accounts_if_remapped_now) == (2, 2)
        findings = rehearsed(played)
        assert findings.agree, told(findings)
        assert (findings.agreed[REMAPPED], findings.agreed[AFTER[0]]) == (2, 2)

    def test_a_wrong_word_about_the_second_is_found(self) -> None:
        played = tenant([self.ONE, self.TWO], ["one@corp.example", "two@corp.example"])
        first, second = rows_of(played)
        wrong = second._replace(accounts_if_remapped_now=1)
        (difference,) = rehearsed(played, rows=[first, wrong]).differences
        assert (difference.row.okta_login, difference.played) == (self.TWO.login, "2")

    def test_jobs_of_today_and_after_the_setting_are_run_for_everybody_once(self) -> None:
        played = tenant([self.ONE, self.TWO], ["one@corp.example", "two@corp.example"])
        assert rehearsed(played).agreed == dict.fromkeys(
            (OWNER, *NOW, REMAPPED, *AFTER, *SETTING_FIRST), 2
        )

    def test_what_okta_does_not_send_is_no_email_that_is_shared(self) -> None:
        played = tenant([OktaUser(f"u{number}@corp.example", "") for number in range(3)])
        assert len([*turns(part_of(played, Addresses(Choices()), None), (), Choices())]) == 1


class TestWhatIsNotCompared:
    def test_an_account_that_the_import_of_another_one_reached_is_told(self) -> None:
        # Eve left and keeps her email ID, as Gus has her email. It is Fay's email now: Okta finds
        # Eve's account for Fay.
        eve = OktaUser("eve@corp.example", "gus@corp.example", active=False)
        fay = OktaUser("fay@corp.example", "eve@corp.example")
        gus = OktaUser("gus@corp.example", "gus.gray@corp.example", active=False)
        there = MailUser("fay@corp.example", mailbox=False)
        played = tenant([eve, fay, gus], ["eve@corp.example", "gus@corp.example", GRAY], [there])
        findings = rehearsed(played)
        (left_out,) = findings.not_compared
        assert (left_out.row.okta_login, left_out.columns) == (eve.login, AFTER)
        assert left_out.why == (
            "the import of another Okta user, fay@corp.example, reached the account"
        )
        assert findings.agree, told(findings)
        assert findings.agreed[AFTER[0]] == 3, "of Gus both accounts, and that Fay has none"

    def test_an_ambiguous_account_that_no_import_reaches_is_compared(self) -> None:
        one, two = (
            OktaUser(f"{each}@corp.example", f"{each}.long@corp.example") for each in ("one", "two")
        )
        desk = AppUser("desk@corp.example", "1"), AppUser("DESK@corp.example", "2")
        played = tenant(
            [one._replace(id="1"), two._replace(id="2")],
            ["desk@corp.example"],
            [MailUser("desk@corp.example", "desk@corp.example")],
            desk,
        )
        findings = rehearsed(played)
        assert findings.agree, told(findings)
        assert (findings.not_compared, findings.agreed[AFTER[0]]) == ([], 1)


class TestWhatIsNotPlayed:
    def test_an_email_id_that_is_no_address(self) -> None:
        findings = rehearsed(tenant([BEN], ["sam", "ben@corp.example"], [BEN_365]))
        (refused,) = findings.refused
        assert (refused.system, refused.name) == ("inSync", "sam")
        assert {each.row.insync_email_id for each in findings.not_played} == {"sam"}
        assert findings.agreed[NOW[0]] == 1

    def test_a_login_that_okta_refuses_but_the_jobs_of_today_are_played(self) -> None:
        tom = OktaUser("tom", "tom@corp.example")
        findings = rehearsed(tenant([tom], ["tom@corp.example"]))
        (refused,) = findings.refused
        assert (refused.system, refused.name) == ("Okta", "tom")
        assert findings.agreed[NOW[0]] == 1
        assert {each.columns for each in findings.not_played} == {(REMAPPED,), AFTER}

    def test_somebody_without_a_upn_of_their_own_is_told_by_another_address(self) -> None:
        one = MailUser("one@corp.example", "desk@corp.example")
        two = MailUser("", "two@corp.example", ("desk@corp.example",))
        findings = rehearsed(tenant((), ["two@corp.example", "ben@corp.example"], [one, two]))
        assert [each.name for each in findings.refused] == ["two@corp.example"]
        assert {each.row.insync_email_id for each in findings.not_played} == {"two@corp.example"}

    def test_two_people_with_one_address_in_microsoft_365_and_whoever_meets_them(self) -> None:
        one = MailUser("one@corp.example", "one@corp.example", ("desk@corp.example",))
        two = MailUser("two@corp.example", "two@corp.example", ("desk@corp.example",))
        findings = rehearsed(tenant((), ["desk@corp.example", "ben@corp.example"], [one, two]))
        (refused,) = findings.refused
        assert "another user is known as desk@corp.example" in refused.why
        assert {each.row.insync_email_id for each in findings.not_played} == {"desk@corp.example"}
        assert findings.agreed[NOW[0]] == 1

    def test_a_mailbox_without_a_primary_smtp_address(self) -> None:
        findings = rehearsed(tenant((), (), [MailUser("one@corp.example")]))
        (refused,) = findings.refused
        assert "gets the primary SMTP address" in refused.why


class TestWrongOrders:
    def test_whoever_remaps_first_gets_twice_the_accounts_and_a_refusal(self) -> None:
        remapped, _ = rehearsed(ARTICLE).orders
        assert remapped.steps == REMAPPED_FIRST
        assert (remapped.created, remapped.accounts) == (1, 3)
        assert "'ada.ames@corp.example'" in remapped.refused
        assert remapped.failing == {
            "OneDrive backup": 1,
            "Exchange Online backup": 1,
            "Exchange Online restore": 1,
        }

    def test_whoever_chooses_the_setting_first_has_nothing_to_present(self) -> None:
        _, setting = rehearsed(ARTICLE).orders
        assert setting.steps == (ProcedureStep.SETTING,)
        assert setting.failing["OneDrive backup"] == setting.failing["Exchange Online backup"] == 2

    def test_who_has_no_account_is_not_counted_among_those_whose_jobs_fail(self) -> None:
        both = Tenant(ARTICLE.okta, ARTICLE.accounts[:1], ARTICLE.microsoft365)
        _, setting = rehearsed(both).orders
        assert (setting.accounts, setting.failing["OneDrive backup"]) == (1, 1)

    def test_where_the_setting_is_chosen_already_nobody_chooses_it_first(self) -> None:
        findings = rehearsed(ARTICLE, Choices(access=AccessSetting.AD_ATTRIBUTE))
        assert findings.agree, told(findings)
        assert [each.steps for each in findings.orders] == [REMAPPED_FIRST]


class TestTheTenantThatIsKept:
    def test_holds_everybody_as_they_are_today(self) -> None:
        email_ids: list[str] = []

        def keep(lab: Lab) -> None:
            email_ids.extend(str(each.email_id) for each in lab.insync.accounts.all())
            assert lab.insync.settings.access_user_accounts_using() is AccessSetting.EMAIL_ID
            assert not len(lab.journal)

        rehearsed(ARTICLE, keep=keep)
        keeper, *others = email_ids
        assert keeper == "letters@rehearsal0.example"
        assert others == ["ada@corp.example", "ben@corp.example"]


@pytest.mark.parametrize("reading", [each.value for each in OnApplyUpdates])
class TestWhereA2IsReadOtherwise:
    def test_whoever_is_twice_comes_out_as_foretold(self, reading: str) -> None:
        played = tenant([ADA], ["ada@corp.example", "ada.ames@corp.example"], [ADA_365])
        findings = rehearsed(played, Choices(readings={"A2": reading}))
        assert findings.agree, told(findings)
        assert findings.agreed[AFTER[0]] == 2

    def test_an_email_id_that_is_given_up_can_be_created_anew_for_another_one(
        self, reading: str
    ) -> None:
        bob = OktaUser("bob@corp.example", "ada@corp.example")
        played = tenant([ADA, bob], ["ada@corp.example"], [ADA_365, MailUser(bob.login)])
        findings = rehearsed(played, Choices(readings={"A2": reading}))
        assert findings.agree, told(findings)

    def test_a_chain_is_renamed_whatever_the_order_of_the_jobs(self, reading: str) -> None:
        for names in ("abc", "cba"):
            following = {"a": "b", "b": "c", "c": "free"}
            okta = [
                OktaUser(f"{number}{each}@corp.example", f"{following[each]}@corp.example", id=each)
                for number, each in enumerate(names)
            ]
            app_users = [AppUser(f"{each}@corp.example", each) for each in "abc"]
            held = sorted(each.user_name for each in app_users)
            findings = rehearsed(
                tenant(okta, held, app_users=app_users), Choices(readings={"A2": reading})
            )
            assert findings.agree, told(findings)
            assert findings.agreed[REMAPPED] == 3
