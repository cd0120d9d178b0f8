"""Steps of the sample."""

from __future__ import annotations

import pytest
from pytest_bdd import given, scenarios

scenarios("skipped-exception.feature")


@given("I skip a step")
def _() -> None:
    pytest.skip("skipping")
