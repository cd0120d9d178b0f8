"""The directory of a diagnosis is there with all its files, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.diagnosis.written.output import UnusableDirectory, check, filled


def names(directory: Path) -> list[str]:
    return sorted(str(each.relative_to(directory)) for each in directory.rglob("*"))


@pytest.mark.parametrize("made", [(), ("out",)], ids=["new", "empty"])
def test_the_files_are_there_once_all_went_well(tmp_path: Path, made: tuple[str, ...]) -> None:
    for each in made:
        (tmp_path / each).mkdir()
    with filled(tmp_path / "out") as output:
        output.file("a.txt").write("a")
        assert not (tmp_path / "out" / "a.txt").exists()
    assert names(tmp_path) == ["out", "out/a.txt"]
    assert (tmp_path / "out" / "a.txt").read_text() == "a"


def fail(directory: Path, error: type[BaseException]) -> None:
    with filled(directory) as output:
        output.file("a.txt").write("a")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
@pytest.mark.parametrize("out", ["out", "new/deep/out", "empty"])
def test_nothing_stays_of_what_failed(tmp_path: Path, error: type[BaseException], out: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(error):
        fail(tmp_path / out, error)
    assert names(tmp_path) == ["empty"]


def test_an_empty_directory_is_the_same_one_afterwards(tmp_path: Path) -> None:
    number = tmp_path.stat().st_ino
    with filled(tmp_path) as output:
        output.file("a.txt")
    assert (tmp_path.stat().st_ino, names(tmp_path)) == (number, ["a.txt"])


def write_beside(directory: Path) -> None:
    with filled(directory) as output:
        output.file("a.txt")
        (directory / "b.txt").write_text("b")


def test_what_somebody_else_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    with pytest.raises(UnusableDirectory, match=r"holds b\.txt"):
        write_beside(tmp_path)
    assert names(tmp_path) == ["b.txt"]


def test_a_directory_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("b")
    with pytest.raises(UnusableDirectory, match=r"is not empty, it holds b\.txt"):
        check(tmp_path)
    with pytest.raises(UnusableDirectory, match="is not a directory"):
        check(tmp_path / "b.txt")
    check(tmp_path / "c")
