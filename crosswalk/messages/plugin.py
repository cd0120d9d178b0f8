"""The pytest plugin: the option, the hooks and the fixture.

The recorder is imported only if messages are wanted: a run without them pays nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from . import hooks
from .attaching import Attach
from .github import is_running

if TYPE_CHECKING:
    from .recorder import Recorder

RECORDER: pytest.StashKey[Recorder] = pytest.StashKey()


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
    """Record where somebody asks for it; under GitHub Actions, annotate what fails."""
    if is_running(os.environ):
        from .annotations import Annotations

        config.pluginmanager.register(Annotations(config))
    if config.getoption("xmlpath", None):
        from .junit import FeaturePlaces

        config.pluginmanager.register(FeaturePlaces())
    wanted = any(config.hook.pytest_messages_wanted(config=config))
    file = config.getoption("messages")
    if file is None and not wanted:
        return
    from .recorder import Recorder
    from .reporter import watchers

    config.stash[RECORDER] = Recorder(config)
    for plugin in watchers(config, config.stash[RECORDER], file):
        config.pluginmanager.register(plugin)


@pytest.fixture
def attach(request: pytest.FixtureRequest) -> Attach:
    """Attach texts, files and links to the running step in the messages."""
    recorder = request.config.stash.get(RECORDER, None)
    return recorder.attempt.attach if recorder and recorder.attempt else Attach()
