"""What a witness can tell reaches the record of a run, and is asked for only where there is one."""

from __future__ import annotations

import pytest

from .conftest import MISCOUNTED, Run

pytest_plugins = ["pytester"]

WITNESS = """
import pytest

class Witness:
    seed = "a seed"

    def __init__(self):
        self.seen = []

    def gather(self):
        self.seen.append("gather")

    def during(self, step, acts):
        self.seen.append(step)

    def report_sections(self, step):
        return ()

    def evidence(self):
        yield "seen.txt", "text/plain", " | ".join(self.seen)
        {evidence}

@pytest.fixture
def witness():
    return Witness()
"""

ATTACH = """
class Attach:
    recording = {recording}

    def __call__(self, body, media_type, *, file_name=None):
        with open("attached.txt", "a") as file:
            file.write(f"{{file_name}} {{media_type}}: {{body}}\\n")

@pytest.fixture
def attach():
    return Attach()
"""


def attached(pytester: pytest.Pytester) -> list[str]:
    path = pytester.path / "attached.txt"
    return path.read_text().splitlines() if path.exists() else []


def prepare(pytester: pytest.Pytester, *, recording: bool = True, evidence: str = "") -> None:
    witness = WITNESS.format(evidence=evidence)
    pytester.makeconftest(witness + ATTACH.format(recording=recording))


def test_a_scenario_leaves_what_was_gathered_from_its_beginning(
    run: Run, pytester: pytest.Pytester
) -> None:
    prepare(pytester)

    run(MISCOUNTED, "-k", "right").assert_outcomes(passed=1)

    assert attached(pytester) == [
        "seen.txt text/plain: gather | apple is in the basket | somebody counts | the count is 1"
    ]


def test_a_failed_scenario_leaves_it_too(run: Run, pytester: pytest.Pytester) -> None:
    prepare(pytester)

    run(MISCOUNTED, "-k", "wrong").assert_outcomes(failed=1)

    assert attached(pytester) == [
        "seen.txt text/plain: gather | apple is in the basket | somebody counts | the count is 2"
    ]


def test_nothing_is_gathered_where_nobody_records(run: Run, pytester: pytest.Pytester) -> None:
    prepare(pytester, recording=False, evidence="raise AssertionError")

    run(MISCOUNTED, "-k", "right").assert_outcomes(passed=1)

    assert attached(pytester) == []


def test_a_witness_that_cannot_tell_does_not_change_the_outcome(
    run: Run, pytester: pytest.Pytester
) -> None:
    prepare(pytester, evidence="raise OSError('the lab is gone')")

    run(MISCOUNTED).assert_outcomes(passed=1, failed=1)

    assert attached(pytester)[1] == (
        "evidence.txt text/plain: evidence cannot be gathered: OSError('the lab is gone')"
    )


def test_a_scenario_that_is_not_played_leaves_nothing(run: Run, pytester: pytest.Pytester) -> None:
    prepare(pytester)

    run("""
        Feature: Fruit

          Example: A typing error
            Given plum is in the basket
    """).assert_outcomes(failed=1)

    assert attached(pytester) == []
