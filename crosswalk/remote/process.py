"""Servers in a process of their own on this machine, for as long as they are wanted."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import url_file
from .sites import Sites
from .url_file import Interfaces

PATIENCE = 30.0
LINES = 40
SERVE = ("-m", "crosswalk", "serve")
_LAST_LINES = 5
ROOT = Path(__file__).parents[2]


class NotStarted(Exception):
    """A server was not ready in time; the message says what it said last."""


class Process:
    """Python with some arguments, which says on standard output when it is ready.

    It lasts until ``stop``; raises NotStarted. ``line`` is what it wrote when it was ready.
    """

    def __init__(self, arguments: Sequence[str], patience: float = PATIENCE) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="crosswalk-")
        self._errors = Path(self._directory.name, "errors.txt")
        with self._errors.open("ab") as errors:
            # Nothing is imported from the working directory, which is whoever's that starts it.
            # Not in the terminal's process group: Ctrl-C is for us, who then stop it. Its input
            # is a pipe that closes when we are gone, however suddenly.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-P", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "PYTHONPATH": _paths()},
                text=True,
                start_new_session=True,
            )
        try:
            self.line = self._first_line(patience)
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def log(self) -> str:
        """What it wrote on standard error so far."""
        return self._errors.read_text(encoding="utf-8", errors="replace")

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """End it and what it left on disk; return its exit code."""
        self._process.send_signal(by)
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
        with self._process:
            pass
        self._directory.cleanup()
        return self._process.returncode

    def _first_line(self, patience: float) -> str:
        assert self._process.stdout
        if not select.select([self._process.stdout], [], [], patience)[0]:
            raise NotStarted(self._last_words(f"no output within {patience:g} seconds"))
        line = self._process.stdout.readline().strip()
        if not line:
            raise NotStarted(self._last_words(f"it ended with exit code {self._process.wait()}"))
        return line

    def _last_words(self, otherwise: str) -> str:
        return "\n".join(self.log.splitlines()[-_LAST_LINES:]) or otherwise


class ServedLab(Process):
    """`crosswalk serve` on free ports; ``interfaces`` is the content of its ``url_file``."""

    def __init__(self, *options: str, patience: float = PATIENCE) -> None:
        self._beside = tempfile.TemporaryDirectory(prefix="crosswalk-")
        self.url_file = Path(self._beside.name, "lab.json")
        ours = ("--url-file", str(self.url_file), "--until-input-ends")
        super().__init__((*SERVE, *ours, *options), patience)
        self.interfaces: Interfaces = url_file.read(self.url_file)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """End it and what it left on disk; return its exit code."""
        code = super().stop(by)
        self._beside.cleanup()
        return code

    @property
    def sites(self) -> Sites:
        """Where its systems are."""
        return url_file.sites_of(self.interfaces)

    def logs(self, _since: float) -> Iterator[tuple[str, str]]:
        """Return the last lines that were logged."""
        yield "log of the lab", "\n".join(self.log.strip().splitlines()[-LINES:])


def _paths() -> str:
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
