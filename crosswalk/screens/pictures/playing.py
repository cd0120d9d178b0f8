"""Plays the path in a browser: each step is the clicks of a person, with their pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager

from crosswalk.browser import chromium
from crosswalk.procedure.procedure import BOTH, SETTING, UPN_FORM, import_users
from crosswalk.remote.process import ServedLab
from crosswalk.remote.sockets import PATIENCE, Sockets
from crosswalk.screens.lab import ScreensLab
from crosswalk.screens.window import Window
from fakes.company.cast import CAST
from fakes.company.setting_up import connect_insync, connect_okta, enter_microsoft365, enter_okta
from fakes.insync.model import AccessSetting, Workload
from fakes.lab import SEED
from fakes.okta.model import Apply, Updates

from .camera import WINDOW, Camera
from .film import Film
from .model import Picture
from .path import PathStep, the_path

PEOPLE = ("Sam", "Ada", "Lia")
_WHO = CAST["Sam"]


class Played:
    """A lab as the article finds it, whose admin clicks."""

    def __init__(self, lab: ScreensLab, film: Film) -> None:
        self._lab = lab
        self._film = film
        self._does: Mapping[str, Callable[[str], object]] = {
            "look at a person in Okta": self._look_in_okta,
        }

    def play(self, step: PathStep) -> tuple[Picture, ...]:
        """Play a step, and return its pictures."""
        self._film.begin()
        self._lab.clicks = True
        try:
            self._does[step.does](step.label)
        finally:
            self._lab.clicks = False
        return self._film.end()
