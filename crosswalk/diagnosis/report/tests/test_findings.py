"""Rows are gathered in one pass, and no more of them than a page can hold."""

from __future__ import annotations

from crosswalk.diagnosis.report.findings import MOST_NAMED
from crosswalk.diagnosis.report.harm import Harm
from crosswalk.diagnosis.report.kept import NOTHING, Differs, addresses_of
from crosswalk.diagnosis.row import Problem
from crosswalk.diagnosis.written.writer import Beside, Since

from .made import LOST, SILENT, found, outcomes, row, tenant_rows

GUEST = (Problem.GUEST,)
AHEAD = (Problem.DUPLICATE_AHEAD,)


def test_rows_that_are_in_order_are_counted_and_not_kept() -> None:
    findings = found([row("ada"), row("sam", problems=GUEST)])
    assert [each.insync_email_id for each in findings.worst] == ["sam@corp.example"]
    assert findings.told == 1
    assert findings.harms() == {Harm.NOTED: 1, Harm.NONE: 1}


def test_the_worst_are_kept_and_the_rest_is_counted() -> None:
    rows = [row(f"a{n}", problems=GUEST) for n in range(5)]
    rows += [row("lost", after=LOST), row("silent", after=SILENT)]
    findings = found(rows, most=3)
    names = [each.insync_email_id.partition("@")[0] for each in findings.worst]
    assert names == ["silent", "lost", "a0"]
    assert findings.worst.left_out == 4
    assert findings.told == 7


def test_a_change_and_a_solved_problem_are_told_although_all_is_well() -> None:
    solved = Beside(since=Since(solved=GUEST))
    unchanged = Beside(since=Since())
    findings = found(
        [row("ada", change="new@corp.example"), (row("sam"), solved), (row("max"), unchanged)]
    )
    assert [each.okta_login[:3] for each in findings.worst] == ["ada", "sam"]


def test_a_row_that_reads_otherwise_by_default_is_told_although_all_is_well() -> None:
    other, same = Beside(by_default=row(after=LOST)), Beside(by_default=row())
    findings = found([(row("ada"), other), (row("sam"), same)])
    assert [each.okta_login[:3] for each in findings.worst] == ["ada"]


def test_lists_name_the_first_and_no_more() -> None:
    rows = [row(f"p{n:02}", problems=GUEST, after=LOST, change="n@x.example") for n in range(30)]
    rows += [row(f"q{n:02}", problems=AHEAD) for n in range(30)]
    findings = found(rows)
    first = [f"p{n:02}@corp.example" for n in range(MOST_NAMED)]
    assert findings.with_problem[Problem.GUEST].first == first
    assert findings.remaining[Problem.GUEST].first == first
    assert [each.email_id for each in findings.changes] == first
    assert findings.blocked_count == 30
    assert findings.blocked.first == [f"q{n:02}@corp.example" for n in range(MOST_NAMED)]
    assert Problem.DUPLICATE_AHEAD not in findings.remaining


def test_a_list_that_two_kinds_of_rows_fill_is_not_filled_too_far() -> None:
    rows = [row(f"p{n}", problems=GUEST, after=LOST if n % 2 else SILENT) for n in range(50)]
    assert len(found(rows).with_problem[Problem.GUEST].first) == MOST_NAMED


def test_what_a_job_presents_is_an_address_of_the_row_or_stands_beside_it() -> None:
    entry = row("ada", change="new@corp.example")
    stored = entry._replace(now=outcomes(LOST, "stored@corp.example"), problems=GUEST)
    nothing = entry._replace(now=outcomes(LOST, ""), problems=GUEST)
    findings = found([stored, nothing])
    first, second = findings.worst
    verdicts = findings.keeping.verdicts
    values = (*addresses_of(first), *first.literals)
    presents = verdicts[first.verdict].presents
    assert [values[number] for number in presents] == [
        *["stored@corp.example"] * 3,
        *["new@corp.example"] * 3,
    ]
    assert verdicts[second.verdict].presents[:3] == (NOTHING,) * 3


def test_addresses_that_differ_are_marked_and_those_that_lack_are_not() -> None:
    same = row("ada", problems=GUEST)
    capitals = same._replace(upn="ADA@corp.example")
    other = same._replace(upn="x@corp.example", primary_smtp="y@corp.example")
    lacking = same._replace(upn="", primary_smtp="")
    findings = found([same, capitals, other, lacking])
    verdicts = findings.keeping.verdicts
    differs = [verdicts[each.verdict].differs for each in findings.worst]
    assert differs == [
        Differs(False, False, False),
        Differs(False, False, False),
        Differs(True, True, False),
        Differs(False, False, False),
    ]


def test_people_share_what_is_said_of_them() -> None:
    findings = found(tenant_rows(3000))
    assert len(findings.worst) > 2500
    assert len(findings.keeping.verdicts) < 40
