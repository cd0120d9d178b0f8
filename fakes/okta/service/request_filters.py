"""The parameters ``filter`` and ``search`` of requests, refused with Okta's error codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from fakes.filters import Filter, FilterError, names
from fakes.okta.filters import OPERATORS, Read, matches, parse

from .errors import OktaError

WITH_CONTAINS = OPERATORS | {"co"}


def request_filter(
    text: str, may_ask: Callable[[str], bool], operators: frozenset[str] = OPERATORS
) -> Filter:
    """Parse a filter; raises OktaError for a syntax error or an attribute that is not allowed."""
    wanted = _parsed(text, operators)
    for name in names(wanted):
        if not may_ask(name):
            raise OktaError("E0000031", f"{name!r} cannot be asked for here")
    return wanted


def holds(wanted: Filter, read: Read) -> bool:
    """Tell whether a filter holds; raises OktaError at a value that is not a time but should be."""
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
