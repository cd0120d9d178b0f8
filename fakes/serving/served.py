"""What is served: a lab, which of its systems, and how it can be seeded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import metadata

from fakes.lab import Lab

from .origins import SYSTEMS

Seed = Callable[[Lab], None]


@dataclass
class Served:
    """A lab that others reach over HTTP.

    ``systems`` are those that are served here, ``urls`` the base URL of each and of ``control``.
    ``seeds`` fill an empty lab, by name.
    """

    lab: Lab
    systems: tuple[str, ...] = SYSTEMS
    urls: dict[str, str] = field(default_factory=dict)
    seeds: Mapping[str, Seed] = field(default_factory=dict)


def version() -> str:
    """Return the version that is installed, or "unknown" where none is."""
    try:
        return metadata.version("crosswalk")
    except metadata.PackageNotFoundError:
        return "unknown"
