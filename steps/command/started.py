"""A server in a process of its own, which says on standard output when it is ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVE = ("-m", "steps.command", "serve")
_LAST_LINES = 5

Told = dict[str, dict[str, str]]


class NotStarted(Exception):
    """A server ended before it was ready; the message says what it said last."""


class Started:
    """Python with some arguments, from its start until ``stop``; raises NotStarted.

    ``line`` is what it wrote when it was ready.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        with tempfile.TemporaryFile() as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "PYTHONPATH": _paths()},
                text=True,
                start_new_session=True,
            )
            self.line = self._first_line()
            if not self.line:
                self.stop()
                errors.seek(0)
                last = errors.read().decode(errors="replace").splitlines()[-_LAST_LINES:]
                raise NotStarted("\n".join(last) or f"{' '.join(arguments)} said nothing")

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _first_line(self) -> str:
        return self._process.stdout.readline().strip() if self._process.stdout else ""


class StartedLab(Started):
    """`crosswalk serve` on free ports; ``told`` is what its url-file says."""

    def __init__(self, *options: str) -> None:
        with tempfile.TemporaryDirectory(prefix="crosswalk-") as directory:
            file = Path(directory, "lab.json")
            super().__init__((*SERVE, "--url-file", str(file), *options))
            self.told: Told = json.loads(file.read_text(encoding="utf-8"))


def _paths() -> str:
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
