"""What a ``$filter`` means for a resource: its names found, its types and operators checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from fakes.microsoft365 import messages

from . import odata
from .dialects import refusal
from .errors import GraphError
from .odata_expression import Comparison, Expression, Lambda, Value, applied, mapped
from .odata_filter import FUNCTIONS
from .properties import EDM, NULL, Properties, Property

_KINDS = {
    "eq": "Equal",
    "in": "Equal",
    "ne": "NotEqual",
    "ge": "GreaterThanOrEqual",
    "gt": "GreaterThan",
    "le": "LessThanOrEqual",
    "lt": "LessThan",
}


def meant(expression: Expression, table: Properties) -> Expression:
    """Return a filter with names as the resource spells them.

    Raises GraphError for a name that is none, a value of another type, or an operator that the
    property does not support.
    """
    found = mapped(expression, lambda test: _test(test, table))
    for name, operator in applied(found):
        row = table.rows[name]
        is_supported = row.nullable if operator == NULL else operator in row.filters
        if not is_supported:
            raise unfilterable(name, table)
    return found


def unfilterable(name: str, table: Properties) -> GraphError:
    """Return the error for a property that cannot be asked for in this way."""
    return refusal(table.dialect.unfilterable, name, table.title)


def invalid(text: str) -> GraphError:
    """Return the error for a text that is no filter, or no sense."""
    message = messages.INVALID_FILTER.format(text)
    return GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", message)


def _test(test: Comparison | Lambda, table: Properties) -> Comparison | Lambda:
    named = _named(test, table)
    row = table.rows[named.name]
    if isinstance(named, Lambda):
        return _lambda(named, row, table)
    if row.elements is not None:
        kind = _KINDS.get(named.operator, named.operator)
        raise invalid(messages.NOT_SINGLE_OPERAND.format(kind))
    _expect_alike(named, row.kind)
    if row.only and any(value not in row.only for value in named.values):
        raise unfilterable(named.name, table)
    return named


def _named(test: Comparison | Lambda, table: Properties) -> Comparison | Lambda:
    name = table.spelled(test.name)
    if name is not None:
        return replace(test, name=name)
    if table.leaves_out(test.name):
        raise odata.property_not_modeled(test.name)
    if "/" in test.name and table.spelled(test.name.partition("/")[0]):
        raise unfilterable(test.name, table)
    raise refusal(table.dialect.unknown, test.name, table.resource)


def _lambda(test: Lambda, row: Property, table: Properties) -> Lambda:
    if row.elements is None:
        raise invalid(messages.LAMBDA_NEEDS_COLLECTION)
    if test.word == "all" or not row.filters:
        raise refusal(table.dialect.lambdas, test.name, table.title)
    elements = row.elements
    inner = mapped(test.inner, lambda each: _element(each, test.variable, elements, table))
    return replace(test, inner=inner)


def _element(
    test: Comparison | Lambda, variable: str, elements: Mapping[str, type], table: Properties
) -> Comparison:
    first, _, rest = test.name.partition("/")
    known = {name.lower(): name for name in elements}
    name = known.get(rest.lower()) if first == variable else None
    if name is None or isinstance(test, Lambda):
        raise invalid(messages.NO_SUCH_PROPERTY.format(test.name, table.resource))
    _expect_alike(test, elements[name])
    return replace(test, name=name)


def _expect_alike(test: Comparison, kind: type) -> None:
    wrong = next((value for value in test.values if not _is_alike(value, kind)), None)
    if test.operator in FUNCTIONS:
        if kind is not str or wrong is not None:
            raise invalid(messages.NO_FUNCTION_SIGNATURE.format(test.operator))
    elif wrong is not None:
        names = (EDM.get(kind, kind.__name__), EDM[type(wrong)], _KINDS[test.operator])
        raise invalid(messages.INCOMPATIBLE_TYPES.format(*names))


def _is_alike(value: Value, kind: type) -> bool:
    return value is None or type(value) is kind
