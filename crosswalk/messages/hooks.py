"""Hooks for plugins that want the messages of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from .attaching import Attach


def pytest_messages_wanted(config: pytest.Config) -> bool:  # type: ignore[empty-body]
    """Tell whether to record the run, whether or not `--messages` is given."""


def pytest_messages_finishing(
    config: pytest.Config, envelopes: Sequence[Mapping[str, Any]], attach: Attach
) -> None:
    """Attach to the run what readers of its messages need to know besides; called before they go.

    ``envelopes`` are those of the run so far; ``attach`` is called like the fixture of that name.
    """


def pytest_messages_ready(config: pytest.Config, envelopes: Sequence[Mapping[str, Any]]) -> None:
    """Take every envelope of the run, in order; called once, where the session is led."""
