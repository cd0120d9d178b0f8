from __future__ import annotations

import pytest

from .surface import Surface


@pytest.fixture
def surface() -> Surface:
    return Surface()
