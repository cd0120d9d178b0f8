"""The pages that a tab of the menu opens: what is below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from fakes.screens import Entry, Screen, Values, Visit


def overview_screens(menu: Sequence[Entry]) -> tuple[Screen, ...]:
    """Return a page for each entry of the menu that has some below it."""
    return tuple(
        Screen(each.path, "overview.html", partial(_show, each)) for each in menu if each.entries
    )


def _show(entry: Entry, _visit: Visit) -> Values:
    return {"entry": entry}
