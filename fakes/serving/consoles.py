"""The consoles of what is served, beside the control surface: it is the same port."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import falcon

from fakes.insync.screens import insync_console
from fakes.lab import Lab
from fakes.microsoft365.screens import microsoft365_console
from fakes.okta.screens import okta_console
from fakes.screens import Browsers, Console, StyleSheet, add_console

from .hosted_lab import HostedLab

CONSOLES: Mapping[str, Callable[[Lab], Console]] = {
    "okta": lambda lab: okta_console(lab.okta),
    "insync": lambda lab: insync_console(lab.insync),
    "microsoft365": lambda lab: microsoft365_console(lab.microsoft365),
}


def add_consoles(app: falcon.App[Any, Any], hosted: HostedLab) -> None:
    """Serve the console of each system that is served."""
    browsers = Browsers()
    app.add_route(StyleSheet.PATH, StyleSheet())
    for name, make in CONSOLES.items():
        if name in hosted.systems:
            add_console(app, make(hosted.lab), browsers, hosted.lab.journal)
