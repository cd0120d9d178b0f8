"""Messages of runs that are spread, shuffled, repeated or cut off."""

from __future__ import annotations

import pytest

from .conftest import RETRY, Run, Written
from .kit import essence, read

pytest_plugins = ["pytester"]

FEATURE = """
    Feature: Fruit

      Scenario Outline: <fruit>
        Given the fruit <fruit>
        When somebody counts

        Examples:
          | fruit |
          | apple |
          | pear  |
          | apple |

      Rule: There is cake

        Scenario: Cake
          Given cake
"""
STEPS = """
    TRIES = []

    @given(parsers.parse("the fruit {fruit}"))
    def _(fruit):
        eat(fruit)

    @when("somebody counts")
    def _(): pass

    @given("cake")
    def _(attach):
        bake(attach)

    def eat(fruit): pass
    def bake(attach): attach.log("cake")
"""
FLAKY = """
    def bake(attach):
        TRIES.append("cake")
        attach.log(f"try {len(TRIES)}")
        assert len(TRIES) > 2
"""


@pytest.mark.parametrize("arguments", [["-n2"], ["--random-order-seed=3", "--random-order"]])
def test_a_scenario_has_the_same_messages_however_it_was_played(
    arguments: list[str], play: Run, pytester: pytest.Pytester
) -> None:
    for plugin in ("xdist", "random_order"):
        pytest.importorskip(plugin, reason=f"needs {plugin}, which the extra 'test' brings")
    play(FEATURE, STEPS)
    plain = read(pytester.path / "out.ndjson")

    play(FEATURE, STEPS, *arguments)

    other = read(pytester.path / "out.ndjson")
    assert sorted(map(str, map(timeless, other))) == sorted(map(str, map(timeless, plain)))


def timeless(envelope: object) -> object:
    """Leave out times, but no ids."""
    if isinstance(envelope, dict):
        times = ("timestamp", "duration")
        return {word: timeless(each) for word, each in envelope.items() if word not in times}
    return [timeless(each) for each in envelope] if isinstance(envelope, list) else envelope


@pytest.mark.parametrize("arguments", [[], ["-n2"]])
def test_every_attempt_is_told(arguments: list[str], play: Run, written: Written) -> None:
    pytest.importorskip(
        "pytest_rerunfailures", reason="needs pytest_rerunfailures, which the extra 'test' brings"
    )
    if arguments:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")

    play(FEATURE, STEPS + FLAKY, *RETRY, "-k", "cake", *arguments)

    started = written("testCaseStarted")
    assert [each["attempt"] for each in started] == [0, 1, 2]
    assert len({each["testCaseId"] for each in started}) == len(written("testCase")) == 1
    assert [each["willBeRetried"] for each in written("testCaseFinished")] == [True, True, False]
    results = [each["testStepResult"]["status"] for each in written("testStepFinished")]
    assert results == ["FAILED", "FAILED", "PASSED"]
    attached = [(each["testCaseStartedId"], each["body"]) for each in written("attachment")]
    assert attached == [(each["id"], f"try {n}") for n, each in enumerate(started, 1)]
    assert written("testRunFinished")[0]["success"] is True


def test_a_crash_is_told(play: Run, written: Written) -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    crashing = """
    import os

    def bake(attach): os._exit(3)
    """

    play(FEATURE, STEPS + crashing, "-n2", "--max-worker-restart=0")

    cake = next(each["id"] for each in written("pickle") if each["name"] == "Cake")
    case = next(each for each in written("testCase") if each["pickleId"] == cake)
    step, hook = (each["id"] for each in case["testSteps"])
    results = {each["testStepId"]: each["testStepResult"] for each in written("testStepFinished")}
    assert results[step]["status"] == "UNKNOWN"
    assert results[hook]["status"] == "FAILED"
    assert "crashed while running" in results[hook]["message"]
    assert written("testRunFinished")[0]["success"] is False


def test_an_attempt_that_crashed_counts(play: Run, written: Written) -> None:
    for plugin in ("xdist", "pytest_rerunfailures"):
        pytest.importorskip(plugin, reason=f"needs {plugin}, which the extra 'test' brings")
    crashing = """
    import os, pathlib

    @pytest.fixture(autouse=True)
    def reruns_are_known(request):
        # A worker says how often to repeat a test and waits for no answer, but to this question.
        request.config.failures_db.get_suite_reruns()

    def bake(attach):
        if not pathlib.Path("crashed").exists():
            pathlib.Path("crashed").touch()
            os._exit(3)
    """

    play(FEATURE, STEPS + crashing, *RETRY, "-n1", "-k", "cake")

    assert [each["attempt"] for each in written("testCaseStarted")] == [0, 1]
    assert [each["willBeRetried"] for each in written("testCaseFinished")] == [True, False]
    results = [each["testStepResult"]["status"] for each in written("testStepFinished")]
    assert results == ["UNKNOWN", "FAILED", "PASSED", "PASSED"]
    assert written("testRunFinished")[0]["success"] is True


