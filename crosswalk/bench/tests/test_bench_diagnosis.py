"""What the benchmark diagnoses, at a small size, and that what it compares with does as much."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from crosswalk import bench
from crosswalk.bench import diagnosis, exports, measure, sides

PEOPLE = 30


@pytest.fixture
def prepared(tmp_path: Path) -> dict[str, measure.Side]:
    """The sides of a small trial."""
    pytest.importorskip("polars", reason="needs polars, which the extra 'bench' brings")
    return {**diagnosis.diagnosis_trial(PEOPLE).prepare(tmp_path, tmp_path)}


def program(side: measure.Side) -> diagnosis.Program:
    assert isinstance(side, diagnosis.Program)
    return side


def written(side: diagnosis.Program, name: str) -> list[dict[str, str]]:
    with (side.into / name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_polars_writes_the_same_columns_rows_and_changes(prepared: dict[str, measure.Side]) -> None:
    ours, polars = program(prepared["a diagnosis"]), program(prepared["polars"])
    assert ours.seconds() > 0
    assert polars.seconds() > 0
    for name in ("people.csv", "change-request.csv", "undo.csv"):
        rows = written(ours, name)
        assert len(rows) == (PEOPLE if name == "people.csv" else PEOPLE * 2 // 3)
        assert written(polars, name) == rows
    assert len(written(ours, "people.csv")[0]) > 30


def test_memory_is_that_of_the_run_before(prepared: dict[str, measure.Side]) -> None:
    polars, memory = program(prepared["polars"]), prepared["the memory of polars"]
    assert memory.seconds() == 0
    polars.seconds()
    assert memory.seconds() == polars.largest > 20e6
    assert "cProfile" in memory.profile()


def test_each_comparison_has_its_target_and_its_sides(prepared: dict[str, measure.Side]) -> None:
    comparisons = diagnosis.DIAGNOSIS_TRIAL.comparisons
    assert {each.id: each.target for each in comparisons} == {
        "diagnosis": 1.5,
        "diagnosis-growth": 1.2,
        "diagnosis-memory": 1.0,
        "diagnosis-polars-memory": None,
    }
    assert {each.id for each in comparisons} <= set(bench.IDS)
    assert {side for each in comparisons for side in (each.measured, each.reference)} == {*prepared}
    assert prepared["what it may take"] == sides.Allowed(1e9, "bytes")
    assert program(prepared["a diagnosis"]).people == PEOPLE
    assert program(prepared["a diagnosis of fewer people"]).people == PEOPLE // 10


def test_two_of_three_people_have_two_addresses_and_the_same_number_is_the_same_tenant(
    tmp_path: Path,
) -> None:
    files = [path.read_bytes() for path in exports.write_exports(tmp_path, 6)]
    assert files == [path.read_bytes() for path in exports.write_exports(tmp_path, 6)]
    rows = [*csv.DictReader((tmp_path / "okta.csv").read_text().splitlines())]
    assert [row["Username"] != row["Primary email"] for row in rows] == [
        False,
        True,
        True,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("import sys; sys.exit('it broke')", "it broke"),
        ("import sys; sys.exit(3)", "it ended with 3, expected 0"),
        (
            "import sys; [open(f'{sys.argv[1]}/{n}.csv', 'w').write('head\\n') "
            "for n in ('people', 'change-request', 'undo')]",
            r"it wrote \[0, 0, 0\] rows",
        ),
    ],
)
def test_a_program_that_does_not_do_its_work_is_not_measured(
    program: str, complaint: str, tmp_path: Path
) -> None:
    side = diagnosis.Program(("-c", program), tmp_path / "into", 3, 0)
    with pytest.raises(measure.Unmeasurable, match=complaint):
        side.seconds()


def test_without_polars_the_trial_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(measure, "find_spec", lambda name: None if name == "polars" else name)
    with pytest.raises(
        measure.LeftOut, match=r"polars not installed: pip install -e '\.\[bench\]'"
    ):
        diagnosis.DIAGNOSIS_TRIAL.prepare(tmp_path, tmp_path)


def test_the_number_of_people_can_be_chosen() -> None:
    (chosen,) = (each for each in bench._trials(777) if each.comparisons[0].id == "diagnosis")
    assert "777 people" in chosen.comparisons[0].what
    assert "--people 777" in bench._command(3, frozenset({"diagnosis"}), 777)
    assert "--people" not in bench._command(3, frozenset({"diagnosis"}), diagnosis.PEOPLE)
