"""Pages tell what they are told: as text, with every link leading somewhere."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markupsafe import escape

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS, IDS, KINDS, LEFT_OUT, MODELED
from crosswalk.living_doc import chapters
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.run import Setting
from crosswalk.living_doc.site import build
from crosswalk.screens.pictures.shipped import shipped

from .envelopes import Choose, envelopes, passed
from .reader import Reader, site_of

OUTSIDE = ("data:", "https://")
STATEMENTS = sum(len(statements) for _, statements in KINDS)

OF_THE_FORM = (
    None,  # what it looks up
    *(f"user-{part}.js" for part in ("addresses", "answers", "telling", "text", "page")),
)

DRAWN = {links.RUNBOOK: {"img", "svg"}, links.PICTURES: {"img"}}
"""What is drawn on pages that no run has written anything for."""
PICTURES = [links.picture(name) for name in shipped().files]

HOSTILE = """</script><script>alert(1)</script> "quoted" 'so' & \u202ertl\u202c \u2028 \U0001f600"""
WILD = f"""
@R07
Feature: Chapter {HOSTILE}

  Prose {HOSTILE} <b onclick="x">bold</b> ![image](http://elsewhere.example/x.png)

  Rule: Rule {HOSTILE}

    Example: Example {HOSTILE}
      Given step {HOSTILE}
        | head {HOSTILE} |
        | cell {HOSTILE} |
      Then note
        ```
        doc {HOSTILE}
        ```

    Scenario Outline: Outline <value>
      Given <value>

      Examples: Table {HOSTILE}
        | value         |
        | row {HOSTILE} |
"""


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    def choose(_name: str, text: str) -> str:
        return "FAILED" if text.startswith("step") else "PASSED"

    attached = [
        {"body": HOSTILE, "mediaType": "text/plain", "fileName": f"file {HOSTILE}"},
        {"body": HOSTILE, "mediaType": "text/plain", "fileName": "rule.txt"},
    ]
    messages = envelopes({"features/wild.feature": WILD}, choose, attached)
    for each in messages:
        if result := each.get("testStepFinished", {}).get("testStepResult"):
            result["message"] = f"why {HOSTILE}"
    book = read(messages, Setting(revision=HOSTILE, left_out=(HOSTILE,)))
    return site_of(book, tmp_path_factory.mktemp("wild"))


@pytest.mark.parametrize(
    "said", ["Chapter", "Prose", "Rule", "Example", "step", "head", "cell", "doc", "row", "why"]
)
def test_what_is_written_arrives_as_text(said: str, wild: dict[str, Reader]) -> None:
    assert f"{said} {HOSTILE}" in wild["wild.html"].text


def test_nothing_that_is_written_becomes_an_element(wild: dict[str, Reader]) -> None:
    for name, page in wild.items():
        scripts = [found.get("src") for tag, found in page.elements if tag == "script"]
        assert scripts == [
            "search.js",
            "unfold.js",
            "ticks.js",
            *OF_THE_FORM * (name == links.USER),
        ]
        tags = {tag for tag, _ in page.elements}
        assert tags & {"img", "iframe", "svg"} == DRAWN.get(name, set())
        assert [each for each in page.all("src") if each not in {*scripts, *PICTURES}] == []
        assert not [name for _, found in page.elements for name in found if name.startswith("on")]
    assert HOSTILE in wild["index.html"].text


def test_the_index_of_the_search_cannot_be_left(document: Book, tmp_path: Path) -> None:
    build(read(envelopes({"features/wild.feature": WILD})), tmp_path)

    script = (tmp_path / "search-index.js").read_text("utf-8")
    found = json.loads(script.removeprefix("window.searchIndex=").removesuffix(";\n"))
    assert not re.search("[<>&\u2028\u2029]", script)
    titles = [(kind, title, address) for kind, title, address, *_ in found["entries"]]
    assert ("chapter", f"Chapter {HOSTILE}", "wild.html") in titles
    assert f"step {HOSTILE}" in found["texts"]


def test_every_link_leads_somewhere(site: dict[str, Reader], built: Path) -> None:
    there = {name: set(page.all("id")) for name, page in site.items()}
    lost = []
    for name, page in site.items():
        for link in (each for each in page.all("href") if not each.startswith(OUTSIDE)):
            path, _, anchor = unquote(link).partition("#")
            known = there.get(path or name)
            if path.endswith(".css") or (path not in there and (built / path).is_file()):
                continue
            if known is None or (anchor and anchor not in known):
                lost.append((name, link))

    assert lost == []


def test_every_id_stands_once_on_its_page(site: dict[str, Reader]) -> None:
    for name, page in site.items():
        ids = page.all("id")
        assert len(ids) == len(set(ids)), name


def test_every_address_stays_when_unrelated_examples_come_and_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chapters, "PAGE_SIZE", 100)
    left = [{"body": "left " * 100, "mediaType": "text/plain", "fileName": "left.txt"}]
    rules = [
        f"  Rule: {name}\n    Example: {name} one\n      * a\n"
        f"    Scenario Outline: {name} <n>\n      * a\n      Examples:\n"
        "        | n |\n        | 1 |\n        | 2 |\n"
        for name in ("First", "Second")
    ]
    other = "  Example: Unrelated\n    * b\n"
    told = {"features/02_it.feature": f"Feature: It\n{rules[0]}{rules[1]}"}
    more = {
        "features/01_new.feature": f"Feature: New\n{other}",
        "features/03_it.feature": f"Feature: It\n{other}{rules[1]}{rules[0]}  Rule: New\n  {other}",
    }

    found: list[set[tuple[str, str]]] = []
    for texts in (told, more):
        book = read(envelopes(texts, attachments=left))
        directory = tmp_path / str(len(found))
        directory.mkdir()
        pages = {name: page for name, page in site_of(book, directory).items() if name[:2] == "it"}
        found.append({(name, id_) for name, page in pages.items() for id_ in page.all("id")})

    assert len({name for name, _ in found[0]}) == 1 + 6
    assert found[0] < found[1]


def test_what_the_search_finds_is_there(document: Book, tmp_path: Path) -> None:
    pages = site_of(document, tmp_path)
    script = (tmp_path / "search-index.js").read_text("utf-8")
    found = json.loads(script.removeprefix("window.searchIndex=").removesuffix(";\n"))

    entries = found["entries"]
    assert {kind for kind, *_ in entries} >= {"symptom", "chapter", "rule", "example", "id"}
    for _, title, address, *_ in entries:
        path, _, anchor = address.partition("#")
        assert not anchor or anchor in pages[path].all("id"), title


def test_every_page_has_one_heading_of_the_first_rank_and_its_landmarks(
    site: dict[str, Reader],
) -> None:
    for name, page in site.items():
        tags = [tag for tag, _ in page.elements]
        assert (tags.count("h1"), tags.count("main")) == (1, 1), name
        assert {"header", "nav", "footer"} <= set(tags), name
        ranks = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(low <= high + 1 for high, low in pairwise(ranks)), name


def test_nothing_is_loaded_from_elsewhere(site: dict[str, Reader]) -> None:
    for page in site.values():
        loaded = [found for tag, found in page.elements if tag != "a"]
        assert not [
            each for each in loaded for name in ("src", "href") if "//" in (each.get(name) or "")
        ]


def test_every_statement_stands_with_its_source_and_examples(site: dict[str, Reader]) -> None:
    index, assumed = site["ids.html"], site["assumptions.html"]

    for _, statements in KINDS:
        for each in statements.values():
            assert each.statement in index.text
            assert each.source in index.text
    for assumption in ASSUMPTIONS.values():
        assert all(
            text in assumed.text
            for text in (assumption.statement, assumption.why, assumption.otherwise)
        )
    assert set(IDS) <= set(index.all("id") + assumed.all("id"))
    assert f"All {STATEMENTS} statements are demonstrated in the simulation" in index.text
    assert 'class="statement unproved"' not in str(index.elements)


def test_what_is_not_proved_stands_out(tmp_path: Path) -> None:
    def choose(name: str, _text: str) -> str:
        return "FAILED" if name == "Fails" else "PASSED"

    text = "Feature: A\n  @R01\n  Example: Fine\n    * a\n  @R01 @R02\n  Example: Fails\n    * a\n"
    text += "  @F01\n  Example: B\n    * a\n"
    index = site_of(read(envelopes({"a.feature": text}, choose)), tmp_path)["ids.html"]

    classes = {found.get("id"): found.get("class") for tag, found in index.elements}
    assert classes["R01"] == classes["R02"] == classes["R03"] == "statement unproved"
    assert classes["F01"] == "statement proved"
    missing = f"{STATEMENTS - 1} of {STATEMENTS} statements are not demonstrated in the simulation"
    assert missing in index.text
    assert "1 failed of 2" in index.text
    assert "No example of this run shows it." in index.text


def test_an_outline_whose_title_is_of_placeholders_is_called_by_a_row(
    site: dict[str, Reader],
) -> None:
    assert "<row>: <situation>" not in site["ids.html"].text
    assert re.search(r"KB1-1: everything is one address\s+and 18 more rows", site["ids.html"].text)


def test_what_is_modeled_and_left_out_is_told(site: dict[str, Reader]) -> None:
    text = site["fidelity.html"].text

    assert all(each.what in text and each.source in text for each in MODELED)
    assert all(each.what in text and each.answer in text for each in LEFT_OUT)


@pytest.mark.parametrize(
    ("choose", "setting", "told"),
    [
        (passed, Setting(), ["2 passed", "unknown: there is no checkout of git"]),
        (passed, Setting("abc", dirty=True), ["abc, with changes that are not in it"]),
        (passed, Setting(left_out=("b.feature",)), ["in part of the chapters", "b.feature"]),
        (passed, Setting(lab="docker"), ["In three containers"]),
        (lambda *_: "FAILED", Setting(), ["2 failed"]),
        (lambda *_: None, Setting(), ["2 not run"]),
    ],
)
def test_the_front_page_tells_the_run(
    choose: Choose, setting: Setting, told: list[str], tmp_path: Path
) -> None:
    text = "Feature: A\n  Example: B\n    * c\n  Example: D\n    * c\n"

    front = site_of(read(envelopes({"a.feature": text}, choose), setting), tmp_path)["index.html"]

    assert [each for each in told if each not in front.text] == []
    assert "14 November 2023, 22:13 UTC, 4.0 seconds" in front.text


def test_the_front_page_begins_with_what_did_not_pass_and_why(tmp_path: Path) -> None:
    text = (
        "Feature: A\n  Example: B\n    * c\n  Example: D\n    * c\n    * e\n  Example: F\n    * e\n"
    )
    chosen = {"e": "FAILED"}
    messages = envelopes({"a.feature": text}, lambda _, step: chosen.get(step, "PASSED"))
    for each in messages:
        result = each.get("testStepFinished", {}).get("testStepResult", {})
        if result.get("status") == "FAILED":
            result["exception"] = {
                "type": "AssertionError",
                "message": "4 <is> not 5\nassert 4 == 5",
            }

    front = site_of(read(messages), tmp_path)["index.html"]

    told = front.text[front.text.index("What did not pass") : front.text.index("What a customer")]
    assert [line for line in told.split("\n") if line.strip()][1:] == [
        *("✗ D A", "* e", "failed: 4 <is> not 5"),
        *("✗ F A", "* e", "failed: 4 <is> not 5"),
    ]
    assert {"a.html#d", "a.html#f"} <= set(front.all("href"))
    assert "2 failed of 3" in front.text


def test_why_an_example_was_skipped_is_said_where_a_background_comes_first(tmp_path: Path) -> None:
    text = "Feature: A\n  Background:\n    * c\n  Example: B\n    * d\n  Example: E\n    * d\n"
    messages = envelopes({"a.feature": text}, lambda name, _: "SKIPPED" if name == "B" else None)
    for each in messages:
        if result := each.get("testStepFinished", {}).get("testStepResult"):
            result["message"] = "not on a Sunday"

    page = site_of(read(messages), tmp_path)["a.html"]

    assert "Before the first step" in page.text
    assert page.text.count("not on a Sunday") == 2  # with the background's step, and the other


def test_of_hundreds_that_did_not_pass_the_front_page_lists_some(tmp_path: Path) -> None:
    text = "Feature: A\n" + "".join(f"  Example: B{n}\n    * c\n" for n in range(300))

    book = read(envelopes({"a.feature": text}, lambda *_: "FAILED"))
    front = site_of(book, tmp_path)["index.html"]

    assert front.text.count("failed\n") <= 25
    assert "And 280 more" in front.text


def test_where_everything_passed_nothing_is_said_not_to_have(site: dict[str, Reader]) -> None:
    assert "What did not pass" not in site["index.html"].text


def test_a_symptom_that_this_run_does_not_show_is_no_link(tmp_path: Path) -> None:
    site = site_of(read(envelopes({"a.feature": "Feature: A\n  Example: B\n    * c\n"})), tmp_path)
    page = site[links.symptom("onedrive-eusernotfound")]

    assert "troubleshooting.html" not in str(page.all("href"))
    assert "not in this run" in page.text


def test_every_attempt_is_told(tmp_path: Path) -> None:
    messages = envelopes({"a.feature": "Feature: A\n  Example: B\n    * c\n"}, lambda *_: "FAILED")
    (case,) = (each["testCase"] for each in messages if "testCase" in each)
    again = {"id": "again", "testCaseId": case["id"], "attempt": 1}
    fine = {
        "testCaseStartedId": "again",
        "testStepId": case["testSteps"][0]["id"],
        "testStepResult": {"status": "PASSED"},
    }

    site = site_of(
        read([*messages, {"testCaseStarted": again}, {"testStepFinished": fine}]), tmp_path
    )
    page = site["a.html"]

    assert "1 example was played more than once" in site["index.html"].text
    assert "Attempt 2 of 2; the earlier ones" in page.text
    assert "<why>" in page.text


def test_evidence_that_would_make_a_page_too_long_has_a_page_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chapters, "PAGE_SIZE", 150)
    text = "Feature: A\n  Example: B\n    * c\n  Example: D\n    * e\n"
    attached = [{"body": "~" * 100, "mediaType": "text/plain", "fileName": "note"}]

    site = site_of(read(envelopes({"a.feature": text}, attachments=attached)), tmp_path)

    assert site["a.html"].text.count("~" * 100) == 1
    apart = links.apart("a.html", "d")
    assert apart in site["a.html"].all("href")
    assert "~" * 100 in site[apart].text
    assert "a.html#d" in site[apart].all("href")
    assert apart not in site["index.html"].all("href")


def test_an_outline_that_failed_is_open_where_it_did(tmp_path: Path) -> None:
    def choose(name: str, _text: str) -> str:
        return "FAILED" if name == "B 2" else "PASSED"

    text = "Feature: A\n  Scenario Outline: B <n>\n    * <n>\n    Examples:\n      | n |\n"
    page = site_of(
        read(envelopes({"a.feature": text + "      | 1 |\n      | 2 |\n"}, choose)), tmp_path
    )["a.html"]

    folds = [found for _, found in page.elements if found.get("class") == "fold"]
    assert [(each.get("id"), "open" in each) for each in folds] == [
        (None, True),
        ("how-b-1", False),
        ("how-b-2", True),
    ]


def test_titles_are_escaped_by_the_filters_too() -> None:
    from crosswalk.living_doc.rendering import cell, sentence

    assert HOSTILE.count("<") == sentence(HOSTILE).count("&lt;")
    assert str(escape("<")) in cell("<x>@<y>")


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ('Ada is "a" or "b"', ['"a"', '"b"']),
        (
            '{admin} maps "replace(user.login, "a", "b")" to "<target>"',
            [
                "{admin}",
                '"replace(user.login, "a", "b")"',
                '"<target>"',
            ],
        ),
        ('is <what> of "', ["<what>"]),
        ('chooses "<source>" for "<target>"', ['"<source>"', '"<target>"']),
    ],
)
def test_each_value_of_a_sentence_is_marked_as_a_whole(said: str, values: list[str]) -> None:
    from crosswalk.living_doc.rendering import sentence

    html = str(sentence(said))
    assert re.findall('<span class="value">(.*?)</span>', html) == [str(escape(v)) for v in values]
    assert re.sub("<[^>]+>", "", html) == str(escape(said))


def test_what_carries_an_assumption_has_a_badge(tmp_path: Path) -> None:
    texts = {
        "fruit.feature": "Feature: Fruit\n\n  @A1 @R01\n  Example: One\n    Given a\n",
        "stone.feature": "Feature: Stone\n\n  @R01\n  Example: Two\n    Given a\n",
    }
    site_of(read(envelopes(texts)), tmp_path)

    marked = {
        path.name for path in tmp_path.glob("[fs]*.html") if 'class="badge"' in path.read_text()
    }
    assert marked & {"fruit.html", "stone.html"} == {"fruit.html"}
