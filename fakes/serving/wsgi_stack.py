"""What is between the sockets and the APIs: turns, jobs, what is kept, a line for each request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING

from .control import AT_ANY_TIME, control_app
from .internal_error import with_vendor_error
from .logs import LogFormat, complaint, logged
from .served import Jobs, Served
from .server import Drop
from .system_app import Origin, Save, exclusively
from .worker import Worker

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class WsgiStack:
    """The applications of a served lab, by the names of their sockets."""

    def __init__(self, served: Served, save: Save, format_: LogFormat) -> None:
        self._save = save
        self._format = format_
        self._complain = partial(complaint, format_=format_)
        self._lock = RLock()
        works = "okta" in served.systems and served.jobs is Jobs.AUTO
        self._worker = Worker(served.lab, self._lock, save, self._complain) if works else None
        apps: dict[str, WSGIApplication] = {
            name: Origin(served.lab.wire, name, Drop) for name in served.systems
        }
        apps["control"] = control_app(served)
        self.apps: Mapping[str, WSGIApplication] = {
            name: self._before(app, name) for name, app in apps.items()
        }

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Do until the end of the block what nobody asks for."""
        if self._worker is None:
            yield
            return
        with self._worker.at_work():
            yield

    def _before(self, app: WSGIApplication, name: str) -> WSGIApplication:
        app = self._worker.between(app, but=AT_ANY_TIME) if self._worker else app
        app = exclusively(app, self._lock, self._save, but=AT_ANY_TIME)
        return logged(with_vendor_error(app, name, self._complain), name, self._format)
