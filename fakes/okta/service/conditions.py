"""Filters of requests, refused in Okta's words when they make no sense."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from fakes.filters import Filter, FilterError, names
from fakes.okta.filters import OPERATORS, Read, matches, parse

from .refusals import OktaError

WITH_CONTAINS = OPERATORS | {"co"}


def condition(
    text: str, may_ask: Callable[[str], bool], operators: frozenset[str] = OPERATORS
) -> Filter:
    """Return a filter; raises OktaError when it is none, or asks for what it may not."""
    wanted = _parsed(text, operators)
    for name in names(wanted):
        if not may_ask(name):
            raise OktaError("E0000031", f"{name!r} cannot be asked for here")
    return wanted


def holds(wanted: Filter, read: Read) -> bool:
    """Tell whether a filter holds; raises OktaError at a value that is no time but should be."""
    try:
        return matches(wanted, read)
    except FilterError:
        raise OktaError("E0000030") from None


@lru_cache(maxsize=64)
def _parsed(text: str, operators: frozenset[str]) -> Filter:
    try:
        return parse(text, operators)
    except FilterError as error:
        raise OktaError("E0000031", str(error)) from None
