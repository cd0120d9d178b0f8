"""A list of an API, read page by page, from where an earlier run stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from .api import Api
from .errors import Refused, Unavailable
from .sender import Answer
from .unfinished import Page, Pages

Shape = TypeVar("Shape")
Counted = Callable[[int], None]
_CURSOR_OVER = frozenset({400, 404, 410})
"""How an API answers when the place where a page begins is no longer known."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of an API: ``first`` is the target of its first page.

    ``read`` returns the records of an answer and the target of the next page, empty after the
    last; ``key`` names what tells one record from another.
    """

    name: str
    first: str
    key: str
    read: Callable[[Api, str, Answer], Page]


def read_all(api: Api, listing: Listing, pages: Pages, counted: Counted) -> None:
    """Read the pages that are missing; raises Refused and Unavailable.

    Where the API no longer knows the place at which an earlier run stopped, the list begins again.
    """
    begun_again = False
    while not pages.complete:
        target = pages.last.following if pages.last else listing.first
        try:
            answer = api.get(target)
        except Refused as refused:
            if begun_again or pages.last is None or refused.status not in _CURSOR_OVER:
                raise
            begun_again = True
            pages.clear()
            continue
        page = listing.read(api, target, answer)
        _check(api, pages, page, listing.key)
        pages.add(page)
        counted(pages.records)


def decoded(api: Api, answer: Answer, shape: type[Shape], expected: str) -> Shape:
    """Return an answer as a shape of JSON; raises Unavailable for anything else."""
    try:
        found: Shape = answer.json(shape)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unavailable(
            f"{api.system} answered something else than {expected} ({error}): "
            "check the address that was given"
        ) from None
    return found


def text(value: Any) -> str:
    """Return a value of JSON if it is a text, else nothing."""
    return value if isinstance(value, str) else ""


def _check(api: Api, pages: Pages, page: Page, key: str) -> None:
    if page.following and page.following in pages.seen:
        raise Unavailable(f"{api.system} names a next page that was read already: run this again")
    if any(not isinstance(each.get(key), str | int) for each in page.records):
        raise Unavailable(f"{api.system} answered a record without {key!r}")
