"""A rehearsal finds what differs, plays in turn who shares an email, and tells what it cannot."""

from __future__ import annotations

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.diagnosis.written.tally import AFTER, NOW
from crosswalk.procedure.orders import REMAPPED_FIRST, ProcedureStep
from crosswalk.rehearsal.findings import CHANGE, OWNER, REMAPPED, SETTING_FIRST
from crosswalk.rehearsal.part import Addresses, part_of
from crosswalk.rehearsal.turns import turns
from fakes.insync.model import AccessSetting
from fakes.lab import Lab

from .played import ADA, ADA_365, ARTICLE, BEN, BEN_365, rehearsed, rows_of, tenant, told

GRAY = "gus.gray@corp.example"


def test_the_articles_tenant_agrees_in_every_prediction() -> None:
    findings = rehearsed(ARTICLE)
    assert findings.agree, told(findings)
    cells = dict.fromkeys((OWNER, *NOW, REMAPPED, *AFTER, *SETTING_FIRST), 2)
    assert findings.agreed == {CHANGE: 1, **cells}
    assert (findings.not_compared, findings.not_played, findings.complete) == ([], [], True)


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
