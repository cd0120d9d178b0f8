"""Okta's queue of jobs, worked off as Okta does it: soon, and without being asked."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, RLock, Thread
from typing import TYPE_CHECKING

from fakes.lab import Lab

from .persistence import NotPersisted
from .system_app import Save

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

GRACE = 5.0
# A thread cannot wait for as long as a job can.
_LONGEST_WAIT = 3600.0
_NOT_SAVED = "What the jobs did was not saved because of an unexpected error"
_FAILED = "A provisioning job failed because of an unexpected error"
_STOPPED = (
    "Stopped running provisioning jobs after an unexpected error; resume with "
    "POST /_crosswalk/admin/okta/jobs/run"
)


class Worker:
    """Runs jobs that are due after the request that left them was answered.

    Requests and jobs take turns by ``lock``. A request that comes first finds what was due before
    it done, so that what clients see depends on what they ask, and not on who is faster. Where
    none comes, a thread does it, for a job that has to wait once the time of the lab is there.
    A job that ends in an unexpected error is complained of, and the others are run. Where none can
    be run, it waits until an admin has run them.
    """

    def __init__(self, lab: Lab, lock: RLock, save: Save, complain: Callable[[str], None]) -> None:
        self._jobs = lab.okta.jobs
        self._clock = lab.wire.clock
        self._lock = lock
        self._save = save
        self._complain = complain
        self._woken = Event()
        self._ended = False
        self._broken = False

    def after_due_jobs(
        self, app: WSGIApplication, *, but: frozenset[str] = frozenset()
    ) -> WSGIApplication:
        """Return an application whose requests find jobs done; for callers who hold the lock.

        Those who ask for a path in ``but`` need not hold it, and find what there is.
        """

        def worked(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if environ["PATH_INFO"] in but:
                return app(environ, start_response)
            self._catch_up()
            body = app(environ, start_response)
            if self._jobs.pending():
                self._woken.set()
            else:
                self._broken = False
            return body

        return worked

    @contextmanager
    def running_jobs(self) -> Iterator[None]:
        """Run what is due, now and from now on, until the end of the block."""
        self._woken.set()
        thread = Thread(target=self._work, name="Okta's jobs", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended = True
            self._woken.set()
            thread.join(GRACE)

    def _work(self) -> None:
        seconds: float | None = None
        while True:
            self._woken.wait(seconds)
            self._woken.clear()
            if self._ended:
                return
            with self._lock:
                seconds = self._take_turn()

    def _take_turn(self) -> float | None:
        """Run what is due; return in how many seconds there is more, None for not of itself."""
        try:
            if self._catch_up():
                self._save()
        except NotPersisted as problem:
            self._complain(f"{problem}; the jobs wait for the next request")
            return None
        except Exception as bug:
            # The thread has to outlive whatever cannot be saved.
            self._complain(f"{_NOT_SAVED}: {_traceback(bug)}")
            return None
        return self._seconds()

    def _catch_up(self) -> bool:
        if self._broken or not self._jobs.pending() or self._seconds() != 0:
            return False
        try:
            self._jobs.run()
        except Exception as bug:
            # One job that cannot be run is no reason to answer nobody any more.
            self._broken = self._seconds() == 0
            self._complain(f"{_STOPPED if self._broken else _FAILED}: {_traceback(bug)}")
        return True

    def _seconds(self) -> float | None:
        due = self._jobs.next_due()
        if due is None or self._broken:
            return None
        wait = (due - self._clock.now()).total_seconds()
        if wait <= 0:
            return 0.0
        return None if self._clock.frozen else min(wait, _LONGEST_WAIT)


def _traceback(bug: Exception) -> str:
    return "".join(traceback.format_exception(bug))
