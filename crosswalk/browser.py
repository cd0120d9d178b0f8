"""Chromium without a window, driven by Playwright: for tests of pages, and for pictures of them."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first has no windows at all: it needs a third of the time to open a page in a new one."""
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # Chromium refuses its sandbox to root; only our own pages are opened
)


class NoBrowser(Exception):
    """Playwright or Chromium is not installed; the message says how to install it."""


def program() -> str:
    """Return where Chromium is; raises NoBrowser."""
    if importlib.util.find_spec("playwright") is None:
        raise NoBrowser("the extra 'browser' is not installed")
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise NoBrowser(f"no Chromium is installed (Debian: apt-get install {_NAMES[0]})")
    return found


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Start the Chromium that is there, and close it at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()
