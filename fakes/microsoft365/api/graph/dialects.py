"""How the services behind Graph refuse what a query asks of a property."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus

from fakes.microsoft365 import messages

from .errors import GraphError

Answer = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """The code and the words of each refusal; without ``unselectable`` such a name is ignored.

    ``{0}`` is the property and ``{1}`` the resource.
    """

    unselectable: Answer | None
    unknown: Answer
    unfilterable: Answer
    unsortable: Answer
    lambdas: Answer


def refusal(answer: Answer, name: str, resource: str) -> GraphError:
    """Return the error that says so of a property of a resource."""
    code, text = answer
    return GraphError(HTTPStatus.BAD_REQUEST, code, text.format(name, resource))


_UNSUPPORTED = "Request_UnsupportedQuery"
_ON_DIRECTORY = (_UNSUPPORTED, messages.UNSUPPORTED_FILTER)
_NOT_SELECTED = ("BadRequest", messages.SELECT_FAILED)
_NOT_PARSED = ("RequestBroker--ParseUri", messages.NO_SUCH_PROPERTY)
DIRECTORY = Dialect(
    unselectable=None,
    unknown=(_UNSUPPORTED, messages.UNDECLARED_PROPERTY),
    unfilterable=_ON_DIRECTORY,
    unsortable=(_UNSUPPORTED, messages.UNSUPPORTED_ORDER),
    lambdas=_ON_DIRECTORY,
)
OUTLOOK = Dialect(
    unselectable=_NOT_PARSED,
    unknown=_NOT_PARSED,
    unfilterable=("ErrorInvalidProperty", messages.NOT_FILTERABLE),
    unsortable=("ErrorInvalidProperty", messages.NOT_SORTABLE),
    lambdas=("ErrorInvalidUrlQueryFilter", messages.INVALID_NODES),
)
FOLDERS = replace(OUTLOOK, unselectable=_NOT_SELECTED)
MAIL_CHANGES = replace(OUTLOOK, unfilterable=("ErrorInvalidUrlQuery", messages.ONLY_SINCE))
_NOT_SUPPORTED = ("notSupported", messages.OPERATION_NOT_SUPPORTED)
FILES = Dialect(
    unselectable=_NOT_SELECTED,
    unknown=("BadRequest", messages.INVALID_FILTER.format(messages.NO_SUCH_PROPERTY)),
    unfilterable=_NOT_SUPPORTED,
    unsortable=("invalidRequest", messages.SORT_NOT_SUPPORTED),
    lambdas=_NOT_SUPPORTED,
)
