"""A second process for work that only writes files, since few computers have one processor."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

PATIENCE = 60.0
"""For how many seconds a second process is waited for: a copy of a process could hang."""


@contextmanager
def in_second_process(work: Callable[[], None]) -> Iterator[None]:
    """Do work in a second process meanwhile, or else here, afterwards.

    What goes wrong there is done again here, so that its error is raised here.
    """
    process = _started(work)
    try:
        yield
        if process is None or not _succeeds(process):
            work()
    finally:
        if process is not None:
            process.kill()
            process.join()


def _started(work: Callable[[], None]) -> BaseProcess | None:
    """Return a copy of this process that does the work, or None where none can be made."""
    if sys.platform != "linux":  # Elsewhere there is no copying, or libraries do not bear it.
        return None
    process = get_context("fork").Process(target=_quietly, args=(work,))
    try:
        with warnings.catch_warnings():
            # Python warns of threads that hold what the copy waits for: they have nothing to do.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
    except OSError:  # There are too many processes, or there is too little memory.
        return None
    return process


def _succeeds(process: BaseProcess) -> bool:
    process.join(PATIENCE)
    return process.exitcode == 0


def _quietly(work: Callable[[], None]) -> None:
    """Do work; an error is told by the process that does it again."""
    try:
        work()
    except BaseException:
        sys.exit(1)
