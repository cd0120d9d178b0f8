"""Which Chromium is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk import browser

pytestmark = pytest.mark.browser


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only directory in which programs are found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def _install(directory: Path, *names: str) -> None:
    for name in names:
        (directory / name).touch(mode=0o755)


def test_the_headless_shell_is_taken_where_nobody_looks_at_what_is_painted(
    directory: Path,
) -> None:
    _install(directory, "chromium", "chromium-headless-shell")
    assert browser.program(paints=False) == str(directory / "chromium-headless-shell")
    assert browser.program() == str(directory / "chromium")


def test_without_the_shell_chromium_does_both(directory: Path) -> None:
    _install(directory, "chromium")
    assert browser.program(paints=False) == browser.program() == str(directory / "chromium")


def test_without_chromium_it_is_said_how_to_install_it(directory: Path) -> None:
    _install(directory, "chromium-headless-shell")
    with pytest.raises(browser.NoBrowser, match="apt-get install chromium"):
        browser.program()
