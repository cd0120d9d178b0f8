"""The parameters ``filter`` and ``search`` of requests, refused with Okta's error codes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from fakes.filters import Comparison, Filter, FilterError, Negation, names, parts
from fakes.okta.filters import OPERATORS, ORDERS, Fold, Read, matches, parse
from fakes.okta.rules import AsCompared, as_compared

from .errors import OktaError

WITH_CONTAINS = OPERATORS | {"co"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for, and how its texts are compared."""

    condition: Filter
    fold: Fold

    def holds(self, read: Read) -> bool:
        """Tell whether it holds; raises OktaError at a value that should be a time and is none."""
        try:
            return matches(self.condition, read, self.fold)
        except FilterError:
            raise OktaError("E0000030") from None


def filter_of(
    text: str, may_ask: Callable[[str], bool], operators: Collection[str] = OPERATORS
) -> Wanted:
    """Parse the parameter ``filter``; raises OktaError for syntax or an attribute."""
    return Wanted(_checked(text, may_ask, operators), as_compared(AsCompared.FILTER))


def search_of(text: str, may_ask: Callable[[str], bool], contained: Collection[str]) -> Wanted:
    """Parse the parameter ``search``; raises OktaError for syntax or an attribute.

    ``contained`` are the attributes that ``co`` is for.
    """
    wanted = Wanted(_checked(text, may_ask, WITH_CONTAINS), as_compared(AsCompared.SEARCH))
    for part in parts(wanted.condition):
        if isinstance(part, Comparison) and part.operator == "co" and part.name not in contained:
            raise OktaError("E0000031", f"{part.name!r} cannot be compared by 'co'")
    return wanted


def equality_filter_of(text: str, known: Collection[str], by_order: Collection[str]) -> Wanted:
    """Parse a ``filter`` of equalities joined by ``and`` and ``or``; raises OktaError for all else.

    The attributes ``by_order`` may also be compared by order.
    """
    wanted = filter_of(text, known.__contains__, ORDERS | {"eq"})
    for part in parts(wanted.condition):
        if isinstance(part, Negation):
            raise OktaError("E0000031", "'not' cannot be used here")
        if isinstance(part, Comparison) and part.operator != "eq" and part.name not in by_order:
            raise OktaError("E0000031", f"{part.name!r} can only be compared by 'eq'")
    return wanted


def _checked(text: str, may_ask: Callable[[str], bool], operators: Collection[str]) -> Filter:
    wanted = _parsed(text, frozenset(operators))
    for name in names(wanted):
        if not may_ask(name):
            raise OktaError("E0000031", f"{name!r} cannot be asked for here")
    return wanted


@lru_cache(maxsize=64)
def _parsed(text: str, operators: frozenset[str]) -> Filter:
    try:
        return parse(text, operators)
    except FilterError as error:
        raise OktaError("E0000031", str(error)) from None
