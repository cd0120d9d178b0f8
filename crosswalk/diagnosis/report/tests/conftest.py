"""Pages of a diagnosis, open in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fixtures.browser import DESKTOP, Visit

from .looking import EVERYTHING, GUEST, Open
from .made import LOST, found, row, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of findings, by what they are about."""
    made = {
        "everything": found(EVERYTHING),
        "one": found([row("ada", problems=GUEST)]),
        "none": found([row("ada")]),
        "400": found(row(f"p{n:03}", problems=GUEST, after=LOST) for n in range(400)),
    }
    return {
        name: written(tmp_path_factory.mktemp("page") / "out", each) for name, each in made.items()
    }


@pytest.fixture
def opened(chromium: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Open a page by its name in a window of its own."""
    contexts = []

    def visit(name: str, **window: Any) -> Visit:
        context = chromium.new_context(**{"viewport": DESKTOP, **window})
        contexts.append(context)
        made = Visit(context.new_page(), pages[name].as_uri())
        made.page.goto(pages[name].as_uri())
        return made

    yield visit
    for each in contexts:
        each.close()
