"""What is attached, and to what."""

from __future__ import annotations

import pytest

from .conftest import Run, Written
from .kit import read

pytest_plugins = ["pytester"]

FEATURE = """
    Feature: Fruit

      Scenario: One
        Given an apple
        Then it is gone
"""
STEPS = """
    @pytest.fixture(autouse=True)
    def around(attach):
        attach.log("before")
        yield
        attach.log("after")

    @given("an apple")
    def _(attach):
        attach("a <b>&\\u202e\\U0001f34e", "text/plain", file_name="apple.txt")
        attach(b"\\xff\\x00", "image/png")
        attach.link("https://fruit.example/", "Fruit")

    @then("it is gone")
    def _(): pass
"""


def test_what_is_attached_hangs_on_its_step(play: Run, written: Written) -> None:
    play(FEATURE, STEPS)

    [case] = written("testCase")
    apple, gone = (each["id"] for each in case["testSteps"])
    attached = written("attachment")
    assert [each.get("testStepId") for each in attached] == [None, apple, apple, apple, gone]
    assert [each["contentEncoding"] for each in attached[1:4]] == ["IDENTITY", "BASE64", "IDENTITY"]
    assert attached[1]["body"] == "a <b>&\u202e\U0001f34e"
    assert attached[1]["fileName"] == "apple.txt"
    assert attached[2]["body"] == "/wA="
    assert attached[3]["mediaType"] == "text/uri-list"
    assert attached[3]["body"] == "https://fruit.example/"
    assert [attached[n]["body"] for n in (0, 4)] == ["before", "after"]


@pytest.mark.parametrize("arguments", [[], ["-n1"]])
def test_what_no_file_can_hold_is_told_apart(
    arguments: list[str], play: Run, written: Written
) -> None:
    if arguments:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    halves = """
    @given("an apple")
    def _(attach): attach("half \\udce4", "text/plain", file_name="\\udce4")

    @then("it is gone")
    def _(): pass
    """

    play(FEATURE, halves, *arguments).assert_outcomes(passed=1)

    [attached] = written("attachment")
    assert (attached["body"], attached["fileName"]) == ("half \\udce4", "\\udce4")


def test_it_travels_between_processes(play: Run, written: Written) -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    play(FEATURE, STEPS)
    plain = [each["body"] for each in written("attachment")]

    play(FEATURE, STEPS, "-n1")

    assert [each["body"] for each in written("attachment")] == plain


def test_nothing_happens_when_nobody_records(pytester: pytest.Pytester, play: Run) -> None:
    play(FEATURE, STEPS)
    pytester.makepyfile(
        test_plain="""
        def test_plain(attach, request):
            attach("text", "text/plain")
            attach.log("text")
            attach.link("https://fruit.example/")
            assert not attach.recording
        """
    )

    pytester.runpytest_inprocess().assert_outcomes(passed=2)


def test_a_test_without_a_scenario_may_attach_in_vain(
    pytester: pytest.Pytester, play: Run, written: Written
) -> None:
    pytester.makepyfile(test_after="def test_after(attach): attach.log('lost')")

    play(FEATURE, STEPS).assert_outcomes(passed=2)

    assert "lost" not in [each["body"] for each in written("attachment")]


def test_a_plugin_attaches_to_the_run(
    play: Run, written: Written, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest(
        """
        def pytest_messages_finishing(envelopes, attach):
            attach(f"{len(envelopes)} messages", "text/plain", file_name="count.txt")
        """
    )

    play(FEATURE, STEPS)

    (run,) = written("testRunStarted")
    attachment = written("attachment")[-1]
    kinds = [next(iter(each)) for each in read(pytester.path / "out.ndjson")]
    assert attachment["testRunStartedId"] == run["id"]
    assert attachment["body"] == f"{len(kinds) - 1} messages"
    assert attachment["fileName"] == "count.txt"
    assert kinds[-2:] == ["attachment", "testRunFinished"]