@pytest.mark.parametrize(
    ("leaving", "reason"),
    [
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("pytest.exit('enough')", "_pytest.outcomes.Exit: enough"),
    ],
)
def test_an_interrupted_run_tells_what_it_has_and_why(
    leaving: str, reason: str, play: Run, written: Written
) -> None:
    play(
        FEATURE,
        f"""{STEPS}
    def eat(fruit):
        if fruit == "pear":
            {leaving}
    """,
    )

    results = [each["testStepResult"]["status"] for each in written("testStepFinished")]
    assert results == ["PASSED", "PASSED", "UNKNOWN", "SKIPPED"]
    [finished] = written("testRunFinished")
    assert (finished["success"], finished["message"]) == (False, reason)
    assert len(written("pickle")) == 4


def test_the_first_failure_may_end_the_run(play: Run, written: Written) -> None:
    play(FEATURE, STEPS + "\n    def eat(fruit): assert fruit == 'apple'\n", "-x")

    assert len(written("testCase")) == 2
    assert len(written("pickle")) == 4


def test_what_is_only_collected_is_documented(play: Run, written: Written) -> None:
    play(FEATURE, STEPS, "--collect-only")

    assert len(written("source")) == len(written("gherkinDocument")) == 1
    assert len(written("pickle")) == 4
    assert {each["pattern"]["source"] for each in written("stepDefinition")} == {
        "the fruit {fruit}",
        "somebody counts",
        "cake",
    }
    assert written("testCase") == []
    assert written("testRunFinished")[0]["success"] is True


def test_what_cannot_be_collected_is_told(play: Run, written: Written) -> None:
    play("Feature: Fruit\n  Nonsense:\n    Given cake\n  Scenario", STEPS)

    assert written("testRunFinished")[0]["success"] is False
    assert "fruit.feature" in written("testRunFinished")[0]["message"]


def test_a_row_is_told_from_its_double(play: Run, written: Written) -> None:
    play(FEATURE, STEPS)

    rows = {each["id"]: each["location"]["line"] for each in written("pickle")}
    assert [rows[each["pickleId"]] for each in written("testCase")] == [9, 10, 11, 15]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r\r\n", "\r"], ids=repr)
def test_lines_may_end_in_any_way(
    ending: str, play: Run, written: Written, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest(
        f"""
        import pathlib

        feature = pathlib.Path("fruit.feature")
        feature.write_bytes(feature.read_bytes().replace(b"\\n", {ending.encode()!r}))
        """
    )

    play(FEATURE, STEPS).assert_outcomes(passed=4)

    assert len(written("testCase")) == 4
    assert written("source")[0]["data"].count(ending) > 10


def test_what_stands_nowhere_any_more_is_told(play: Run, written: Written) -> None:
    moving = """
    import pathlib

    def bake(attach):
        feature = pathlib.Path("fruit.feature")
        feature.write_text("# moved\\n" + feature.read_text())
    """

    play(FEATURE, STEPS + moving, "-k", "cake").assert_outcomes(passed=1)

    [finished] = written("testRunFinished")
    assert finished["success"] is False
    assert finished["message"] == (
        "test_fruit.py::test_cake was played, but no scenario stands at fruit.feature:15 any more"
    )


def test_a_column_may_have_any_name(play: Run, written: Written) -> None:
    feature = """
    Feature: Fruit

      Scenario Outline: One
        Given the fruit <a (b> <c.d>

        Examples:
          | a (b | c.d |
          | x    | \\1  |
    """

    play(feature, STEPS).assert_outcomes(passed=1)

    assert written("pickle")[0]["steps"][0]["text"] == "the fruit x \\1"


def test_a_wrapped_scenario_is_found(play: Run, written: Written) -> None:
    wrapped = """
    import functools

    @scenario("fruit.feature", "Cake")
    def plain(): pass

    @functools.wraps(plain)
    def test_cake(*args, **kwargs): return plain(*args, **kwargs)
    """

    play(FEATURE, STEPS + wrapped, "-k", "cake").assert_outcomes(passed=1)

    assert [
        each["name"]
        for each in written("pickle")
        if each["id"] == written("testCase")[0]["pickleId"]
    ] == ["Cake"]


def test_what_a_run_says_is_the_same_in_every_run(play: Run, pytester: pytest.Pytester) -> None:
    play(FEATURE, STEPS)
    once = essence(read(pytester.path / "out.ndjson"))
    play(FEATURE, STEPS)

    assert essence(read(pytester.path / "out.ndjson")) == once
