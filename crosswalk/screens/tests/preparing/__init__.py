"""What makes an operation possible in the lab of the seed `demo`, for each system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from fakes.lab import Lab

Before: TypeAlias = Callable[[Lab], object]
"""What is done in the lab before."""
Clicked: TypeAlias = Callable[[Any], object]
"""What is done both in the lab and by clicks before."""
Arguments: TypeAlias = Callable[[Lab], Mapping[str, object]]
"""Arguments other than the example's, as JSON has them."""
