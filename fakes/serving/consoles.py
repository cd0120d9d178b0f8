"""The consoles of what is served, beside the control surface: it is the same port."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import falcon

from fakes.insync.screens import insync_console
from fakes.lab import Lab
from fakes.microsoft365.screens import microsoft365_console
from fakes.okta.screens import okta_console
from fakes.screens import Browsers, Console, StyleSheet, add_console

from .hosted_lab import HostedLab
from .wire_screens import wire_console

_OF_SYSTEMS: Mapping[str, Callable[[Lab], Console]] = {
    "okta": lambda lab: okta_console(lab.okta),
    "insync": lambda lab: insync_console(lab.insync),
    "microsoft365": lambda lab: microsoft365_console(lab.microsoft365),
}


def consoles_of(hosted: HostedLab) -> tuple[Console, ...]:
    """Return the console of each system that is served, and that of the wire."""
    served = (make(hosted.lab) for name, make in _OF_SYSTEMS.items() if name in hosted.systems)
    return (*served, wire_console(hosted))


def add_consoles(app: falcon.App[Any, Any], hosted: HostedLab, consoles: Sequence[Console]) -> None:
    """Serve consoles of a lab."""
    browsers = Browsers()
    app.add_route(StyleSheet.PATH, StyleSheet())
    for each in consoles:
        add_console(app, each, browsers, hosted.lab.journal, consoles)
