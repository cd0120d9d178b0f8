"""The outcome table says what the article and the features say, and leaves no combination out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.procedure.cases import ATTRIBUTES, EMAIL_IDS, Case, Kind, Role, kind_of, role_of
from crosswalk.procedure.jobs import JUDGED, End
from crosswalk.procedure.outcomes import Outcome, outcomes
from fakes.company.cast import CAST
from fakes.insync.model import AccessSetting, Cause, ErrorCode
from fakes.outcomes.model import Job

from .played import PlayedTable

CHAPTER = Path(__file__).parents[3] / "features" / "11_outcomes.feature"
BACKUPS = (Job.EXCHANGE_BACKUP, Job.ONEDRIVE_BACKUP)
EMAIL_ID, AD_ATTRIBUTE = AccessSetting

OPENS = {
    Job.ONEDRIVE_BACKUP: {Role.UPN, Role.BOTH},
    Job.EXCHANGE_BACKUP: {Role.UPN, Role.BOTH, Role.SMTP, Role.ALIAS},
    Job.EXCHANGE_RESTORE: {Role.SMTP, Role.BOTH},
}


def rows() -> list[dict[str, str]]:
    """Return the rows of the chapter's outline, column by column."""
    _, *tables = CHAPTER.read_text(encoding="utf-8").split("Examples:")
    return [row for table in tables for row in rows_of(table)]


def rows_of(table: str) -> Iterator[dict[str, str]]:
    lines = [line.strip().strip("|") for line in table.splitlines() if "|" in line]
    header, *cells = ([cell.strip() for cell in line.split("|")] for line in lines)
    return (dict(zip(header, row, strict=True)) for row in cells)


def case_of(row: dict[str, str]) -> Case:
    person = CAST[row["person"]]
    return Case(
        kind_of(person),
        role_of(row["inSync email ID"], person),
        role_of(row["AD attribute"], person),
        AccessSetting(row["setting"]),
    )


@pytest.fixture(scope="module")
def table() -> dict[Case, Outcome]:
    return {each.case: each for each in outcomes()}


def read_otherwise(outcome: Outcome, assumption: str, job: Job) -> bool:
    """Tell whether a job succeeds when an assumption is read the other way."""
    changed = [o.end for o in outcome.otherwise if (o.assumption, o.job) == (assumption, job)]
    return (changed or [outcome.ends[job]])[0].succeeds


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["row"])
def test_the_table_says_what_the_chapter_says(
    row: dict[str, str], table: dict[Case, Outcome]
) -> None:
    outcome = table[case_of(row)]
    found = {
        "Exchange": outcome.ends[Job.EXCHANGE_BACKUP].succeeds,
        "OneDrive": outcome.ends[Job.ONEDRIVE_BACKUP].succeeds,
        "by email ID": outcome.ends[Job.EXCHANGE_RESTORE].succeeds,
        "by setting": read_otherwise(outcome, "A1", Job.EXCHANGE_RESTORE),
    }

    assert found == {column: row[column] == "succeeds" for column in found}


def test_the_chapter_has_rows() -> None:
    assert {"KB1-1", "D-03", "D-16"} <= {row["row"] for row in rows()}


def read_so(outcome: Outcome, assumption: str) -> dict[Job, End]:
    return {each.job: each.end for each in outcome.otherwise if each.assumption == assumption}


def test_the_table_says_what_the_lab_does(table: dict[Case, Outcome]) -> None:
    """Under the usual reading, and with A1 and A4 read the other way."""
    lab = PlayedTable()
    assert lab.play(*AccessSetting) == {
        (case, job): end for case, each in table.items() for job, end in each.ends.items()
    }
    for assumption in ("A1", "A4"):
        usual, other = ASSUMPTIONS[assumption].readings
        lab.read(assumption, other)
        assert lab.play(AD_ATTRIBUTE) == {
            (case, job): read_so(outcome, assumption).get(job, end)
            for case, outcome in table.items()
            for job, end in outcome.ends.items()
            if case.setting is AD_ATTRIBUTE
        }
        lab.read(assumption, usual)


def test_no_combination_is_left_out(table: dict[Case, Outcome]) -> None:
    expected = {
        Case(kind, email_id, attribute, setting)
        for kind in Kind
        for email_id, attribute, setting in product(
            EMAIL_IDS[kind], ATTRIBUTES[kind], AccessSetting
        )
    }

    assert set(table) == expected
    assert len(expected) == 4 * 5 * 2 + 3 * 4 * 2
    assert all(set(outcome.ends) == set(JUDGED) for outcome in table.values())


@pytest.mark.parametrize("job", JUDGED)
def test_what_is_presented_decides(job: Job, table: dict[Case, Outcome]) -> None:
    """R01, R02, R03: which address opens which API."""
    for outcome in table.values():
        end = outcome.ends[job]
        assert end.succeeds is (end.presented in OPENS[job]), outcome.case


def test_the_setting_chooses_what_backups_present(table: dict[Case, Outcome]) -> None:
    """R04, R05, A4: the email ID, or what is stored, or nothing."""
    for case, outcome in table.items():
        chosen = case.email_id if case.setting is EMAIL_ID else case.attribute
        assert {outcome.ends[job].presented for job in BACKUPS} == {chosen}


def test_a_restore_presents_the_email_id(table: dict[Case, Outcome]) -> None:
    """A1, and its other reading."""
    for case, outcome in table.items():
        assert outcome.ends[Job.EXCHANGE_RESTORE].presented is case.email_id
        restores = [each.end for each in outcome.otherwise if each.assumption == "A1"]
        moved = case.setting is AD_ATTRIBUTE and case.attribute is not case.email_id
        assert [end.presented for end in restores] == [case.attribute] * moved


def test_an_email_id_that_is_not_the_upn_fails_onedrive(table: dict[Case, Outcome]) -> None:
    """R07."""
    codes = {
        case: outcome.ends[Job.ONEDRIVE_BACKUP].code
        for case, outcome in table.items()
        if case.setting is EMAIL_ID and case.email_id not in (Role.UPN, Role.BOTH)
    }

    assert set(codes.values()) == {ErrorCode.EUSERNOTFOUND}


def test_an_email_id_that_is_only_the_upn_fails_the_restore(table: dict[Case, Outcome]) -> None:
    """R08."""
    causes = {
        outcome.ends[Job.EXCHANGE_RESTORE].cause
        for case, outcome in table.items()
        if case.email_id is Role.UPN
    }

    assert causes == {Cause.NOT_PRIMARY_SMTP}


def test_the_remedy_alone_makes_everything_work(table: dict[Case, Outcome]) -> None:
    """R09: for whoever has two addresses, no other combination does."""
    working = {
        case
        for case, outcome in table.items()
        if case.kind is Kind.DIFFER and all(end.succeeds for end in outcome.ends.values())
    }

    assert working == {Case(Kind.DIFFER, Role.SMTP, Role.UPN, AD_ATTRIBUTE)}


def test_without_an_attribute_the_other_reading_presents_the_email_id(
    table: dict[Case, Outcome],
) -> None:
    """A4, and its other reading."""
    for case, outcome in table.items():
        fallen_back = [each for each in outcome.otherwise if each.assumption == "A4"]
        concerned = case.setting is AD_ATTRIBUTE and case.attribute is Role.NOTHING
        assert [each.job for each in fallen_back] == [*BACKUPS] * concerned
        assert {each.end.presented for each in fallen_back} <= {case.email_id}
        for each in fallen_back:
            assert each.end.succeeds is (case.email_id in OPENS[each.job])
