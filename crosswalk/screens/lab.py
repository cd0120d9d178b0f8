"""A served lab whose admins click: steps act in a browser and read what the screen shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, cast

from crosswalk.remote.remote import Carry, RemoteLab
from crosswalk.remote.sites import Sites
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.serving.operations import Operation, parts_of

from .consoles import SCREENS
from .window import Window


class NoScreen(Exception):
    """No screen does or shows this; the message names what was asked for."""


class ScreensLab(RemoteLab):
    """Three systems behind their consoles.

    What is given is set up over HTTP. While ``clicks`` is set, as it is during what a When or a
    Then step does, every method of an admin port is a path of clicks. The journal, faults, the
    clock and requests of outside clients are no screens of a vendor: they stay as they are.
    """

    def __init__(self, sites: Sites, carry: Carry, window: Window) -> None:
        super().__init__(sites, carry)
        self.clicks = False
        self.window = window
        self.okta = cast(OktaAdmin, self._console("okta", self.okta))
        self.insync = cast(InSyncAdmin, self._console("insync", self.insync))
        self.microsoft365 = cast(
            Microsoft365Admin, self._console("microsoft365", self.microsoft365)
        )

    def _console(self, system: str, remote: object) -> SimpleNamespace:
        return SimpleNamespace(
            **{
                part: SimpleNamespace(**self._part(system, part, operations, remote))
                for part, operations in parts_of(system).items()
            }
        )

    def _part(
        self, system: str, part: str, operations: Mapping[str, Operation], remote: object
    ) -> dict[str, Callable[..., Any]]:
        make = SCREENS.get(system, {}).get(part)
        screen = make(self.window) if make else None
        return {
            name: self._method(operation, getattr(getattr(remote, part), name), screen)
            for name, operation in operations.items()
        }

    def _method(
        self, operation: Operation, over_http: Callable[..., Any], screen: object
    ) -> Callable[..., Any]:
        clicked = getattr(screen, operation.name, None)

        def method(*args: object, **kwargs: object) -> object:
            __tracebackhide__ = True
            if not self.clicks:
                return over_http(*args, **kwargs)
            if clicked is None:
                raise NoScreen(f"no screen has {operation}")
            return clicked(*args, **kwargs)

        return method
