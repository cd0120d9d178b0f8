"""Reports of failed scenarios: the command to run one again and, with --keep-failures, its lab.

The file of a scenario is there as long as the scenario fails: it is removed when the scenario is
played again, and nothing else in the directory is touched.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from .running import Performance, Witness

_TITLE_AT_MOST = 60
OPTION = "keep_failures"


def prepare(config: pytest.Config) -> None:
    """Make the directory of --keep-failures; raises UsageError where it is not writable."""
    named = config.getoption(OPTION)
    if not named or config.getoption("collectonly") or hasattr(config, "workerinput"):
        return
    # Absolute, because the workers of pytest-xdist are given this very value.
    directory = Path(named).absolute()
    config.option.keep_failures = str(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        raise pytest.UsageError(
            f"--keep-failures: {directory} cannot be written to ({error.strerror}): "
            "expected a directory, or a place where one can be made"
        ) from None


class Failures:
    """The file of one scenario in the directory of --keep-failures, if there is one."""

    def __init__(self, config: pytest.Config, path: Path, name: str, line: int) -> None:
        directory: str | None = config.getoption(OPTION)
        self._config = config
        place = os.path.relpath(path, config.invocation_params.dir)
        # pytest cannot find a test whose title holds what it separates by.
        self._test = f"{place}:{line}" if "::" in name else f"{place}::{name}"
        self._file = Path(directory, _file_name(path, config.rootpath, name)) if directory else None

    def forget(self) -> None:
        """Remove what an earlier failure left."""
        if self._file:
            with suppress(OSError):
                self._file.unlink()

    def report(self, performance: Performance) -> str:
        """Save the lab, and return the commands that run the scenario again and serve its lab."""
        lines = [("run again", shlex.join(self._command()))]
        if performance.witness and self._file and performance.acting:
            lines.append(self._keep(self._file, performance.witness))
        return "\n".join(f"{what + ':':<13}{text}" for what, text in lines)

    def _command(self) -> Iterator[str]:
        yield from ("pytest", self._test)
        lab, urls = (self._config.getoption(name, "") for name in ("lab", "lab_url"))
        yield from (f"--lab-url={url}" for url in urls)
        if not urls and lab not in ("", "process"):
            yield f"--lab={lab}"

    def _keep(self, file: Path, witness: Witness) -> tuple[str, str]:
        try:
            file.write_bytes(witness.snapshot())
        except Exception as error:
            return "not kept", f"{type(error).__name__}: {error}"
        here = self._config.invocation_params.dir
        shown = file.relative_to(here) if file.is_relative_to(here) else file
        # Jobs that waited at the failure wait still.
        command = ("crosswalk", "serve", "--jobs", "manual", "--seed", str(shown))
        return "open the lab", shlex.join(command)


def _file_name(path: Path, root: Path, name: str) -> str:
    """Name a scenario so that no two are named the same, and each the same in every run."""
    place = f"{Path(os.path.relpath(path, root)).as_posix()}::{name}"
    told_apart = hashlib.sha256(place.encode()).hexdigest()[:8]
    return f"{_slug(path.stem)}-{_slug(name)}-{told_apart}.json"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:_TITLE_AT_MOST].strip("-")
