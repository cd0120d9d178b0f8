"""A site is put in place as a whole, and only where nothing else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.living_doc.output_directory import MARKER, UnusableDirectory, check, replaced

STRANGE = r"something else than an earlier site, thesis\.txt: name"


def write(directory: Path, text: str, *others: str) -> None:
    check(directory)
    with replaced(directory) as fresh:
        for name in ("index.html", *others):
            (fresh / name).write_text(text, encoding="utf-8")


def write_half(directory: Path) -> None:
    with replaced(directory) as fresh:
        (fresh / "index.html").write_text("half", encoding="utf-8")
        raise RuntimeError


def test_a_directory_is_made(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "site", "one")

    assert (tmp_path / "deep" / "site" / "index.html").read_text() == "one"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["site"]


def test_an_empty_directory_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    write(tmp_path / "site", "one")

    assert (tmp_path / "site" / "index.html").read_text() == "one"


def test_an_earlier_site_is_replaced_whole(tmp_path: Path) -> None:
    write(tmp_path / "site", "one", "gone.html")

    write(tmp_path / "site", "two")

    assert {path.name for path in (tmp_path / "site").iterdir()} == {MARKER, "index.html"}
    assert (tmp_path / "site" / "index.html").read_text() == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()

    with pytest.raises(
        UnusableDirectory, match=r"something else than an earlier site, thesis\.txt: name"
    ):
        check(tmp_path)


def test_something_else_in_an_earlier_site_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "site", "one")
    (tmp_path / "site" / "thesis.txt").touch()

    with pytest.raises(
        UnusableDirectory, match=r"something else than an earlier site, thesis\.txt: name"
    ):
        check(tmp_path / "site")


def test_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()

    with pytest.raises(UnusableDirectory, match=r"thesis\.txt is not a directory: name one"):
        check(tmp_path / "thesis.txt")


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UnusableDirectory, match="nothing can be written beside"):
        check(tmp_path / "file" / "site")


def test_a_site_that_was_not_finished_leaves_the_one_before(tmp_path: Path) -> None:
    write(tmp_path / "site", "one")

    with pytest.raises(RuntimeError):
        write_half(tmp_path / "site")

    assert (tmp_path / "site" / "index.html").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
