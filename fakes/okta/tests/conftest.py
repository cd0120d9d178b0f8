"""What the tests of Okta share."""

from __future__ import annotations

import pytest

from fakes.okta import FakeOkta
from fakes.wire import Wire

from .org import Org


@pytest.fixture
def org() -> Org:
    return Org()


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def okta(wire: Wire) -> FakeOkta:
    return FakeOkta(wire)
