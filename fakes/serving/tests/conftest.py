from __future__ import annotations

import pytest

from .clicking import Clicking
from .surface import Surface


@pytest.fixture
def surface() -> Surface:
    return Surface()


@pytest.fixture
def clicking(surface: Surface) -> Clicking:
    return Clicking(surface)
