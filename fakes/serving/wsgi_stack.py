"""What is between the sockets and the APIs: one request at a time, jobs, saving, a log line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING

from .control import WITHOUT_WAITING, control_app
from .hosted_lab import HostedLab, Jobs
from .internal_error import with_vendor_error
from .logs import LogFormat, complaint, logged
from .page import read_template
from .server import Drop
from .system_app import Save, SystemApp, one_at_a_time
from .worker import Worker

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class WsgiStack:
    """The applications of a served lab, by the names of their sockets."""

    def __init__(self, hosted: HostedLab, save: Save, format_: LogFormat) -> None:
        self._save = save
        self._format = format_
        self._complain = partial(complaint, format_=format_)
        self._lock = RLock()
        works = "okta" in hosted.systems and hosted.jobs is Jobs.AUTO
        self._worker = Worker(hosted.lab, self._lock, save, self._complain) if works else None
        apps: dict[str, WSGIApplication] = {
            name: SystemApp(hosted.lab.wire, name, Drop) for name in hosted.systems
        }
        apps["control"] = control_app(hosted)
        read_template()
        self.apps: Mapping[str, WSGIApplication] = {
            name: self._before(app, name) for name, app in apps.items()
        }

    @contextmanager
    def running_jobs(self) -> Iterator[None]:
        """Do until the end of the block what nobody asks for."""
        if self._worker is None:
            yield
            return
        with self._worker.running_jobs():
            yield

    def _before(self, app: WSGIApplication, name: str) -> WSGIApplication:
        app = self._worker.after_due_jobs(app, but=WITHOUT_WAITING) if self._worker else app
        app = one_at_a_time(app, self._lock, self._save, but=WITHOUT_WAITING)
        return logged(with_vendor_error(app, name, self._complain), name, self._format)
