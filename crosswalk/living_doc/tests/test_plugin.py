"""`pytest --living-doc DIR` writes a site of what was run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Imported here they stay: what is imported during a test of pytester's is forgotten after it.
import crosswalk.living_doc.setting
import crosswalk.living_doc.site  # noqa: F401
from crosswalk.living_doc.output_directory import MARKER
from crosswalk.messages import recorder, reporter  # noqa: F401
from crosswalk.runner import collection, failures, running  # noqa: F401

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[3]
INI = f"""
[pytest]
pythonpath = . {ROOT}
addopts =
    -p crosswalk.runner.plugin -p crosswalk.living_doc.plugin
    -p no:randomly -p no:hypothesispytest -p no:faker
vocabulary = words
filterwarnings = error
"""
WORDS = """
from pytest_bdd import given, parsers

@given(parsers.parse("{some} of {all}"))
def counted(some, all):
    assert some <= all, f"<b>{some}</b> is more than {all}"
"""
FRUIT = """
Feature: Fruit

  Why a reader would care.

  Scenario Outline: Counting <some>
    Given <some> of <all>

    Examples: Right
      | some | all |
      | 1    | 2   |
      | 2    | 2   |
      | 3    | 4   |

  Example: Right as well
    Given 1 of 2
"""


@pytest.fixture
def features(pytester: pytest.Pytester) -> Path:
    pytester.makeini(INI)
    pytester.makepyfile(words=WORDS)
    folder = pytester.mkdir("features")
    (folder / "01_fruit.feature").write_text(FRUIT, encoding="utf-8")
    return folder


def test_a_run_is_told(features: Path, pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_inprocess("features", "--living-doc", "site")

    site = pytester.path / "site"
    assert result.ret == 0
    assert {path.name for path in site.iterdir()} >= {MARKER, "index.html", "fruit.html"}
    assert "4 passed" in (site / "index.html").read_text()
    assert 'id="counting-3"' in (site / "fruit.html").read_text()


def test_in_any_order_and_side_by_side_the_site_is_the_same_but_for_the_time(
    features: Path, pytester: pytest.Pytester
) -> None:
    for plugin in ("xdist", "random_order"):
        pytest.importorskip(plugin, reason=f"needs {plugin}, which the extra 'test' brings")
    second = (features / "01_fruit.feature").read_text().replace("Fruit", "More fruit")
    (features / "02_more.feature").write_text(second, encoding="utf-8")
    # Each in a process of its own: the vocabulary of this one was read by other tests, too.
    pytester.runpytest_subprocess("features", "--living-doc", "one")
    pytester.runpytest_subprocess("features", "--living-doc", "two", "-n2", "--random-order")

    one, two = (
        {
            str(path.relative_to(pytester.path / name)): _without_time(path)
            for path in (pytester.path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two
    assert "more.html" in one


def _without_time(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().splitlines() if b"<time" not in line]


def test_a_failure_is_told_and_a_part_is_told_as_a_part(
    features: Path, pytester: pytest.Pytester
) -> None:
    (features / "02_wrong.feature").write_text(
        "Feature: Wrong\n  Example: Too many\n    Given 3 of 2\n", encoding="utf-8"
    )
    (features / "03_unknown.feature").write_text(
        "Feature: Unknown\n  Example: Nobody says so\n    Given that\n", encoding="utf-8"
    )

    pytester.runpytest_inprocess(
        "features/02_wrong.feature", "features/03_unknown.feature", "--living-doc", "site"
    )

    site = pytester.path / "site"
    front = (site / "index.html").read_text()
    assert "1 failed, 1 undefined" in front
    assert "failed: &lt;b&gt;3&lt;/b&gt; is more than 2" in front
    assert front.index("What did not pass") < front.index("What a customer reports")
    assert "The chapters 01_fruit.feature" in front
    assert "&lt;b&gt;3&lt;/b&gt; is more than 2" in (site / "wrong.html").read_text()
    assert '<li class="undefined">' in (site / "unknown.html").read_text()


def test_a_chapter_that_cannot_be_read_is_a_failure(
    features: Path, pytester: pytest.Pytester
) -> None:
    (features / "02_broken.feature").write_text("Gibberish\n", encoding="utf-8")

    pytester.runpytest_inprocess(
        "features", "--continue-on-collection-errors", "--living-doc", "site"
    )

    front = (pytester.path / "site" / "index.html").read_text()
    assert "4 passed, 1 chapter cannot be read" in front
    assert 'class="state failed"' in front
    assert "Not readable: features/02_broken.feature" in front


def test_a_part_of_a_chapter_is_told_as_a_part(features: Path, pytester: pytest.Pytester) -> None:
    pytester.runpytest_inprocess("features", "-k", "well", "--living-doc", "site")

    assert "1 passed, 3 not run" in (pytester.path / "site" / "index.html").read_text()


def test_what_is_only_collected_leaves_an_earlier_site_alone(
    features: Path, pytester: pytest.Pytester
) -> None:
    pytester.runpytest_inprocess("features", "--living-doc", "site")
    before = (pytester.path / "site" / "index.html").read_text()

    pytester.runpytest_inprocess("features", "--collect-only", "--living-doc", "site")

    assert (pytester.path / "site" / "index.html").read_text() == before


@pytest.mark.parametrize("given", ["features", ""])
def test_a_directory_that_holds_something_else_is_refused_before_the_run(
    given: str, features: Path, pytester: pytest.Pytester
) -> None:
    result = pytester.runpytest_inprocess("features", "--living-doc", given)

    assert result.ret == 4
    result.stderr.fnmatch_lines(["ERROR: --living-doc: * holds something else than *"])
    result.stdout.no_fnmatch_line("*passed*")


def test_a_run_without_a_site_imports_nothing_for_it() -> None:
    told = (
        "import sys, crosswalk.living_doc.plugin; print({'jinja2', 'markdown_it'} & {*sys.modules})"
    )

    result = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert result.stdout == "set()\n"


def test_the_parts_of_the_document_are_an_option(features: Path, pytester: pytest.Pytester) -> None:
    pytester.makeini(f"{INI}parts =\n    01 All about fruit\n")

    pytester.runpytest_inprocess("features", "--living-doc", "site")

    assert "<h2>All about fruit</h2>" in (pytester.path / "site/index.html").read_text("utf-8")


def test_a_part_without_a_title_is_refused_before_anything_is_run(
    features: Path, pytester: pytest.Pytester
) -> None:
    pytester.makeini(f"{INI}parts =\n    01\n")

    result = pytester.runpytest_inprocess("features", "--living-doc", "site")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*parts: '01': expected how a chapter's name begins, and a title"])


def test_the_terminal_says_what_to_open(features: Path, pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_inprocess("features", "--living-doc", "site")

    front = pytester.path / "site" / "index.html"
    assert front.is_file()
    result.stdout.fnmatch_lines([f"*living documentation: {front}*"])


def test_a_name_that_ends_with_html_is_one_file(features: Path, pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_inprocess("features", "--living-doc", "mail.html")

    mail = pytester.path / "mail.html"
    assert 'id="fruit.html:counting-3"' in mail.read_text("utf-8")
    assert [path for path in pytester.path.iterdir() if "mail" in path.name] == [mail]
    result.stdout.fnmatch_lines([f"*living documentation: {mail} (* MB)*"])


def test_a_name_that_is_a_directory_is_no_file(features: Path, pytester: pytest.Pytester) -> None:
    pytester.mkdir("mail.html")

    result = pytester.runpytest_inprocess("features", "--living-doc", "mail.html")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --living-doc: * expected a file, found a directory*"])


@pytest.mark.parametrize("workers", [(), ("-n2",)], ids=["alone", "in two processes"])
def test_a_run_is_compared_with_the_one_before(
    workers: tuple[str, ...], features: Path, pytester: pytest.Pytester
) -> None:
    if workers:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    pytester.runpytest_subprocess("features", "--messages", "before.ndjson")
    path = features / "01_fruit.feature"
    path.write_text(path.read_text("utf-8").replace("| 3    | 4 ", "| 3    | 2 "), encoding="utf-8")

    result = pytester.runpytest_subprocess(
        "features", "--previous", "before.ndjson", "--living-doc", "site", *workers
    )

    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "*what changed*",
            "Since the run before: 1 newly failing",
            "Newly failing (1):",
            "  features/01_fruit.feature:13  Counting 3  (passed → failed)  (Given 3 of 2: *",
        ]
    )
    assert "Newly failing (1)" in (pytester.path / "site" / "changes.html").read_text("utf-8")


def test_a_run_is_compared_without_a_site(features: Path, pytester: pytest.Pytester) -> None:
    pytester.runpytest_inprocess("features", "--messages", "before.ndjson")

    result = pytester.runpytest_inprocess("features", "--previous", "before.ndjson")

    result.stdout.fnmatch_lines(["Since the run before: nothing changed"])


def test_a_run_before_that_cannot_be_read_is_refused_before_anything_is_run(
    features: Path, pytester: pytest.Pytester
) -> None:
    pytester.makefile(".ndjson", before="{}\n")

    result = pytester.runpytest_inprocess("features", "--previous", "before.ndjson")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --previous: *before.ndjson:1: expected testRunFinished*"])
    result.stdout.no_fnmatch_line("*passed*")


def test_the_summary_of_a_job_says_what_changed(
    features: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.runpytest_inprocess("features", "--messages", "before.ndjson")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")

    pytester.runpytest_inprocess("features", "-k", "well", "--previous", "before.ndjson")

    summary = (pytester.path / "summary.md").read_text("utf-8")
    assert "## Scenarios: 1 passed\n" in summary
    assert "### What changed: 3 other outcome\n" in summary
    assert "| Other outcome | Counting 3 |" in summary
