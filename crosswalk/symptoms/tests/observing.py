"""What a support engineer would see of a lab: every observable that is there to look at."""

from __future__ import annotations

from crosswalk.symptoms.observable import Observable

from . import seen_in_insync, seen_in_microsoft365, seen_in_okta, seen_of_jobs
from .sight import Seen, Sight

SEEN: Seen = {
    **seen_of_jobs.SEEN,
    **seen_in_okta.SEEN,
    **seen_in_insync.SEEN,
    **seen_in_microsoft365.SEEN,
}


def see(sight: Sight, observable: Observable) -> str:
    """Return what an observable is; fails for what it cannot be."""
    seen = SEEN[observable](sight)
    assert seen in observable.values, f"{observable.value} cannot be {seen}"
    return seen
