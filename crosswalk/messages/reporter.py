"""The plugins that record a run in each process, and the one that writes it at the end."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from . import envelopes as single
from .assembly import assembled
from .attaching import Recorded
from .clock import now
from .collector import Collector, Knowledge, Run, Worker
from .documents import Envelope
from .recorder import Recorder
from .writing import check, write


def watchers(config: pytest.Config, recorder: Recorder, file: str | None) -> list[object]:
    """Return the plugins that record a run here and, in the controlling process, write it.

    ``file`` is where it is to be written, None for nowhere; raises UsageError if it cannot be.
    """
    knowledge = Knowledge(recorder)
    if hasattr(config, "workerinput"):
        return [recorder, knowledge, Worker(config, knowledge)]
    collector = Collector()
    path = None if file is None else _checked(config, file)
    return [recorder, knowledge, collector, Reporter(config, collector, knowledge, path)]


def _checked(config: pytest.Config, file: str) -> Path:
    path = config.invocation_params.dir / file
    try:
        check(path)
    except OSError as error:
        raise pytest.UsageError(_unwritable(path, error)) from None
    return path


def _unwritable(path: Path, error: OSError) -> str:
    return f"--messages: {path} cannot be written: {error.strerror or error}"


class Reporter:
    """The plugin that writes the run at its end, in the controlling process."""

    def __init__(
        self, config: pytest.Config, collector: Collector, knowledge: Knowledge, path: Path | None
    ) -> None:
        self._config = config
        self._collector = collector
        self._knowledge = knowledge
        self._path = path

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the messages, and pass them to the hook."""
        run = self._collector.run
        run.finished, run.succeeded = now(), exitstatus == pytest.ExitCode.OK
        self._collector.learn(self._knowledge.as_plain())
        # Records and what is made of them live until the end: the garbage collector need not scan.
        gc.freeze()
        gc.disable()
        try:
            self._report(run)
        finally:
            gc.enable()

    def _report(self, run: Run) -> None:
        envelopes = assembled(run, self._config.rootpath)
        self._attach_to_run(envelopes)
        if self._path:
            self._write(self._path, envelopes)
        self._config.hook.pytest_messages_ready(config=self._config, envelopes=envelopes)

    def _attach_to_run(self, envelopes: list[Envelope]) -> None:
        """Let plugins attach to the run; its end stays the last message."""
        attach = Recorded()
        self._config.hook.pytest_messages_finishing(
            config=self._config, envelopes=envelopes, attach=attach
        )
        run_id = envelopes[-1]["testRunFinished"]["testRunStartedId"]
        envelopes[-1:-1] = [single.run_attachment(run_id, made) for made in attach.taken()]

    def _write(self, path: Path, envelopes: list[Envelope]) -> None:
        try:
            write(path, envelopes)
        except OSError as error:
            raise pytest.exit(_unwritable(path, error), pytest.ExitCode.USAGE_ERROR) from None

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the messages are."""
        if self._path:
            terminalreporter.write_sep("-", f"messages: {self._path}")
