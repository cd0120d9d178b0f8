"""How the benchmark opens pages of consoles."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk import browser
from crosswalk.bench import consoles, measure


def test_pages_and_json_of_few_people_and_of_many_are_timed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consoles, "MANY", 30)
    monkeypatch.setattr(consoles, "TIMES", 2)
    sides = consoles.prepare_list(tmp_path, tmp_path)
    assert len(sides) == 4
    assert all(0 < side.seconds() < 5 for side in sides.values())


def test_an_empty_page_is_not_measured() -> None:
    ask = consoles._opening(consoles._lab_of(0))
    with pytest.raises(measure.Unmeasurable, match="expected people, got 200"):
        consoles._repeated(ask)


def test_without_a_browser_nothing_is_clicked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        raise browser.NoBrowser("no Chromium is installed")

    monkeypatch.setattr(browser, "program", missing)
    with pytest.raises(measure.LeftOut, match="no Chromium"):
        consoles.prepare_chapter(tmp_path, tmp_path)
