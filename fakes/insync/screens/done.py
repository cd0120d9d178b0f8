"""What the last click gave: the jobs that it ran, or the users that it added or changed."""

from __future__ import annotations

from collections.abc import Sequence

from fakes.screens import Screen, Values, Visit, page_of

from .labels import BY_TYPE
from .menu import DONE

_TITLES = {
    "Account": "Users",
    "Backup": "Backups",
    "Restore": "Restore",
    "EmailIdChange": "Email IDs",
}


def done_screens() -> tuple[Screen, ...]:
    """Return the screen of what the last click gave."""
    return (Screen(DONE, "done.html", _show),)


def _show(visit: Visit) -> Values:
    found: Sequence[object] = [
        each for each in visit.browser.found if type(each).__name__ in BY_TYPE
    ]
    kind = type(found[0]).__name__ if found else ""
    return {
        "found": page_of(found, visit.query),
        "kind": kind,
        "heading": _TITLES.get(kind, "Nothing was done"),
        "labels": BY_TYPE.get(kind),
    }
