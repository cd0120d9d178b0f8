"""The page is one file that loads nothing, says what was found, and shows every value as text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.report.columns import embedded
from crosswalk.diagnosis.report.examples import Site, statements
from crosswalk.diagnosis.report.explained import explained
from crosswalk.diagnosis.report.findings import Findings
from crosswalk.diagnosis.report.page import MOST_NOTES, SHOWN_WITHOUT_SCRIPT, digest
from crosswalk.diagnosis.report.said import NOBODY
from crosswalk.diagnosis.report.texts import texts
from crosswalk.diagnosis.row import Problem
from crosswalk.diagnosis.tenant import Note, Place
from crosswalk.diagnosis.written.writer import Beside, Since

from .made import ABOUT, LOST, SILENT, found, row, tenant_rows, written

GUEST = (Problem.GUEST,)
HOSTILE = "\"'><script>alert(1)</script>&=cmd|' /C calc'!A0\u202e{{7*7}}"


def page(tmp_path: Path, findings: Findings, site: str = "../living-doc") -> str:
    return written(tmp_path / "out", findings, site).read_text(encoding="utf-8")


def plain(html: str) -> str:
    """Return what a reader sees of a page, without script, with single spaces."""
    html = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
    html = re.sub(r"</(td|th|dt|dd|li|p|h\d|a|summary)>", " ", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html)).replace("&#39;", "'")


def test_it_loads_nothing_and_has_no_handler(tmp_path: Path) -> None:
    html = page(tmp_path, found(tenant_rows(300)))
    outside = re.findall(r'(?:src|href|action|data|srcset)="([^"]*)"', html)
    assert all(each.startswith(("#", "../living-doc/", "data:,")) for each in outside)
    assert not re.search(r"<[^>]*\s(on\w+|style)=", html.split("<script", 1)[0])
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


def test_its_policy_knows_its_style_and_its_scripts_and_nothing_else(tmp_path: Path) -> None:
    html = page(tmp_path, found([row(problems=GUEST)]))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.S)
    assert len(scripts) == 2
    assert re.findall(r"'(sha256-[^']*)'", policy) == [*map(digest, (style, *scripts))]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (page(tmp_path / name, found(tenant_rows(200))) for name in ("a", "b"))
    assert first == second


def test_hostile_values_stay_text(tmp_path: Path) -> None:
    entry = row(HOSTILE, problems=GUEST, change=f"{HOSTILE}@x", after=LOST)
    entry = entry._replace(aliases=(HOSTILE,))
    about = replace(ABOUT, assumed=(HOSTILE,), notes=(Note(Place(HOSTILE, 7), HOSTILE),))
    html = page(tmp_path, found([entry], about))
    assert html.count("<script") == 3
    assert "alert(1)</script>" not in html.replace("&lt;/script&gt;", "")
    assert "\u202e" not in re.sub(r"<script.*?</script>", "", html, flags=re.S)
    assert "{{7*7}}" in html
    assert "49" not in plain(html).split("rows:")[0]
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert json.loads(data)["columns"][0] == [f"{HOSTILE}@corp.example"]


def test_counts_come_before_everything_else(tmp_path: Path) -> None:
    text = plain(page(tmp_path, found([row(now=SILENT, problems=GUEST), row()])))
    assert "2 rows: accounts, and people who get one" in text
    assert "Exchange Online restore 1 ✓ succeeds 1 ✗ #100000011" in text
    orders = [
        text.index(each) for each in ("2 rows:", "A guest has", "The procedure of the article")
    ]
    assert orders == sorted(orders)


def test_each_problem_says_how_many_what_it_means_and_what_to_do(tmp_path: Path) -> None:
    html = page(tmp_path, found([row(problems=(problem,)) for problem in Problem for _ in "ab"]))
    for problem, each in explained().items():
        start = html.index(f'<tr id="{problem.value}">')
        told = plain(html[start : html.index("</tr>", start)]).replace("&#34;", '"')
        assert told.strip().startswith(f"2 {problem.value} {each.text} {each.do}")
        assert f"{each.feature}: {each.example}" in told


def test_what_the_rows_rest_on_is_counted_and_stated(tmp_path: Path) -> None:
    rows = [row(problems=GUEST)._replace(assumed_if_remapped=("A2",))] * 212
    text = plain(page(tmp_path, found(rows)))
    assert f"212 rows rest on A2: {ASSUMPTIONS['A2'].statement}." in text
    assert ASSUMPTIONS["A2"].otherwise in text


def test_what_the_exports_do_not_tell_is_told(tmp_path: Path) -> None:
    notes = tuple(Note(Place("okta.csv", n), f"cell {n} is odd") for n in range(MOST_NOTES + 3))
    about = replace(ABOUT, assumed=("Nobody knows.",), notes=notes, licenses_to_be_taken=4)
    text = plain(page(tmp_path, found([row()], about)))
    assert "Nobody knows." in text
    assert "okta.csv 7 cell 7 is odd" in text
    assert f"cell {MOST_NOTES} is odd" not in text
    assert "3 more are in summary.json" in text
    assert "4 accounts hold no license" in text


def test_a_tenant_in_order_is_told_that_nothing_is_to_be_done(tmp_path: Path) -> None:
    html = page(tmp_path, found([row()] * 3))
    text = plain(html)
    assert text.count("Nothing is to be done") == 2
    assert "Nobody has a problem." in text
    assert "No row has anything to see to." in text
    assert "Do not remap" not in text
    assert '<section class="step"' not in html
    assert 'id="data"' not in html


def test_a_tenant_without_anybody_is_told_nothing_good(tmp_path: Path) -> None:
    text = plain(page(tmp_path, found([])))
    assert text.count(NOBODY) == 4
    for good in ("Nothing is to be done", "Nobody has a problem", "Nothing: ", "no duplicate"):
        assert good not in text


def test_a_tenant_with_duplicates_ahead_is_first_told_not_to_press(tmp_path: Path) -> None:
    rows = [row(f"p{n}", problems=(Problem.DUPLICATE_AHEAD,), change="n@x.example") for n in "ab"]
    rows.append(row("c", problems=(Problem.DUPLICATE_AHEAD, Problem.ALREADY_TWICE)))
    text = plain(page(tmp_path, found(rows)))
    warning = "import nothing from Okta before 2 email IDs are changed: it would create 3 further"
    assert text.index(warning) < text.index("Counts")
    assert "For 1 person no change is proposed" in text


def test_rows_that_are_left_out_are_counted(tmp_path: Path) -> None:
    rows = [row(f"p{n}", problems=GUEST) for n in range(10)]
    text = plain(page(tmp_path, found(rows, most=4)))
    assert "10 rows have something to see to" in text
    assert "6 rows are left out here" in text
    assert "p3@corp.example" in text.split("The rows")[-1]
    assert "p4@corp.example" not in text.split("The rows")[-1]


def test_without_script_the_first_rows_are_there(tmp_path: Path) -> None:
    html = page(tmp_path, found([row(f"p{n}", problems=GUEST) for n in range(300)]))
    assert html.count('<tbody class="person">') == SHOWN_WITHOUT_SCRIPT
    assert "only the first 200 rows are here" in html
    few = page(tmp_path / "few", found([row(f"p{n}", problems=GUEST) for n in range(3)]))
    assert "only the first" not in few


def test_both_readings_are_shown(tmp_path: Path) -> None:
    about = replace(ABOUT, choices=Choices(readings={"A4": "the inSync email ID"}))
    beside = Beside(by_default=row(after=LOST, problems=GUEST, accounts=2))
    text = plain(
        page(tmp_path, found([(row("ada"), beside), (row("sam"), Beside(row("sam")))], about))
    )
    assert "A4 is read as the inSync email ID, by default nothing is presented" in text
    assert "1 row: onedrive_backup_after" in text
    rows = text.split("The rows ")[-1]
    assert rows.count("by default: EUSERNOTFOUND") == 2
    assert "Remapping now: 1 account. By default: 2." in rows
    assert "Problems by default: guest." in rows


def test_an_assumption_that_is_read_otherwise_says_so_wherever_it_is_stated(tmp_path: Path) -> None:
    rests = row(problems=GUEST)._replace(assumed_if_remapped=("A2",))
    said = f"{ASSUMPTIONS['A2'].statement} (read otherwise here: update in place)."
    for readings, count in (({"A2": "update in place"}, 2), ({"A2": "look up again"}, 0), ({}, 0)):
        about = replace(ABOUT, choices=Choices(readings=readings))
        assert plain(page(tmp_path, found([rests], about))).count(said) == count


def test_what_became_of_problems_is_shown(tmp_path: Path) -> None:
    since = Since(new=GUEST, solved=(Problem.PRESERVED, Problem.AMBIGUOUS))
    findings = found([(row(problems=GUEST), Beside(since=since))], replace(ABOUT, compared=True))
    text = plain(page(tmp_path, findings))
    assert "Since the earlier diagnosis: new guest; solved preserved, ambiguous." in text
    assert "0 1 solved preserved" in text
    assert "1 1 new guest" in text


def test_a_row_without_a_problem_is_shown_by_how_its_job_fails(tmp_path: Path) -> None:
    text = plain(page(tmp_path, found([row(now=LOST)])))
    example = "01_troubleshooting: The setting was forgotten: it still is inSync email ID"
    assert f"Shown by {example}" in text.split("The rows")[-1]


def test_links_lead_to_the_site_that_is_given(tmp_path: Path) -> None:
    each = explained()[Problem.GUEST]
    place = links.example(each.feature, each.example)
    assert Site("https://site.example/doc/").example(each) == f"https://site.example/doc/{place}"
    html = page(tmp_path, found([row(problems=GUEST)]), "https://site.example/doc")
    assert f'href="https://site.example/doc/{place}"' in html
    assert "../living-doc" not in html


@pytest.mark.parametrize("redacted", [True, False])
def test_a_redacted_page_says_so(tmp_path: Path, redacted: bool) -> None:
    text = plain(page(tmp_path, found([row()], replace(ABOUT, redacted=redacted))))
    assert ("every address is a pseudonym" in text) is redacted


def test_rows_are_embedded_with_what_they_share_said_once() -> None:
    findings = found(tenant_rows(20_000))
    verdicts = findings.keeping.verdicts
    text = embedded(findings.worst, verdicts, texts(verdicts, Site(), statements({})))
    data = json.loads(text)
    assert len(data["verdict"]) == len(findings.worst)
    assert len(data["verdicts"]) == len(verdicts) < 60
    assert len(text) / len(findings.worst) < 120
