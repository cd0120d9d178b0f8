"""How the screens of today differ from those behind the shipped pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from .model import Named, Picture
from .shipped import Places, Shipped

COMMAND = "crosswalk pictures screens"


def differences(before: Shipped, now: Places) -> Iterator[str]:
    """Yield a line for each picture that is of another screen than the shipped one.

    Places that are shipped and were not looked at now are passed over.
    """
    for place, taken in now.items():
        kept = [each.picture for each in before.places.get(place, ())]
        for number, (old, new) in enumerate(zip_longest(kept, taken), 1):
            for difference in _between(old, new):
                yield f"{place}, picture {number}: {difference}: run `{COMMAND}`"


def _between(old: Picture | None, new: Picture | None) -> Iterator[str]:
    if old is None or new is None:
        yield "it is not shipped" if old is None else "nothing is clicked there any more"
        return
    where = f"the screen {new.screen.title!r}"
    if (old.screen.title, old.screen.path) != (new.screen.title, new.screen.path):
        yield f"{where} at {new.screen.path} was {old.screen.title!r} at {old.screen.path}"
    if old.control != new.control:
        yield f"{where} has {_said(new.control)} marked, which was {_said(old.control)}"
    yield from _missing(where, old.screen.shows, new.screen.shows)


def _missing(where: str, old: Sequence[Named], new: Sequence[Named]) -> Iterator[str]:
    gone = [each for each in old if each not in new]
    come = [each for each in new if each not in old]
    if gone:
        yield f"{where} has no longer {_listed(gone)}" + (f", but {_listed(come)}" if come else "")
    elif come:
        yield f"{where} has besides {_listed(come)}"
    elif old != new:
        yield f"{where} has the same in another order"


def _listed(names: Sequence[Named]) -> str:
    return " and ".join(map(_said, names))


def _said(named: Named | None) -> str:
    return "nothing" if named is None else f"the {named.role} {named.name!r}"
