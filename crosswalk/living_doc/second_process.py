"""A second process for work that changes nothing here, since few computers have one processor."""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe, get_context
from multiprocessing.process import BaseProcess
from typing import TypeVar

Result = TypeVar("Result")

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
        _end(process)


def _end(process: BaseProcess | None) -> None:
    if process is not None:
        process.kill()
        process.join()


def begun(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin work in a second process, and return what gives its result.

    What goes wrong there is done again here, so that its error is raised here.
    """
    receiving, sending = Pipe(duplex=False)
    process = _started(lambda: sending.send(work()))
    sending.close()

    def result() -> Result:
        try:
            if process is not None and receiving.poll(PATIENCE):
                found: Result = receiving.recv()
                return found
        except EOFError:  # It ended without a result.
            pass
        finally:
            _end(process)
        return work()

    return result


def _started(work: Callable[[], None]) -> BaseProcess | None:
    """Return a copy of this process that does the work, or None where none can be made."""
    if sys.platform != "linux":  # Elsewhere there is no copying, or libraries do not bear it.
        return None
    process = get_context("fork").Process(target=_quietly, args=(work,), daemon=True)
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
    gc.disable()  # What a scan writes to would be copied, and all of it ends with the work.
    try:
        work()
    except BaseException:
        sys.exit(1)
