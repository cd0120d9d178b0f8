"""What a query asks of a collection: which records, in which order, and whether it may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

import falcon

from fakes.microsoft365 import messages

from . import odata
from .errors import GraphError
from .odata_expression import Expression, Field, applied, holds, misfit
from .odata_filter import NoFilter, parse

Record = TypeVar("Record")
Key = Callable[[Any], Any]
_ADVANCED = ("ne", "not", "endswith")


def filter_of(query: odata.Options) -> Expression | None:
    """Return the filter of a query, if it has one; raises GraphError when it is none."""
    if "$filter" not in query:
        return None
    try:
        return parse(query["$filter"])
    except NoFilter as error:
        text = messages.INVALID_FILTER.format(error)
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", text) from error


def check(expression: Expression, fields: Mapping[str, Field], resource: str) -> None:
    """Raise GraphError when a property is not modeled, or cannot be asked for in this way."""
    for name, operator in applied(expression):
        if name not in fields:
            raise odata.property_not_modeled(name)
        if operator not in fields[name].operators:
            raise _unsupported(messages.UNSUPPORTED_FILTER.format(name, resource))
    name = misfit(expression, fields)
    if name:
        raise _unsupported(messages.UNSUPPORTED_FILTER.format(name, resource))


def check_advanced(req: falcon.Request, query: odata.Options, wanted: Expression | None) -> None:
    """Raise GraphError when a query of the directory needs its advanced mode and does not ask."""
    consistent = req.env.get("HTTP_CONSISTENCYLEVEL", "").lower() == "eventual"
    counted = query.get("$count", "").lower() == "true"
    if counted and not consistent:
        raise _unsupported(messages.COUNT_NEEDS_HEADER)
    if consistent and counted:
        return
    if wanted is not None and "$orderby" in query:
        raise _unsupported(messages.ADVANCED_FILTER_NEEDED.format("$orderby"))
    for name, operator in applied(wanted) if wanted else ():
        if operator in _ADVANCED or name.endswith("/$count"):
            raise _unsupported(messages.ADVANCED_FILTER_NEEDED.format(operator))


def matching(
    wanted: Expression | None, fields: Mapping[str, Field], records: Iterable[Record]
) -> list[Record]:
    """Return the records that pass a filter."""
    if wanted is None:
        return list(records)
    return [each for each in records if holds(wanted, fields, each)]


def ordered(query: odata.Options, keys: Mapping[str, Key], records: list[Record]) -> list[Record]:
    """Return records as ``$orderby`` wants them; raises GraphError for an order not modeled."""
    for part in reversed(query.get("$orderby", "").split(",")):
        name, _, direction = part.strip().partition(" ")
        if not name:
            continue
        if name not in keys or direction.strip() not in ("", "asc", "desc"):
            raise odata.property_not_modeled(part.strip())
        records = sorted(records, key=keys[name], reverse=direction.strip() == "desc")
    return records


def _unsupported(text: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "Request_UnsupportedQuery", text)
