"""What somebody sees whose scenario failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import MISCOUNTED, Run

pytest_plugins = ["pytester"]


def test_a_failed_scenario_is_shown_as_the_document(run: Run) -> None:
    result = run(MISCOUNTED)

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:7  Example: Counted wrong",
            "    ✓ Given apple is in the basket",
            "    ✓ When somebody counts",
            "  > ✗ Then the count is 2",
            "    · And the count is 1",
            "",
            "words.py:*: in is_count",
            "E   AssertionError: the basket was miscounted",
            "*- people -*",
            "asked about: the count is 2",
            "FAILED fruit.feature::Counted wrong - AssertionError: the basket was miscounted",
        ],
        consecutive=False,
    )
    result.stdout.no_fnmatch_line("*running.py*")
    result.stdout.no_fnmatch_line("*pluggy/*")
    result.stdout.no_fnmatch_line("E    +*")


def test_who_asks_for_more_gets_more(run: Run) -> None:
    result = run(MISCOUNTED, "--tb=long")

    result.stdout.fnmatch_lines(["  > ✗ Then the count is 2", "E        +  where 1 = int(1)"])


def test_the_junit_file_tells_the_same(run: Run, pytester: pytest.Pytester) -> None:
    run(MISCOUNTED, "--junitxml=result.xml")

    written = (pytester.path / "result.xml").read_text()
    assert 'message="AssertionError: the basket was miscounted' in written
    assert "&gt; ✗ Then the count is 2" in written
    assert "asked about: the count is 2" in written


def test_the_witness_is_told_every_step_and_the_end(run: Run, pytester: pytest.Pytester) -> None:
    run(MISCOUNTED, "-k", "right")

    told = (pytester.path / "during.txt").read_text()
    assert told == "apple is in the basket\nsomebody counts\nthe count is 1\n\n"


def test_an_unknown_sentence_fails_before_anything_is_done(
    run: Run, pytester: pytest.Pytester
) -> None:
    result = run("""
        Feature: Fruit

          Example: Typing errors
            Given apple is in the basket
            And plum is in the basket
            And the basket is "blue"
            When somebody count
            When apple is in the basket
    """)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "    · Given apple is in the basket",
            "  > ✗ And plum is in the basket",
            "fruit.feature:5: undefined step: Given 'plum is in the basket'",
            "      fruit: plum is not one of apple, pear",
            '      color: "blue" is not one of "dark red", "green"',
            "fruit.feature:7: undefined step: When 'somebody count'",
            "      When somebody counts  (words.py:*)",
            "  as a Given it is defined: Given {fruit} is in the basket  (words.py:*)",
            "FAILED *::Typing errors - undefined step: Given 'plum is in the *",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*running.py*")
    assert not [line for line in (pytester.path / "during.txt").read_text().split("\n") if line]


def test_an_ambiguous_sentence_fails_and_names_both(run: Run) -> None:
    words = """
        @when(parsers.parse("{who} counts"))
        def also_counts(who):
            pass
    """
    result = run(MISCOUNTED, "-k", "right", words=words)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:13: ambiguous step: 2 definitions match 'somebody counts':",
            "    somebody counts  (words.py:*)",
            "    {who} counts  (words.py:*)",
        ]
    )


def test_a_missing_table_or_fixture_is_said_in_words(run: Run) -> None:
    words = """
        @then("the shop is open")
        def is_open(shop):
            pass
    """
    feature = """
        Feature: Fruit

          Example: No table
            Then the basket holds:

          Example: No fixture
            Then the shop is open
    """
    result = run(feature, words=words)

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:4: this step needs a table below it (words.py:*)",
            "fruit.feature:7: words.py:* asks for 'shop': no placeholder *",
        ]
    )


def test_what_no_step_reads_may_not_stand_under_its_sentence(run: Run) -> None:
    feature = """
        Feature: Fruit

          Example: Table
            When somebody counts
              | fruit |

          Example: Doc string
            Given apple is in the basket
              \'\'\'
              and a pear
              \'\'\'
    """.replace("'", '"')
    result = run(feature)

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:4: this step takes no table (words.py:*)",
            "fruit.feature:8: this step takes no doc string (words.py:*)",
        ]
    )


def test_an_error_keeps_the_frames_of_the_project(run: Run) -> None:
    words = """
        import machinery

        @when("it breaks")
        def breaks():
            machinery.deep()
    """
    (Path.cwd() / "machinery.py").write_text("def deep():\n    return {}['key']\n")
    result = run("Feature: A\n\n  Example: B\n    When it breaks\n", words=words)

    result.stdout.fnmatch_lines(
        ["words.py:*: in breaks", "machinery.py:2: in deep", "E   KeyError*"]
    )


def test_empty_steps_do_nothing_and_are_still_looked_up(run: Run) -> None:
    run(MISCOUNTED, "--empty-steps").assert_outcomes(passed=2)
    with_table = "Feature: A\n\n  Example: B\n    Then the basket holds:\n      | fruit |\n"
    run(with_table, "--empty-steps").assert_outcomes(passed=1)
    run("Feature: A\n\n  Example: B\n    When nobody\n", "--empty-steps").assert_outcomes(failed=1)


def test_pytest_bdds_reporter_still_works(run: Run) -> None:
    result = run(MISCOUNTED, "--gherkin-terminal-reporter", "-vv", "-k", "right")

    result.stdout.fnmatch_lines(["*Feature: Fruit", "*Then the count is 1"])


def test_frozen_time_does_not_make_steps_last_for_decades() -> None:
    from freezegun import freeze_time
    from pytest_bdd import reporting
    from pytest_bdd.parser import Step

    report = reporting.StepReport(Step("a", "given", 0, 1, "Given"))
    with freeze_time("2099-01-01"):
        report.finalize(failed=False)

    assert 0 <= report.duration < 60
