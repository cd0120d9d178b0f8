"""Values of an app profile: stored as text, sent as JSON of their type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fakes.okta.messages import NO_TEXT, NO_TYPED
from fakes.okta.model import DataType
from fakes.okta.resources import typed
from fakes.okta.service.assignments.overrides import Pairs
from fakes.okta.service.errors import OktaError

_FITS: Mapping[DataType, Callable[[Any], bool]] = {
    DataType.STRING: lambda value: isinstance(value, str),
    DataType.BOOLEAN: lambda value: isinstance(value, bool),
    DataType.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    DataType.NUMBER: lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    DataType.STRING_ARRAY: lambda value: (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    ),
}


def texts_of(profile: Mapping[str, Any], types: Mapping[str, DataType]) -> Pairs:
    """Return values as they are stored, null as ""; raises OktaError for a wrong type."""
    return tuple(
        (name, _text(name, value, types.get(name, DataType.STRING)))
        for name, value in profile.items()
    )


def json_of(value: str | None, data_type: DataType) -> Any:
    """Return a value as it is sent, or None."""
    return None if value is None else typed(value, data_type)


def _text(name: str, value: Any, data_type: DataType) -> str:
    if value is None:
        return ""
    if not _FITS[data_type](value):
        is_text = data_type is DataType.STRING
        cause = NO_TEXT if is_text else NO_TYPED
        raise OktaError("E0000001", cause.format(field=name, type=data_type.value), detail=name)
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, list) else str(value)
