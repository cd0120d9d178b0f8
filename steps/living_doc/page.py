"""A page of the site, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A file below the site, made by a template of `templates/` that extends `base.html`."""

    path: str
    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
