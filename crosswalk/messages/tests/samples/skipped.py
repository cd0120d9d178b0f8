"""Steps of the sample."""

from __future__ import annotations

import pytest
from pytest_bdd import given, scenarios

scenarios("skipped.feature")


@given("a step that does not skip")
def _() -> None:
    pass


@given("a step that is skipped")
def _() -> None:
    pass


@given("I skip a step")
def _() -> None:
    pytest.skip()
