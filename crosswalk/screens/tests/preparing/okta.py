"""For the operations of Okta, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from . import Arguments, Before

BEFORE: Mapping[str, Before] = {}
ARGUMENTS: Mapping[str, Arguments] = {}
