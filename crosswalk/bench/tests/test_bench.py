"""What the benchmark makes of the times it is given, and how it tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result as Told

from crosswalk import bench
from crosswalk.bench import measure, provisioning, report, runner, sides
from crosswalk.cli import main

COMPARISON = measure.Comparison(
    "boxes", "boxes against crates", target=2.0, measured="boxes", reference="crates"
)


@dataclass
class Watched:
    """A side whose times are given, and who writes down that its turn came."""

    name: str
    times: Iterator[float]
    turns: list[str]

    def seconds(self) -> float:
        self.turns.append(self.name)
        return next(self.times)

    def profile(self) -> str:
        return f"the profile of {self.name}"


@dataclass
class WatchedTrial:
    """A trial of two watched sides, as many rounds as there are times."""

    boxes: tuple[float, ...]
    crates: tuple[float, ...]
    turns: list[str] = field(default_factory=list)

    def sides(self) -> dict[str, measure.Side]:
        return {
            "boxes": Watched("boxes", iter(self.boxes), self.turns),
            "crates": Watched("crates", iter(self.crates), self.turns),
        }

    def trial(self) -> measure.Trial:
        return measure.Trial((COMPARISON,), lambda _checkout, _scratch: self.sides())


def test_sides_take_turns_and_the_first_round_warms_up() -> None:
    watched = WatchedTrial(boxes=(9.0, 3.0, 4.0), crates=(9.0, 1.0, 2.0))
    rounds: list[int] = []
    samples = measure.alternate(watched.sides(), 2, lambda: rounds.append(1))
    assert watched.turns == ["boxes", "crates"] * 3
    assert samples == {"boxes": [3.0, 4.0], "crates": [1.0, 2.0]}
    assert len(rounds) == 3


def test_ratios_are_made_round_by_round() -> None:
    samples = {"boxes": [1.0, 4.0, 30.0], "crates": [1.0, 2.0, 10.0]}
    result = measure.compared(replace(COMPARISON, unit="ms", scale=1e3), samples)
    assert result.ratio == 2.0
    assert (result.lowest, result.highest) == (1.0, 3.0)
    assert (result.measured, result.reference) == (4000.0, 2000.0)
    assert (result.runs, result.unit) == (3, "ms")


@pytest.mark.parametrize(("boxes", "met"), [(1.9, True), (2.0, True), (2.1, False)])
def test_a_target_is_the_most_a_ratio_may_be(boxes: float, met: bool) -> None:
    result = measure.compared(COMPARISON, {"boxes": [boxes], "crates": [1.0]})
    assert result.met is met


def test_what_is_prepared_is_not_timed() -> None:
    done: list[str] = []

    def prepare() -> sides.Timed:
        done.append("prepared")
        return lambda: done.append("acted")

    calls = sides.Calls(prepare, count=1000)
    assert 0 < calls.seconds() < 0.1
    assert done == ["prepared", "acted"]


def test_a_profile_names_what_was_called() -> None:
    def boxes_are_counted() -> None:
        sum(range(10))

    assert "boxes_are_counted" in sides.Calls(lambda: boxes_are_counted, count=1).profile()


@pytest.mark.parametrize(
    ("tests", "expected", "complaint"),
    [
        ("def test_it():\n    pass\n", 1, ""),
        ("def test_it():\n    pass\n", 0, ""),
        ("def test_it():\n    pass\n", 2, "1 passed"),
        ("def test_it():\n    assert not 'today'\n", 1, "FAILED test_it.py::test_it"),
        ("", 0, "no tests ran"),
    ],
)
def test_a_run_of_pytest_counts_only_when_the_tests_pass(
    tests: str, expected: int, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / "test_it.py").write_text(tests)
    process = sides.PytestProcess(("--rootdir=.", "-c", "/dev/null"), tmp_path, expected)
    if not complaint:
        assert process.seconds() > 0
        return
    with pytest.raises(measure.Unmeasurable, match=complaint):
        process.seconds()


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ([2.0, 6.0], "without the start of the processes 2.00: 4 / 2 s"),
        ([0.0, 0.0], ""),
    ],
)
def test_what_pytest_says_of_itself_is_told_where_it_says_enough(
    inside: list[float], told: str, tmp_path: Path
) -> None:
    ours = sides.PytestProcess((), tmp_path, inside=inside)
    theirs = sides.PytestProcess((), tmp_path, inside=[seconds / 2 for seconds in inside])
    assert sides.without_start(ours, theirs) == told
    assert sides.without_start(sides.Calls(lambda: print, 1), theirs) == ""


def test_a_process_is_profiled_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it():\n    pass\n")
    process = sides.PytestProcess(("--rootdir=.", "-c", "/dev/null"), tmp_path)
    assert "pytest_runtest_call" in process.profile() or "pluggy" in process.profile()
    assert not list(tmp_path.glob(".profile*"))


def test_the_generated_suite_has_the_size_it_claims() -> None:
    features = [runner.feature(number) for number in range(runner.FILES)]
    titles = [
        line for text in features for line in text.splitlines() if line.startswith("  Scenario")
    ]
    assert len(titles) == len(set(titles)) == 500
    assert sum(text.count("\n    ") for text in features) == 500 * 8
    assert runner.vocabulary().count("@") == 100


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "features").mkdir()
    (tmp_path / "pytest.ini").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def measured(monkeypatch: pytest.MonkeyPatch, watched: WatchedTrial, *words: str) -> Told:
    monkeypatch.setattr(bench, "TRIALS", (watched.trial(),))
    monkeypatch.setattr(bench, "IDS", ("boxes",))
    return CliRunner().invoke(main, ["bench", *words], prog_name="crosswalk")


FAST = WatchedTrial(boxes=(1.0, 1.5), crates=(1.0, 1.0))
SLOW = WatchedTrial(boxes=(1.0, 2.5), crates=(1.0, 1.0))


@pytest.mark.parametrize(
    ("watched", "words", "code", "met"),
    [
        (FAST, (), 0, "yes"),
        (FAST, ("--check",), 0, "yes"),
        (SLOW, (), 0, "no"),
        (SLOW, ("--check",), 1, "no"),
    ],
)
def test_a_missed_target_is_a_failure_only_where_that_is_asked(
    watched: WatchedTrial,
    words: tuple[str, ...],
    code: int,
    met: str,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = measured(monkeypatch, watched, "--runs", "1", *words)
    assert told.exit_code == code, told.output
    assert "boxes against crates" in told.stdout
    assert f" {met} " in told.stdout
    assert "Python 3" in told.stdout
    assert f"met: {met}" in told.stderr
    assert "\x1b" not in told.output


def test_results_are_written_as_json(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = measured(monkeypatch, FAST, "--runs", "1", "--json", "out.json")
    assert told.exit_code == 0, told.output
    written = json.loads((checkout / "out.json").read_text())
    assert set(written) == {"machine", "command", "results", "failures", "left_out"}
    assert written["results"][0]["ratio"] == 1.5
    assert written["results"][0]["met"] is True
    assert set(written["machine"]) == {"cpus", "python", "platform", "date"}
    assert written["command"] == "crosswalk bench --runs 1"


def test_the_command_of_a_part_names_the_part(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "TRIALS", (FAST.trial(),))
    monkeypatch.setattr(bench, "IDS", ("boxes", "crates"))
    CliRunner().invoke(main, ["bench", "--runs", "1", "--only", "boxes", "--json", "out.json"])
    written = json.loads((checkout / "out.json").read_text())
    assert written["command"] == "crosswalk bench --runs 1 --only boxes"


def test_what_cannot_be_measured_is_told_and_fails(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(_checkout: Path, _scratch: Path) -> Mapping[str, measure.Side]:
        raise measure.Unmeasurable("3 failed")

    monkeypatch.setattr(bench, "TRIALS", (measure.Trial((COMPARISON,), prepare),))
    monkeypatch.setattr(bench, "IDS", ("boxes",))
    told = CliRunner().invoke(main, ["bench"])
    assert told.exit_code == 1
    assert "boxes could not be measured:\n3 failed" in told.stderr


def test_what_is_left_out_has_a_row_and_fails_nothing(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(_checkout: Path, _scratch: Path) -> Mapping[str, measure.Side]:
        raise measure.LeftOut("pip install '.[bench]'")

    monkeypatch.setattr(bench, "TRIALS", (measure.Trial((COMPARISON,), prepare),))
    monkeypatch.setattr(bench, "IDS", ("boxes",))
    told = CliRunner().invoke(main, ["bench", "--check", "--json", "out.json"])
    assert told.exit_code == 0, told.output
    assert "left out: pip install '.[bench]'" in told.stdout
    left_out = json.loads((checkout / "out.json").read_text())["left_out"]
    assert left_out == {"boxes": "pip install '.[bench]'"}


@dataclass
class Running(Watched):
    """A side that leaves something running."""

    def close(self) -> None:
        self.turns.append(f"{self.name} closed")


@pytest.mark.parametrize("times", [(1.0, 1.0), ()])
def test_what_a_side_started_is_ended(
    times: tuple[float, ...], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[str] = []

    def prepare(_checkout: Path, _scratch: Path) -> Mapping[str, measure.Side]:
        return {name: Running(name, iter(times), turns) for name in ("boxes", "crates")}

    monkeypatch.setattr(bench, "TRIALS", (measure.Trial((COMPARISON,), prepare),))
    monkeypatch.setattr(bench, "IDS", ("boxes",))
    CliRunner().invoke(main, ["bench", "--runs", "1"])
    assert sorted(turns[-2:]) == ["boxes closed", "crates closed"]


def test_a_ratio_without_a_target_is_only_told() -> None:
    free = replace(COMPARISON, target=None)
    result = measure.compared(free, {"boxes": [9.0], "crates": [1.0]})
    assert result.met
    assert report.one_line(result) == "boxes: 9.00 (9.00..9.00), target -, 9 / 1 s, met: -"


def test_a_small_ratio_keeps_its_digits() -> None:
    small = replace(COMPARISON, target=1 / 30)
    result = measure.compared(small, {"boxes": [0.021], "crates": [1.0]})
    assert "0.0210 (0.0210..0.0210), target <= 0.0333" in report.one_line(result)


def test_a_profile_is_of_the_measured_side(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "TRIALS", (FAST.trial(),))
    option = next(each for each in bench.command.params if each.name == "profile")
    monkeypatch.setattr(option.type, "choices", ("boxes",))
    told = CliRunner().invoke(main, ["bench", "--profile", "boxes"])
    assert told.stdout == "the profile of boxes\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--runs", "0"), "0 is not in the range"),
        (("--only", "boxes,crates"), "'crates' is not one of boxes"),
        (("--profile", "crates"), "'crates' is not one of"),
        (("--bogus",), "No such option"),
    ],
)
def test_a_bad_option_is_refused(
    words: tuple[str, ...], complaint: str, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = measured(monkeypatch, FAST, *words)
    assert told.exit_code == 2
    assert complaint in told.stderr


def test_ids_are_named_by_themselves_or_by_their_first_word() -> None:
    option = next(each for each in bench.command.params if each.name == "only")
    context = main.make_context("crosswalk", ["bench"])

    def chosen(text: str) -> set[str]:
        return set(option.process_value(context, text))

    assert chosen("start") == {"start", "start-import"}
    assert chosen("start-import") == {"start-import"}
    assert chosen("import, read-okta") == {
        *("import-1000", "import-10000", "import-growth", "import-http", "read-okta")
    }
    assert chosen("") == set(bench.IDS)


def test_ids_are_unique() -> None:
    assert len(set(bench.IDS)) == len(bench.IDS)


def test_a_result_is_told_with_its_units() -> None:
    samples = {"boxes": [0.0012, 0.0014], "crates": [0.001, 0.001]}
    result = measure.compared(replace(COMPARISON, unit="ms", scale=1e3), samples)
    assert report.one_line(result) == (
        "boxes: 1.30 (1.20..1.40), target <= 2, 1.3 / 1 ms, met: yes"
    )


def test_without_scim2_server_the_imports_are_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(measure, "find_spec", lambda _name: None)
    for trial in (provisioning.SMALL_TRIAL, provisioning.LARGE_TRIAL):
        with pytest.raises(measure.LeftOut, match="scim2_server not installed"):
            trial.prepare(tmp_path, tmp_path)
    assert provisioning.GROWTH_TRIAL.prepare(tmp_path, tmp_path)


def test_pytest_is_measured_with_the_plugins_that_are_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    (tmp_path / "test_it.py").write_text(
        "def test_it(pytestconfig):\n"
        "    assert pytestconfig.pluginmanager.hasplugin('pytest-bdd')\n"
    )
    assert sides.PytestProcess(("--rootdir=.", "-c", "/dev/null"), tmp_path, 1).seconds() > 0
