"""The console command, as somebody types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crosswalk import cli as command
from crosswalk.cli import pages

HEAVY = ("pytest", "pytest_bdd", "faker", "fakes", "falcon", "fixtures", "freezegun", "rich")


def typed(*words: str) -> Result:
    return CliRunner().invoke(command.main, list(words), prog_name="crosswalk")


def test_asking_for_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from crosswalk.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    result = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    ).stdout
    assert result.endswith("[]\n")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_the_commands(option: str) -> None:
    result = typed(option)
    assert result.exit_code == 0
    for name in ("bench", "pages"):
        assert f"\n  {name} " in result.output


def test_every_command_that_is_imported_later_is_there() -> None:
    for name in command.main.commands:
        result = typed(name, "--help")
        assert result.exit_code == 0, result.output
        assert result.output.startswith(f"Usage: crosswalk {name} ")


def test_nothing_asked_is_answered_with_help() -> None:
    result = typed()
    assert result.exit_code == 2
    assert result.output.startswith("Usage: crosswalk ")


@pytest.mark.parametrize(("word", "advice"), [("bensh", "'bench'"), ("page", "'pages'")])
def test_a_near_miss_is_answered_with_what_was_meant(word: str, advice: str) -> None:
    result = typed(word)
    assert result.exit_code == 2
    assert f"No such command {word!r}" in result.output
    assert advice in result.output


def test_the_version_is_told() -> None:
    result = typed("--version")
    assert result.exit_code == 0
    assert result.output.startswith("crosswalk")


@pytest.mark.parametrize("name", ["bench", "pages"])
def test_elsewhere_than_in_a_checkout_it_says_where_it_must_be_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = typed(name)
    assert result.exit_code == 2
    assert f"there is no features in {tmp_path}" in result.output
    assert "from the top of a checkout" in result.output


@pytest.fixture
def one_page_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A checkout of which one page differs; returns the directories whose pages were written."""
    written: list[Path] = []

    def write(root: Path) -> list[Path]:
        written.append(root)
        return [Path("steps/README.md")]

    (tmp_path / "features").mkdir()
    (tmp_path / "pytest.ini").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pages, "differing", lambda _root: [Path("steps/README.md")])
    monkeypatch.setattr(pages, "write", write)
    return written


def test_pages_are_written(one_page_differs: list[Path], tmp_path: Path) -> None:
    result = typed("pages")
    assert (result.exit_code, result.output) == (0, "wrote steps/README.md\n")
    assert one_page_differs == [tmp_path]


def test_pages_are_only_compared(one_page_differs: list[Path]) -> None:
    result = typed("pages", "--check")
    assert result.exit_code == 1
    assert result.output == "steps/README.md differs: run `crosswalk pages`\n"
    assert one_page_differs == []


def test_pages_that_agree_are_no_news(
    one_page_differs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "differing", lambda _root: [])
    result = typed("pages", "--check")
    assert (result.exit_code, result.output) == (0, "")
    assert one_page_differs == []


def test_a_reader_who_leaves_is_no_error() -> None:
    checkout = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-m", "crosswalk", "bench", "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=checkout,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
