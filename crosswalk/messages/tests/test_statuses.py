"""How steps ended, and what went wrong around them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from .conftest import RETRY, WANTED, Run, Written

pytest_plugins = ["pytester"]

STEPS = """
    @given("an apple")
    def _(): pass

    @when(parsers.parse("somebody {does}"))
    def _(does, request):
        if does == "chokes":
            raise ValueError("choked")
        if does == "leaves":
            pytest.skip("left")
        if does == "waits":
            pytest.xfail("not ripe")
        if does == "asks":
            request.getfixturevalue("orchard")

    @then("it is gone")
    def _(): pass

    @pytest.fixture
    def orchard():
        raise OSError("no orchard")
"""


def feature(*sentences: str, tags: str = "") -> str:
    lines = "".join(f"    {sentence}\n" for sentence in sentences)
    return f"Feature: Fruit\n\n  {tags}\n  Scenario: One\n{lines}"


def statuses(written: Written) -> list[str]:
    return [each["testStepResult"]["status"] for each in written("testStepFinished")]


@pytest.mark.parametrize(
    ("sentences", "expected", "success"),
    [
        (["Given an apple", "When somebody eats", "Then it is gone"], "PASSED PASSED PASSED", True),
        (
            ["Given an apple", "When somebody chokes", "Then it is gone"],
            "PASSED FAILED SKIPPED",
            False,
        ),
        (
            ["Given an apple", "When somebody leaves", "Then it is gone"],
            "PASSED SKIPPED SKIPPED",
            True,
        ),
        (
            ["Given an apple", "When somebody waits", "Then it is gone"],
            "PASSED PENDING SKIPPED",
            False,
        ),
        (
            ["Given an apple", "When somebody asks", "Then it is gone"],
            "PASSED FAILED SKIPPED",
            False,
        ),
        (["Given an apple", "When it rains", "Then it is gone"], "PASSED UNDEFINED SKIPPED", False),
        (
            ["Given a stone", "When it rains", "Then it is gone"],
            "UNDEFINED UNDEFINED SKIPPED",
            False,
        ),
        (
            ["Given an apple", "When somebody chokes", "Then it rains"],
            "PASSED FAILED UNDEFINED",
            False,
        ),
        (
            ["Given an apple", "When somebody leaves", "Then it rains"],
            "PASSED SKIPPED SKIPPED",
            True,
        ),
    ],
)
def test_every_step_ends_in_its_own_way(
    sentences: list[str], expected: str, success: bool, play: Run, written: Written
) -> None:
    play(feature(*sentences), STEPS)

    assert statuses(written) == expected.split()
    assert [each["success"] for each in written("testRunFinished")] == [success]


def test_a_failure_says_what_and_where(play: Run, written: Written) -> None:
    play(feature("Given an apple", "When somebody chokes"), STEPS)

    failed = written("testStepFinished")[1]["testStepResult"]
    assert failed["exception"]["type"] == "ValueError"
    assert failed["exception"]["message"] == "choked"
    assert failed["exception"]["stackTrace"].endswith("\nfruit.feature:6")
    assert 'raise ValueError("choked")' in failed["message"]


def test_a_failure_may_say_what_no_file_can_hold(play: Run, written: Written) -> None:
    halves = """
    @given("a stone")
    def _(): raise ValueError("half \\udce4")
    """

    play(feature("Given a stone"), STEPS + halves)

    [failed] = written("testStepFinished")
    assert failed["testStepResult"]["exception"]["message"] == "half \\udce4"
    assert "half \\udce4" in failed["testStepResult"]["message"]


def test_a_step_that_was_not_played_has_its_definition(play: Run, written: Written) -> None:
    play(feature("Given an apple", "When somebody chokes", "Then it is gone"), STEPS)

    ids = {each["pattern"]["source"]: each["id"] for each in written("stepDefinition")}
    [case] = written("testCase")
    assert [step["stepDefinitionIds"] for step in case["testSteps"]] == [
        [ids["an apple"]],
        [ids["somebody {does}"]],
        [ids["it is gone"]],
    ]


def test_an_undefined_step_comes_with_a_snippet(play: Run, written: Written) -> None:
    pytest.importorskip(
        "pytest_rerunfailures", reason="needs pytest_rerunfailures, which the extra 'test' brings"
    )

    play(feature("Given an apple", 'When "it" rains'), STEPS, *RETRY)

    assert len(written("testCaseStarted")) == 3
    [suggestion] = written("suggestion")
    [pickle] = written("pickle")
    assert suggestion["pickleStepId"] == pickle["steps"][1]["id"]
    assert suggestion["snippets"][0]["language"] == "python"
    assert "@when(parsers.parse('\"{text}\" rains'))" in suggestion["snippets"][0]["code"]


@pytest.mark.parametrize(
    ("fixture", "kinds", "expected", "message"),
    [
        ("raise OSError('frost')", ["BEFORE_TEST_CASE"], ["FAILED", "SKIPPED"], "frost"),
        ("pytest.skip('winter')", ["BEFORE_TEST_CASE"], ["SKIPPED", "SKIPPED"], "winter"),
        ("yield; raise OSError('rot')", ["AFTER_TEST_CASE"], ["PASSED", "FAILED"], "rot"),
    ],
)
def test_what_fails_around_the_steps_is_a_hook(
    fixture: str, kinds: list[str], expected: list[str], message: str, play: Run, written: Written
) -> None:
    garden = f"""
    @pytest.fixture(autouse=True)
    def garden():
        {fixture}
    """

    play(feature("Given an apple"), STEPS + garden)

    results = [each["testStepResult"] for each in written("testStepFinished")]
    assert [each["type"] for each in written("hook")] == kinds
    assert [each["status"] for each in results] == expected
    assert message in "".join(each.get("message", "") for each in results)
    hooks = {each["id"] for each in written("hook")}
    [case] = written("testCase")
    assert {step["hookId"] for step in case["testSteps"] if "hookId" in step} == hooks


@pytest.mark.parametrize(
    ("tag", "step", "expected"),
    [
        ("@skip", "Given an apple", ["SKIPPED", "SKIPPED"]),
        ("@xfail", "When somebody chokes", ["PENDING"]),
        ("@xfail", "Given an apple", ["PASSED", "FAILED"]),
    ],
)
def test_a_mark_counts(
    tag: str, step: str, expected: list[str], play: Run, written: Written
) -> None:
    play(feature(step, tags=tag), STEPS, "-o", "xfail_strict=true")

    assert statuses(written) == expected


def test_what_the_test_itself_asserts_comes_after_the_steps(play: Run, written: Written) -> None:
    asserted = """
    @scenario("fruit.feature", "One")
    def test_one():
        assert False, "afterwards"
    """

    play(feature("Given an apple"), STEPS + asserted)

    assert statuses(written) == ["PASSED", "FAILED"]
    assert [each["type"] for each in written("hook")] == ["AFTER_TEST_CASE"]


def test_what_fails_before_the_first_step_comes_before_the_steps(
    play: Run, written: Written, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest("def pytest_bdd_before_scenario(): raise OSError('frost')")

    play(feature("Given an apple"), STEPS)

    assert statuses(written) == ["FAILED", "SKIPPED"]
    assert [each["type"] for each in written("hook")] == ["BEFORE_TEST_CASE"]


def test_a_failed_part_of_a_step_fails_the_scenario(play: Run, written: Written) -> None:
    parts = """
    @then("every part is eaten")
    def _(subtests):
        for part in ("skin", "core"):
            with subtests.test(part):
                assert part != "skin"
    """

    play(feature("Given an apple", "Then every part is eaten", "Then it is gone"), STEPS + parts)

    assert statuses(written) == ["PASSED", "PASSED", "PASSED", "FAILED"]
    assert [each["type"] for each in written("hook")] == ["AFTER_TEST_CASE"]
    assert "'skin' != 'skin'" in written("testStepFinished")[-1]["testStepResult"]["message"]


def test_each_module_has_definitions_of_its_own(
    play: Run, written: Written, pytester: pytest.Pytester
) -> None:
    pytester.makefile(".feature", other=feature("Given an apple"))
    pytester.makepyfile(test_other=WANTED.replace("fruit.feature", "other.feature") + dedent(STEPS))

    play(feature("Given an apple"), STEPS)

    modules = {each["id"]: each["sourceReference"]["uri"] for each in written("stepDefinition")}
    features = {each["id"]: each["uri"] for each in written("pickle")}
    assert {
        features[case["pickleId"]]: modules[case["testSteps"][0]["stepDefinitionIds"][0]]
        for case in written("testCase")
    } == {"fruit.feature": "test_fruit.py", "other.feature": "test_other.py"}


def test_a_definition_closer_to_the_test_counts(
    play: Run, written: Written, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest("from pytest_bdd import given\n@given('an apple')\ndef _(): pass")

    play(feature("When somebody chokes", "Given an apple"), STEPS)

    places = {each["id"]: each["sourceReference"]["uri"] for each in written("stepDefinition")}
    [case] = written("testCase")
    [closest] = case["testSteps"][1]["stepDefinitionIds"]
    assert places[closest] == "test_fruit.py"


def test_frozen_time_stays_out_of_it(play: Run, written: Written) -> None:
    frozen = """
    import freezegun

    @pytest.fixture
    def ice():
        with freezegun.freeze_time("2000-01-01") as clock:
            yield clock

    @then("a day goes by")
    def _(ice): ice.tick(86400)
    """

    play(feature("Given an apple", "Then a day goes by", "Then it is gone"), STEPS + frozen)

    moments = [each["timestamp"]["seconds"] for each in written("testStepFinished")]
    assert moments == sorted(moments)
    assert moments[-1] - written("testRunStarted")[0]["timestamp"]["seconds"] < 60
    assert all(
        each["testStepResult"]["duration"]["seconds"] < 60 for each in written("testStepFinished")
    )


def test_a_run_without_scenarios_has_none(
    pytester: pytest.Pytester, play: Run, written: Written
) -> None:
    pytester.makepyfile(test_plain="def test_plain(): assert False")

    play(feature("Given an apple"), STEPS)

    assert len(written("testCase")) == 1
    assert written("testRunFinished")[0]["success"] is False
