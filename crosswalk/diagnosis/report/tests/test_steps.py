"""The runbook says of each step what it means for this tenant, and what remains afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.report.findings import MOST_NAMED, Findings
from crosswalk.diagnosis.report.harm import Harm
from crosswalk.diagnosis.report.remains import remaining
from crosswalk.diagnosis.report.steps import TenantStep, steps_of
from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.written.tally import Change
from crosswalk.procedure.runbook import runbook
from fakes.insync.model import AccessSetting

from .made import ABOUT, LOST, NOBODY, SILENT, STOPPED, found, row

AHEAD = (Problem.DUPLICATE_AHEAD,)


def step(findings: Findings, name: str) -> TenantStep:
    return next(each for each in steps_of(findings) if each.step.name == name)


def texts(findings: Findings, name: str) -> str:
    return "\n".join(told.text for told in step(findings, name).told)


def duplicates(count: int) -> list[Row]:
    return [
        row(f"p{n:02}", problems=AHEAD, change=f"new{n}@corp.example", email=f"new{n}@corp.example")
        for n in range(count)
    ]


def test_the_steps_are_those_of_the_procedure_in_their_order() -> None:
    made = steps_of(found([]))
    assert [each.step for each in made] == list(runbook())
    assert [each.number for each in made] == list(range(1, len(made) + 1))


def test_with_duplicates_ahead_nothing_is_mapped_or_imported_before_the_email_ids() -> None:
    findings = found(duplicates(21))
    assert "Not before 21 email IDs are changed (step 2)." in texts(findings, "mapping")
    assert "would create 21 further accounts" in texts(findings, "import")
    first = step(findings, "email-ids").told[0]
    assert first.text.startswith("21 email IDs are to be changed. Send change-request.csv")
    assert first.names[0] == "p00@corp.example → new0@corp.example"
    assert (len(first.names), first.more, first.file) == (MOST_NAMED, 1, "change-request.csv")
    assert "21 passwords are to be reset" in texts(findings, "email-ids")
    assert "change-request.csv holds no change" in step(findings, "email-ids").seen


def test_who_gets_a_further_account_and_no_change_is_to_be_decided() -> None:
    findings = found([*duplicates(2), row("sam", problems=(*AHEAD, Problem.ALREADY_TWICE))])
    told = [each for each in step(findings, "import").told if each.names]
    assert [(each.text[:31], each.names) for each in told] == [
        ("For 1 person of these no change", ("sam@corp.example",))
    ]


def test_without_a_change_the_second_step_is_left_out() -> None:
    findings = found([row(now=SILENT)])
    assert step(findings, "email-ids").left_out
    assert not step(findings, "email-ids").told
    assert not step(findings, "mapping").told


def test_a_change_to_make_by_hand_is_named() -> None:
    findings = found(duplicates(2))
    findings.tally.by_hand.append(Change("=cmd@corp.example", "ada@corp.example"))
    assert "1 change is not in change-request.csv" in texts(findings, "email-ids")


def test_whoever_is_new_is_counted_with_the_accounts_that_there_are_to_be() -> None:
    findings = found([row("ada"), row("kim", now=NOBODY), row("max", now=NOBODY, after=NOBODY)])
    assert "1 person without an account get" in texts(findings, "import")
    assert "inSync has 2 accounts, 1 more than before" in step(findings, "import").seen


@pytest.mark.parametrize("user_name", ["user.email", "source.email"])
def test_what_is_said_to_be_done_already_is_said_again(user_name: str) -> None:
    choices = Choices(access=AccessSetting.AD_ATTRIBUTE, user_name=user_name)
    findings = found([row()], replace(ABOUT, choices=choices))
    assert "AD Attribute already" in texts(findings, "setting")
    assert f"{user_name} to userName already" in texts(findings, "mapping")
    assert "already" not in texts(found([row()]), "setting")


def test_shared_mailboxes_are_named_before_the_setting_is_changed() -> None:
    findings = found([row("desk", problems=(Problem.SHARED_MAILBOX,), after=LOST)])
    (told,) = step(findings, "setting").told
    assert told.loud
    assert told.names == ("desk@corp.example",)


def test_it_is_proved_with_somebody_of_each_kind_for_whom_all_succeeds() -> None:
    rows = [row("a", after=LOST), row("b", email="c@corp.example"), row("d")]
    (told,) = step(found(rows), "prove").told
    assert told.names == ("b@corp.example (two addresses)", "d@corp.example (one address)")
    assert not step(found([row(after=LOST)]), "prove").told


@pytest.mark.parametrize("count", [0, 1])
def test_counts_are_in_the_right_number(count: int) -> None:
    rows = [row("b", email="c@corp.example")][:count]
    said = "1 person of 1 have" if count else "0 people of 0 have"
    assert said in texts(found(rows), "look")


def test_what_remains_is_in_the_order_in_which_it_hurts() -> None:
    rows = [row("p", after=STOPPED, problems=(Problem.PRESERVED,))] * 4
    rows += [row("g", after=LOST, problems=(Problem.GUEST,))] * 2
    rows += [row("n", after=LOST, problems=(Problem.NOT_IN_OKTA,))] * 3
    rows += [row("e", after=SILENT, problems=(Problem.EMAIL_IS_NOT_PRIMARY_SMTP,))]
    rows += [row("u", after=LOST)]
    rows += [row("w", problems=(Problem.NO_ONEDRIVE,))]
    told = [(each.problem, each.count, each.told) for each in remaining(found(rows))]
    assert told == [
        (Problem.EMAIL_IS_NOT_PRIMARY_SMTP, 1, [(1, Harm.SILENT)]),
        (Problem.NOT_IN_OKTA, 3, [(3, Harm.NOT_BACKED_UP)]),
        (Problem.GUEST, 2, [(2, Harm.NOT_BACKED_UP)]),
        (None, 1, [(1, Harm.NOT_BACKED_UP)]),
        (Problem.PRESERVED, 4, [(4, Harm.NOT_STARTED)]),
    ]


def test_a_duplicate_ahead_is_no_reason_for_what_remains() -> None:
    problems = (*AHEAD, Problem.LOGIN_IS_NOT_UPN)
    (told,) = remaining(found([row(after=LOST, problems=problems)]))
    assert (told.problem, told.names) == (Problem.LOGIN_IS_NOT_UPN, ("ada@corp.example",))


def test_what_has_no_other_problem_remains_as_a_duplicate() -> None:
    (told,) = remaining(found([row(after=LOST, problems=AHEAD)]))
    assert told.problem is Problem.DUPLICATE_AHEAD
    assert told.names == ("ada@corp.example",)
