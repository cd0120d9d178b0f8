"""The pytest plugin for playing scenarios by clicking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from crosswalk import browser
from crosswalk.remote.plugin import RemoteLabPlugin
from crosswalk.remote.sites import Sites
from crosswalk.remote.sockets import PATIENCE, Sockets

from .lab import ScreensLab
from .window import Window

_WINDOW: Any = {"width": 1280, "height": 900}
_WAIT = 10_000.0


class ScreensPlugin(RemoteLabPlugin):
    """Starts a lab, and lets the steps that act and look do so in a browser."""

    def __init__(self, config: pytest.Config) -> None:
        super().__init__(config)
        self._lab_in_browser: ScreensLab | None = None

    @contextmanager
    def opened(self, sites: Sites) -> Iterator[ScreensLab]:
        """Open a browser at the consoles of a lab; raises UsageError where there is none."""
        try:
            program = browser.program()
        except browser.NoBrowser as error:
            raise pytest.UsageError(f"--lab=screens needs a browser: {error}") from None
        control = next(iter(sites.values())).control
        with browser.chromium(program) as chromium, closing(Sockets(PATIENCE)) as sockets:
            page = chromium.new_page(viewport=_WINDOW)
            page.set_default_timeout(_WAIT)
            self._lab_in_browser = ScreensLab(sites, sockets, Window(page, control))
            yield self._lab_in_browser

    def pytest_bdd_before_step_call(self, step: Any) -> None:
        """Click from here on, unless the step is given."""
        self._click(step.type != "given")

    def pytest_bdd_after_step(self) -> None:
        """Gather evidence over HTTP."""
        self._click(False)

    def pytest_bdd_step_error(self) -> None:
        """Report over HTTP."""
        self._click(False)

    def _click(self, clicks: bool) -> None:
        if self._lab_in_browser is not None:
            self._lab_in_browser.clicks = clicks
