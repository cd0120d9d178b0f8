"""When and where a run took place."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosswalk.runner.sentences import Concept

from .parts import Part


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a run took place.

    The revision of the checkout, empty if there is none; whether files differed from it; the lab;
    the feature files beside those of the run that were not among them; the sentences of the step
    modules, with the places that say each; the parts of the document; and the addresses that moved,
    old and new.
    """

    revision: str = ""
    dirty: bool = False
    lab: str = "process"
    left_out: tuple[str, ...] = ()
    vocabulary: tuple[Concept, ...] = ()
    parts: tuple[Part, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """When a run took place, in seconds since 1970, and whether it ended well."""

    started: float = 0.0
    seconds: float = 0.0
    success: bool = False
    unreadable: tuple[str, ...] = ()
    setting: Setting = field(default_factory=Setting)
