"""Scenarios that tests write themselves, played with the vocabulary in the lab of the session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from crosswalk.runner.collection import vocabulary_of
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.running import Performance, play, witness_of

Played = Callable[[str], Performance]


@pytest.fixture
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Played:
    """Play the steps of a scenario; raises what its failing step raises."""

    def played(steps: str) -> Performance:
        file = tmp_path / "played.feature"
        text = indent(dedent(steps).strip(), "    ")
        file.write_text(f"Feature: Played\n  Example: Here\n{text}\n", encoding="utf-8")
        (scenario,) = plays_of(file)
        witness = witness_of(request)
        performance = Performance(scenario, vocabulary_of(request.config), witness)
        play(request, performance)
        return performance

    return played


@pytest.fixture
def failed(played: Played) -> Callable[[str], str]:
    """Play steps that must fail, and return in which words."""

    def failed(steps: str) -> str:
        with pytest.raises((AssertionError, pytest.fail.Exception)) as failure:
            played(steps)
        return str(failure.value)

    return failed
