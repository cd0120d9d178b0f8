"""How the calls of an app are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Window:
    """How often an app has called since a moment."""

    client_id: str
    since: datetime
    calls: int
