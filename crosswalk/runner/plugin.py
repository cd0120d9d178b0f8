"""The pytest plugin: how a feature file is collected, run and reported.

It only plugs in: `lines` finds what stands at a line, `collection` makes tests of feature files,
`vocabulary` finds the step that a sentence means, `running` plays a scenario, `report` shows one
that failed.

What is used of pytest-bdd without being promised by it: the registry in which its decorators leave
the steps (`vocabulary`), its feature parser (`gherkin`, `lines`), the clock of its reporter (here).
Tests of `vocabulary` fail when one of them is gone.
"""

from __future__ import annotations

import argparse
import gc
import time
import types
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .remarks import KEY, Remarks

if TYPE_CHECKING:
    from .collection import FeatureFile

MESSAGES = "crosswalk.messages.plugin"

_NO_CODE = (
    "--generate-missing: scenarios are played without code of their own; pytest --step-catalogue "
    "names the undefined steps, and a scenario that fails for one shows a definition to paste"
)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the options, and the messages of a run."""
    parser.addini("vocabulary", "modules that define the steps", type="args", default=[])
    pluginmanager.import_plugin(MESSAGES)
    group = parser.getgroup("bdd")
    group.addoption(
        "--step-catalogue",
        action="store_true",
        help="play nothing; print every sentence with its arguments and where features use it, and "
        "fail for undefined and ambiguous ones, and for unused ones where all features below "
        "testpaths were collected",
    )
    group.addoption(
        "--keep-failures",
        metavar="DIR",
        default=None,
        help="keep the lab of each scenario whose step failed in a file below DIR, for "
        "`crosswalk serve --seed FILE`; the file goes when the scenario is played again",
    )
    parser.addoption("--empty-steps", action="store_true", help=argparse.SUPPRESS)


def pytest_configure(config: pytest.Config) -> None:
    """Keep frozen time out of durations, and plug in what options ask for."""
    if config.getoption("generate_missing"):
        raise pytest.UsageError(_NO_CODE)
    pytest.register_assert_rewrite(*config.getini("vocabulary"))
    _keep_real_time()
    if any(".feature:" in each for each in config.args):
        from .lines import choose

        choose(config)
    if config.getoption("step_catalogue"):
        from .step_catalogue import StepCatalogue

        config.option.collectonly = True
        config.pluginmanager.register(StepCatalogue(config), "step-catalogue")
    if config.getoption("keep_failures"):
        from .failures import prepare

        prepare(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Collect feature files."""
    if file_path.suffix != ".feature":
        return None
    from .collection import FeatureFile

    return FeatureFile.from_parent(parent, path=file_path)


def pytest_collection_finish() -> None:
    """Exempt what was collected from garbage collection: it lives until the end."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Let the conftest beside a feature file be found, where a line of the file is asked for."""
    from .lines import without_line

    asked: list[str] = early_config.known_args_namespace.file_or_dir
    asked[:] = map(without_line, asked)


@pytest.fixture
def remarks(request: pytest.FixtureRequest) -> Remarks:
    """What steps leave for later ones to ask about, in the scenario that is played."""
    found: Remarks = request.node.stash.setdefault(KEY, Remarks())
    return found


def _keep_real_time() -> None:
    """Give pytest-bdd's reporter a clock of its own.

    freezegun replaces functions in modules: a step that freezes time would last for decades.
    """
    from pytest_bdd import reporting

    clock = types.ModuleType("real_time")
    vars(clock).update(perf_counter=time.perf_counter)
    vars(reporting).update(time=clock)
