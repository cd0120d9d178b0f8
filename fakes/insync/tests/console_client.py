"""A browser at the console of inSync, without a window."""

from __future__ import annotations

from fakes.insync import FakeInSync
from fakes.insync.screens import insync_console
from fakes.screens.tests import console_client
from fakes.screens.tests.console_client import complaint as complaint
from fakes.screens.tests.console_client import value as value
from fakes.wire import Wire


class ConsoleClient(console_client.ConsoleClient):
    """Pages of inSync as text, by their addresses below ``/insync``."""

    def __init__(self, insync: FakeInSync, wire: Wire) -> None:
        super().__init__(insync_console(insync), wire)
