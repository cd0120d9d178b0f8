"""Steps of the sample."""

from __future__ import annotations

import pytest
from pytest_bdd import given, scenarios

scenarios("pending-exception.feature")


@given("an unimplemented pending step")
def _() -> None:
    pytest.xfail("TODO")
