"""`crosswalk rehearse` from exports to what came out, and what of it can be opened."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crosswalk.cli import main
from crosswalk.diagnosis.diagnosing import Diagnosis, diagnose
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.row import Word
from crosswalk.rehearsal.play import Play
from crosswalk.rehearsal.tests.played import LAB
from fakes.insync.model import AccessSetting
from fakes.outcomes.model import Job
from fakes.serving.hosted_lab import HostedLab

from .exports_by_hand import files

E3 = "Microsoft 365 E3"
NAMES = ["differences.csv", "lab.json", "rehearsal.json"]


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    """Mia has two addresses, and Ben one."""
    return files(
        tmp_path / "exports",
        okta=("u1@corp.example,mia@corp.example", "ben@corp.example,ben@corp.example"),
        insync=("Mia,u1@corp.example", "Ben,ben@corp.example"),
        microsoft365=(
            f"u1@corp.example,mia@corp.example,smtp:u1@corp.example,{E3}",
            f"ben@corp.example,ben@corp.example,,{E3}",
        ),
    )


def typed(*words: object) -> Result:
    return CliRunner().invoke(main, ["rehearse", *map(str, words)], prog_name="crosswalk")


def found(into: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((into / "rehearsal.json").read_text(encoding="utf-8"))
    return held


def test_what_agrees_is_exit_code_0(exports: list[Path], tmp_path: Path) -> None:
    result = typed(*exports, "--into", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("predicted and played: 23 of 23 agree\n")
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == NAMES
    results = found(tmp_path / "out")
    assert (results["people"], results["played"], results["complete"]) == (2, 2, True)
    assert (results["compared"], results["agree"], results["differences"]) == (23, 23, [])
    assert results["by_column"]["exchange_restore_now"]["agree"] == 2


def test_the_same_input_gives_the_same_bytes(exports: list[Path], tmp_path: Path) -> None:
    typed(*exports, "--into", tmp_path / "one")
    typed(*reversed(exports), "--into", tmp_path / "two")
    for name in NAMES:
        one, two = ((tmp_path / each / name).read_bytes() for each in ("one", "two"))
        assert one == two, name


def test_what_differs_is_exit_code_3_and_written_with_the_exchanges(
    exports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*diagnose(read(exports, attributes=frozenset())).rows()]
    wrong = rows[1].now._replace(onedrive_backup=rows[1].now[0]._replace(word=Word.NOT_FOUND))
    rows[1] = rows[1]._replace(now=wrong)
    real = Diagnosis.rows

    def rows_wrong_today(diagnosis: Diagnosis) -> Any:
        today = diagnosis.choices.access is AccessSetting.EMAIL_ID
        return iter(rows) if today else real(diagnosis)

    monkeypatch.setattr(Diagnosis, "rows", rows_wrong_today)
    result = typed(*exports, "--into", tmp_path / "out")
    assert result.exit_code == 3
    assert result.output.startswith("predicted and played: 22 of 23 agree\n")
    assert "  u1@corp.example, onedrive_backup_now\n    predicted: EUSERNOTFOUND" in result.output
    with (tmp_path / "out" / "differences.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["insync_email_id"], row["column"]) == ("u1@corp.example", "onedrive_backup_now")
    assert row["played"] == "succeeds, presented u1@corp.example"
    assert (
        "insync to microsoft365: GET /v1.0/users/u1@corp.example/drive -> 200" in row["exchanges"]
    )
    (difference,) = found(tmp_path / "out")["differences"]
    assert difference["exchanges"][0]["sender"] == "insync"


def test_the_setting_the_mappings_and_the_readings_are_those_of_diagnose(
    exports: list[Path], tmp_path: Path
) -> None:
    options = ("--access", "AD Attribute", "--ad-attribute", "user.email", "--read")
    result = typed(*exports, "--into", tmp_path / "out", *options, "A1=the setting")
    assert result.exit_code == 0, result.output
    assert found(tmp_path / "out")["choices"] == {
        "access": "AD Attribute",
        "user_name": "user.login",
        "ad_attribute": "user.email",
        "readings": {"A1": "the setting"},
    }


@pytest.mark.parametrize("after", [0, 4, 9])
def test_whoever_interrupts_it_gets_what_was_found_so_far(
    exports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    run, jobs = Play.run, 0

    def interrupted(play: Play, job: Job, row: Any) -> Any:
        nonlocal jobs
        jobs += 1
        if jobs > after:
            raise KeyboardInterrupt
        return run(play, job, row)

    monkeypatch.setattr(Play, "run", interrupted)
    result = typed(*exports, "--into", tmp_path / "out")
    assert result.exit_code == 130
    assert "Interrupted: writing what was found so far." in result.stderr
    assert found(tmp_path / "out")["complete"] is False
    jobs_compared = found(tmp_path / "out")["compared"] - 5 * (after > 6)
    assert jobs_compared == after
    assert (tmp_path / "out" / "lab.json").exists() is (after > 6)


@pytest.mark.parametrize("everyone", [True, False])
def test_a_large_tenant_is_played_in_part_unless_everyone_is_asked_for(
    exports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, everyone: bool
) -> None:
    monkeypatch.setattr("crosswalk.rehearsal.choosing.AT_MOST", 1)
    more = files(
        tmp_path / "more",
        okta=("u2@corp.example,eve@corp.example",),
        insync=("Eve,u2@corp.example",),
        microsoft365=(f"u2@corp.example,eve@corp.example,smtp:u2@corp.example,{E3}",),
    )
    options = ("--everyone",) if everyone else ("--seed", "7")
    result = typed(*exports, *more, "--into", tmp_path / "out", *options)
    assert result.exit_code == 0, result.output
    results = found(tmp_path / "out")
    assert (results["people"], results["played"]) == (3, 3 if everyone else 2)
    assert ("2 of 3 people: one of each kind, a sample (seed 7)" in result.output) is not everyone


def test_where_nothing_can_be_compared_nothing_is_claimed(tmp_path: Path) -> None:
    nobody = files(
        tmp_path / "exports",
        okta=(),
        insync=("Sam,sam",),
        microsoft365=(f"ben@corp.example,ben@corp.example,,{E3}",),
    )
    result = typed(*nobody, "--into", tmp_path / "out")
    assert result.exit_code == 1, result.output
    assert result.output.startswith("Nothing could be compared")
    assert "agree" not in result.output
    assert (found(tmp_path / "out")["compared"], found(tmp_path / "out")["complete"]) == (0, True)


class TestWhatCannotBeUsed:
    def test_an_export_that_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "text").write_text("nothing\n")
        result = typed(tmp_path / "text", "--into", tmp_path / "out")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert not (tmp_path / "out").exists()

    def test_a_directory_that_holds_something(self, exports: list[Path], tmp_path: Path) -> None:
        result = typed(*exports, "--into", tmp_path / "exports")
        assert result.exit_code == 2
        assert "is not empty" in result.stderr

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("kinds.txt", "expected a name that ends with .feature"),
            ("there.feature", "it is there already"),
            ("nowhere/kinds.feature", "there is no directory"),
            (f"{'x' * 300}.feature", "x.feature: File name too long"),
        ],
    )
    def test_a_feature_that_cannot_be_written(
        self, exports: list[Path], tmp_path: Path, name: str, told: str
    ) -> None:
        (tmp_path / "there.feature").write_text("Feature: x\n")
        result = typed(*exports, "--into", tmp_path / "out", "--emit-feature", tmp_path / name)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert told in result.stderr
        assert not (tmp_path / "out").exists()

    def test_where_the_feature_cannot_be_written_nothing_is(
        self, exports: list[Path], tmp_path: Path
    ) -> None:
        file = tmp_path / "kinds.feature"
        file.symlink_to(tmp_path / "nowhere" / "kinds.feature")
        result = typed(*exports, "--into", tmp_path / "out", "--emit-feature", file)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert f"--emit-feature {file} was not written: No such file" in result.stderr
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(
        "option", [("--read", "A99=x"), ("--user-name", "user."), ("--seed", "x")]
    )
    def test_an_option_that_is_not_right(
        self, exports: list[Path], tmp_path: Path, option: tuple[str, str]
    ) -> None:
        result = typed(*exports, "--into", tmp_path / "out", *option)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_feature_is_written_for_the_kinds_that_fail(exports: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "kinds.feature"
    result = typed(*exports, "--into", tmp_path / "out", "--emit-feature", file)
    assert f"wrote {file}: 1 example\n" in result.output
    assert f"`pytest -c pytest.ini {file}` plays it." in result.output
    text = file.read_text(encoding="utf-8")
    assert "Example: Kind 1, 1 person: duplicate_ahead" in text
    assert "corp.example" not in text


def test_the_tenant_can_be_opened_as_it_is_today(exports: list[Path], tmp_path: Path) -> None:
    from crosswalk.cli.serve import _seed

    typed(*exports, "--into", tmp_path / "out")
    LAB.reset()
    _seed(HostedLab(LAB), str(tmp_path / "out"))
    held = [str(each.email_id) for each in LAB.insync.accounts.all()]
    assert held == ["letters@rehearsal0.example", "ben@corp.example", "u1@corp.example"]
    account = LAB.insync.accounts.all()[2]
    assert [each.presented for each in LAB.insync.protection.backups(account.id)] == [
        "u1@corp.example",
        "u1@corp.example",
    ]
    assert LAB.insync.protection.back_up_everyone()[-1].error is None
