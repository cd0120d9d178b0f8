"""Feature files that plain pytest-bdd plays in a directory of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from pytest_bdd.steps import step_function_context_registry

# Imported here they stay: what is imported during a test of pytester's is forgotten after it.
from crosswalk.messages import recorder, reporter  # noqa: F401

from .kit import read

ROOT = Path(__file__).parents[3]
INI = f"""
[pytest]
pythonpath = {ROOT}
addopts =
    -p crosswalk.messages.plugin
    -p no:randomly -p no:hypothesispytest -p no:faker -p no:rerunfailures
markers =
    passing: in a sample
    failing: in a sample
    undefined: in a sample
    some-tag: in a sample
filterwarnings = error
"""

RETRY = ["-p", "pytest_rerunfailures", "--reruns=2"]
WANTED = """
import pytest
from pytest_bdd import given, parsers, scenario, scenarios, then, when
scenarios("fruit.feature")
"""

collect_ignore = ["samples"]

Run = Callable[..., pytest.RunResult]
Written = Callable[[str], list[Any]]


@pytest.fixture
def unsaid() -> Iterator[None]:
    """Hide the step definitions of this process."""
    known = dict(step_function_context_registry)
    step_function_context_registry.clear()
    yield
    step_function_context_registry.clear()
    step_function_context_registry.update(known)


@pytest.fixture
def play(pytester: pytest.Pytester, unsaid: None) -> Run:
    """Play a feature with plain pytest-bdd, and write its messages."""
    pytester.makeini(INI)

    def play(feature: str, steps: str, *arguments: str) -> pytest.RunResult:
        pytester.makefile(".feature", fruit=dedent(feature))
        pytester.makepyfile(test_fruit=WANTED + dedent(steps))
        return pytester.runpytest_inprocess(
            "--messages=out.ndjson", *arguments, no_reraise_ctrlc=True
        )

    return play


@pytest.fixture
def written(pytester: pytest.Pytester) -> Written:
    """Return the messages of one kind that were written last."""

    def written(kind: str) -> list[Any]:
        written = read(pytester.path / "out.ndjson")
        return [each[kind] for each in written if kind in each]

    return written
