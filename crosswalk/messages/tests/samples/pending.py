"""Steps of the sample."""

from __future__ import annotations

import pytest
from pytest_bdd import given, scenarios

scenarios("pending.feature")


@given("an implemented non-pending step")
def _() -> None:
    pass


@given("an implemented step that is skipped")
def _() -> None:
    pass


@given("an unimplemented pending step")
def _() -> None:
    pytest.xfail()
