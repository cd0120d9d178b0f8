"""Whatever comes out otherwise than it was foretold is found, with the exchanges."""

from __future__ import annotations

from itertools import pairwise

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Word
from crosswalk.diagnosis.tenant import OktaUser
from crosswalk.diagnosis.written.tally import AFTER, NOW
from crosswalk.rehearsal.findings import CHANGE, OWNER, REMAPPED, Findings
from fakes.insync.model import AccessSetting

from .played import ADA, ARTICLE, BEN, BEN_365, rehearsed, rows_of, tenant, told


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


def test_somebody_of_whom_no_account_is_foretold_though_okta_is_linked_to_one_is_found() -> None:
    choices = Choices(access=AccessSetting.AD_ATTRIBUTE)
    (nobody,) = rows_of(tenant([BEN], (), [BEN_365]), access=choices.access)
    every = [*rows_of(ARTICLE, access=choices.access), nobody]
    findings = rehearsed(ARTICLE, choices, rows=every)
    assert {each.row for each in findings.differences} == {nobody}
    assert {*NOW} <= {each.column for each in findings.differences}


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
    assert {each.column for each in findings.differences} == {CHANGE, *AFTER}


def test_changes_around_a_circle_that_are_left_out_are_found() -> None:
    okta = [
        OktaUser("one@corp.example", "two@corp.example"),
        OktaUser("two@corp.example", "one@corp.example"),
    ]
    circle = tenant(okta, [user.login for user in okta])
    findings = rehearsed(circle)
    assert (findings.agree, findings.agreed[CHANGE]) == (True, 2)
    stay = [row._replace(change_email_id_to="") for row in rows_of(circle)]
    differences = [
        each for each in rehearsed(circle, rows=stay).differences if each.column == CHANGE
    ]
    assert [(each.predicted, each.played) for each in differences] == [
        ("no change", "two@corp.example"),
        ("no change", "one@corp.example"),
    ]


def test_a_change_that_another_account_prevents_agrees_and_its_followers_too() -> None:
    # Cal is twice, and keeps what Ben needs, who keeps what Ada needs.
    held = [f"{name}@corp.example" for name in ("ada", "ben", "cal", "cal2")]
    okta = [OktaUser(*pair) for pair in pairwise(held)]
    chain = tenant(okta, held)
    findings = rehearsed(chain)
    assert findings.agree, told(findings)
    assert findings.agreed[CHANGE] == 2


def test_a_change_request_that_support_refuses_is_found() -> None:
    ada, ben = rows_of(ARTICLE)
    findings = rehearsed(ARTICLE, rows=[ada._replace(change_email_id_to="ben@corp.example"), ben])
    assert findings.refused_request.startswith("row 2, New inSync email ID: already used")
    assert not Findings(refused_request=findings.refused_request).agree
