"""What a step leaves behind has to be asked about; else the scenario fails and names the step."""

from __future__ import annotations

import json

from .conftest import Run

pytest_plugins = ["pytester"]

WORDS = """
@pytest.fixture
def asked():
    return []

@when("somebody drops a pear")
def drops(remarks, asked):
    remarks.make("the floor refused: no pears", lambda: not asked)

@then("the floor refused")
def refused(asked):
    asked.append(True)
"""

DROPPED = """
    Feature: Fruit
      Example: Dropped
        Given apple is in the basket
        When somebody drops a pear
        And somebody counts
        Then the count is 1
"""


def test_what_nobody_asked_about_fails_the_scenario_at_its_step(run: Run) -> None:
    result = run(DROPPED, words=WORDS)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:2  Example: Dropped",
            "    ✓ Given apple is in the basket",
            "  > ✗ When somebody drops a pear",
            "        the floor refused: no pears",
            "    ✓ And somebody counts",
            "    ✓ Then the count is 1",
            "fruit.feature:4: the floor refused: no pears: no Then step asks about it",
        ],
        consecutive=False,
    )


def test_what_a_then_step_asks_about_passes(run: Run) -> None:
    run(DROPPED + "        And the floor refused\n", words=WORDS).assert_outcomes(passed=1)


def test_a_remark_is_shown_on_its_step_where_another_step_fails(run: Run) -> None:
    feature = DROPPED.replace("the count is 1", "the count is 2")

    result = run(feature, words=WORDS)

    result.stdout.fnmatch_lines(
        [
            "    ✓ When somebody drops a pear",
            "        the floor refused: no pears",
            "  > ✗ Then the count is 2",
        ]
    )


def test_a_remark_is_attached_to_its_step_where_the_scenario_passes(
    run: Run, pytester: object
) -> None:
    feature = DROPPED + "        And the floor refused\n"

    run(feature, "--messages", "run.ndjson", words=WORDS).assert_outcomes(passed=1)

    with open("run.ndjson", encoding="utf-8") as file:
        envelopes = [json.loads(line) for line in file]
    (attachment,) = (each["attachment"] for each in envelopes if "attachment" in each)
    assert (attachment["body"], attachment["mediaType"], attachment["fileName"]) == (
        "the floor refused: no pears",
        "text/plain",
        "remark.txt",
    )
    (case,) = (each["testCase"] for each in envelopes if "testCase" in each)
    assert attachment["testStepId"] == case["testSteps"][1]["id"]
