"""The menu of a console: what is offered on a page, and where a click leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Menu: TypeAlias = Mapping[str, "Menu"]


def offered(menu: Menu, trail: tuple[str, ...]) -> tuple[str, ...]:
    """Return what can be clicked after a trail of clicks."""
    for label in trail:
        menu = menu[label]
    return tuple(menu)


def followed(menu: Menu, trail: tuple[str, ...], label: str) -> tuple[str, ...]:
    """Return the trail after a click; ValueError where the page does not offer it.

    What the menu itself offers is always in view, and a click on it starts a new trail.
    """
    here = offered(menu, trail)
    if label in here:
        return (*trail, label)
    if label in menu:
        return (label,)
    page = " > ".join(trail) or "the start page"
    raise ValueError(f"{label!r} is not offered: {page} has {_list(here or tuple(menu))}")


def _list(labels: tuple[str, ...]) -> str:
    return " or ".join(repr(label) for label in labels)
