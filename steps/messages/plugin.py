"""The pytest plugin: the option, the hooks, the fixture, and who watches in which process."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import hooks
from .assembly import assembled
from .attaching import Attach
from .clock import now
from .collector import Collector, Knowledge, Worker
from .documents import Envelope
from .junit import FeaturePlaces
from .recorder import Recorder
from .writing import check, write

RECORDER = pytest.StashKey[Recorder]()


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Make the hooks of `hooks` known."""
    pluginmanager.add_hookspecs(hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("bdd").addoption(
        "--messages", metavar="FILE", help="write Cucumber Messages of the run to FILE"
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Record where somebody asks for it."""
    if config.getoption("xmlpath", None):
        config.pluginmanager.register(FeaturePlaces())
    wanted = any(config.hook.pytest_messages_wanted(config=config))
    file = config.getoption("messages")
    if file is None and not wanted:
        return
    recorder = config.stash[RECORDER] = Recorder(config)
    knowledge = Knowledge(recorder)
    plugins: list[object] = [recorder, knowledge]
    if hasattr(config, "workerinput"):
        plugins.append(Worker(config, knowledge))
    else:
        collector = Collector()
        path = None if file is None else _checked(config, file)
        plugins += [collector, Teller(config, collector, knowledge, path)]
    for plugin in plugins:
        config.pluginmanager.register(plugin)


def _checked(config: pytest.Config, file: str) -> Path:
    path = config.invocation_params.dir / file
    try:
        check(path)
    except OSError as error:
        raise pytest.UsageError(_unwritable(path, error)) from None
    return path


def _unwritable(path: Path, error: OSError) -> str:
    return f"--messages: {path} cannot be written: {error.strerror or error}"


class Teller:
    """The plugin that tells the run at its end, where the session is led."""

    def __init__(
        self, config: pytest.Config, collector: Collector, knowledge: Knowledge, path: Path | None
    ) -> None:
        self._config = config
        self._collector = collector
        self._knowledge = knowledge
        self._path = path

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the messages, and hand them to whoever wants them."""
        run = self._collector.run
        run.finished, run.succeeded = now(), exitstatus == pytest.ExitCode.OK
        self._collector.learn(self._knowledge.told())
        envelopes = assembled(run, self._config.rootpath)
        if self._path:
            self._write(self._path, envelopes)
        self._config.hook.pytest_messages_ready(config=self._config, envelopes=envelopes)

    def _write(self, path: Path, envelopes: list[Envelope]) -> None:
        try:
            write(path, envelopes)
        except OSError as error:
            raise pytest.exit(_unwritable(path, error), pytest.ExitCode.USAGE_ERROR) from None

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the messages are."""
        if self._path:
            terminalreporter.write_sep("-", f"messages: {self._path}")


@pytest.fixture
def attach(request: pytest.FixtureRequest) -> Attach:
    """Attach texts, files and links to the running step, for whoever reads the messages."""
    recorder = request.config.stash.get(RECORDER, None)
    return recorder.attempt.attach if recorder and recorder.attempt else Attach()
