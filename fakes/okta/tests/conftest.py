"""What the tests of Okta share."""

from __future__ import annotations

import pytest

from .org import Org


@pytest.fixture
def org() -> Org:
    return Org()
