"""What a query asks of a collection: which records, in which order, and whether it may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

import falcon

from fakes.microsoft365 import messages

from . import odata
from .dialects import refusal
from .errors import GraphError
from .odata_expression import Expression, applied, holds
from .odata_filter import NoFilter, parse
from .odata_meaning import invalid, meant, unfilterable
from .properties import Properties, Property, Sorts

Record = TypeVar("Record")
_ADVANCED = ("ne", "not", "endswith")
_DIRECTIONS = ("", "asc", "desc")


def filter_of(query: odata.Options, table: Properties) -> Expression | None:
    """Return the filter of a query, if it has one; raises GraphError for what is none."""
    if "$filter" not in query:
        return None
    try:
        parsed = parse(query["$filter"])
    except NoFilter as error:
        raise invalid(str(error)) from error
    return meant(parsed, table)


def is_consistent(req: falcon.Request) -> bool:
    """Tell whether a query of the directory puts up with what comes to be consistent later."""
    return bool(req.env.get("HTTP_CONSISTENCYLEVEL", "").lower() == "eventual")


def check_advanced(
    req: falcon.Request, query: odata.Options, wanted: Expression | None, table: Properties
) -> None:
    """Raise GraphError when a query of the directory needs its advanced mode and does not ask."""
    if is_consistent(req) and query.get("$count", "").lower() == "true":
        return
    if wanted is not None and "$orderby" in query:
        raise _unsupported(messages.ORDER_WITH_FILTER)
    for name, _ in _order(query, table):
        _expect_plain_order(name, table)
    for name, operator in applied(wanted) if wanted else ():
        _expect_plain_filter(name, operator, table)


def _expect_plain_order(name: str, table: Properties) -> None:
    if table.rows[name].sorts is Sorts.ADVANCED:
        raise _unsortable(name, table)


def _expect_plain_filter(name: str, operator: str, table: Properties) -> None:
    if operator in _ADVANCED or name.endswith("/$count"):
        raise _unsupported(messages.ADVANCED_FILTER_NEEDED.format(operator))
    if operator in table.rows[name].advanced:
        raise unfilterable(name, table)


def matching(
    wanted: Expression | None, table: Properties, records: Iterable[Record], *source: Any
) -> list[Record]:
    """Return the records that pass a filter; ``source`` is what its rows read them in."""
    if wanted is None:
        return list(records)
    return [each for each in records if holds(wanted, table.rows, *source, each)]


def ordered(
    query: odata.Options, table: Properties, records: list[Record], *source: Any
) -> list[Record]:
    """Return records as ``$orderby`` wants them; raises GraphError for an order that is none."""
    for name, descending in reversed(list(_order(query, table))):
        key = partial(_key, table.rows[name], source)
        records = sorted(records, key=key, reverse=descending)
    return records


def expect_efficient(query: odata.Options, table: Properties, wanted: Expression | None) -> None:
    """Raise GraphError when messages are filtered and ordered by what Exchange cannot combine.

    What they are ordered by begins what they are filtered by, in this order.
    """
    orders = [name for name, _ in _order(query, table)]
    if wanted is None or not orders:
        return
    filters = list(dict.fromkeys(name for name, _ in applied(wanted)))
    if filters[: len(orders)] != orders:
        text = messages.INEFFICIENT
        raise GraphError(HTTPStatus.BAD_REQUEST, "InefficientFilter", text)


def _order(query: odata.Options, table: Properties) -> Iterator[tuple[str, bool]]:
    for part in query.get("$orderby", "").split(","):
        asked, _, direction = part.strip().partition(" ")
        if not asked:
            continue
        name = table.spelled(asked)
        if name is None and table.leaves_out(asked):
            raise odata.property_not_modeled(asked)
        direction = direction.strip().lower()
        if name is None or table.rows[name].sorts is Sorts.NO or direction not in _DIRECTIONS:
            raise _unsortable(asked, table)
        yield name, direction == "desc"


def _key(row: Property, source: tuple[Any, ...], record: Any) -> tuple[bool, Any]:
    """Return what a record is sorted by: nothing comes first, and case does not matter."""
    value = row.value(*source, record)
    if value is None:
        return False, ""
    return True, value.casefold() if isinstance(value, str) else value


def _unsortable(name: str, table: Properties) -> GraphError:
    return refusal(table.dialect.unsortable, name, table.title)


def _unsupported(text: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "Request_UnsupportedQuery", text)
