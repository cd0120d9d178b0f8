"""The pytest plugin for playing scenarios by clicking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import PurePath
from typing import Any

import pytest

from crosswalk import browser
from crosswalk.messages.attaching import Attach
from crosswalk.messages.plugin import RECORDER
from crosswalk.remote.plugin import RemoteLabPlugin
from crosswalk.remote.sites import Sites
from crosswalk.remote.sockets import PATIENCE, Sockets

from .lab import ScreensLab
from .pictures.camera import WINDOW, Camera
from .pictures.film import Film
from .pictures.model import IMAGE_TYPE, PICTURES_TYPE, written
from .window import Window

_WINDOW: Any = {"width": 1280, "height": 900}
_WAIT = 10_000.0


class ScreensPlugin(RemoteLabPlugin):
    """Starts a lab, and lets the steps that act and look do so in a browser."""

    def __init__(self, config: pytest.Config) -> None:
        super().__init__(config)
        self._lab_in_browser: ScreensLab | None = None
        self._camera: Camera | None = None
        self._film: Film | None = None

    @contextmanager
    def opened(self, sites: Sites) -> Iterator[ScreensLab]:
        """Open a browser at the consoles of a lab; raises UsageError where there is none."""
        recorded = RECORDER in self._config.stash
        try:
            program = browser.program(paints=recorded)
        except browser.NoBrowser as error:
            raise pytest.UsageError(f"--lab=screens needs a browser: {error}") from None
        control = next(iter(sites.values())).control
        with browser.chromium(program) as chromium, closing(Sockets(PATIENCE)) as sockets:
            page = chromium.new_page(viewport=WINDOW if recorded else _WINDOW)
            page.set_default_timeout(_WAIT)
            window = Window(page, control)
            if recorded:
                self._camera = Camera(page)
                self._film = Film(self._camera)
                window.watch = self._film.watch
            self._lab_in_browser = ScreensLab(sites, sockets, window)
            yield self._lab_in_browser

    def pytest_bdd_before_step_call(self, step: Any, feature: Any) -> None:
        """Click from here on, unless the step is given; take pictures of what a When step does."""
        self._click(step.type != "given")
        if self._film and step.type == "when" and self._is_pictured(feature):
            self._film.begin()

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """Gather evidence over HTTP."""
        self._end(request)

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest) -> None:
        """Report over HTTP."""
        self._end(request)

    def _end(self, request: pytest.FixtureRequest) -> None:
        """Attach what pictures were taken, and click no further."""
        self._click(False)
        pictures = self._film.end() if self._film else ()
        if not pictures or not self._camera:
            return
        attach: Attach = request.getfixturevalue("attach")
        attach(written(pictures), PICTURES_TYPE)
        for name, content in self._camera.fresh().items():
            attach(content, IMAGE_TYPE, file_name=name)

    def _is_pictured(self, feature: Any) -> bool:
        stem = PurePath(feature.filename).stem
        return any(stem.startswith(each) for each in self._config.getini("pictures"))

    def _click(self, clicks: bool) -> None:
        if self._lab_in_browser is not None:
            self._lab_in_browser.clicks = clicks
