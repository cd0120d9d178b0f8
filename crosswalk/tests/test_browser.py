"""Which Chromium is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk import browser

pytestmark = pytest.mark.browser
pytest.importorskip("playwright", reason="needs playwright, which the extra 'browser' brings")


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only directory in which programs are found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def _install(directory: Path, *names: str) -> None:
    for name in names:
        (directory / name).touch(mode=0o755)


def test_the_one_without_windows_is_taken_where_there_is_one(directory: Path) -> None:
    _install(directory, "chromium", "chromium-headless-shell")
    assert browser.program() == str(directory / "chromium-headless-shell")


def test_otherwise_any_chromium_is(directory: Path) -> None:
    _install(directory, "google-chrome")
    assert browser.program() == str(directory / "google-chrome")


def test_without_one_it_is_said_how_to_install_it(directory: Path) -> None:
    _install(directory, "firefox")
    with pytest.raises(browser.NoBrowser, match="apt-get install chromium-headless-shell"):
        browser.program()
