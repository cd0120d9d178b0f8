"""PATCH in the manner of Entra ID, put into the words of the standard.

Microsoft lists where its provisioning service departs from RFC 7644: members are removed by value,
a manager is a plain text, and a value is added to an entry that is not there yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from scim2_models import PatchOp, PatchOperation, Resource

_ENTRY = re.compile(r'(?P<name>\w+)\[(?P<part>\w+) eq "(?P<value>[^"\\]*)"\]\.\w+')
_MANAGER = "manager"


def standard(body: bytes) -> bytes:
    """Return the body of a PATCH as the standard writes it; what is no PATCH stays as it is."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return body
    operations = said.get("Operations") if isinstance(said, dict) else None
    if not isinstance(operations, list):
        return body
    mended = [each for operation in operations for each in _mended(operation)]
    return json.dumps({**said, "Operations": mended}).encode()


def add_missing_entries(resource: Resource[Any], patch: PatchOp[Any]) -> None:
    """Give a resource the entries to which a PATCH adds a value."""
    for operation in patch.operations or []:
        match = _ENTRY.fullmatch(str(operation.path or ""))
        if match and operation.op == PatchOperation.Op.add:
            _add_entry(resource, match["name"], match["part"], match["value"])


def _add_entry(resource: Resource[Any], name: str, part: str, value: str) -> None:
    for field, info in type(resource).model_fields.items():
        if info.serialization_alias != name:
            continue
        entries = getattr(resource, field) or []
        kind = type(resource).get_field_root_type(field)
        known = any(
            str(getattr(entry, part, "")).casefold() == value.casefold() for entry in entries
        )
        if not known and kind is not None and part in getattr(kind, "model_fields", {}):
            setattr(resource, field, [*entries, kind(**{part: value})])


def _mended(operation: Any) -> Iterator[Any]:
    if not isinstance(operation, dict):
        yield operation
        return
    verb = str(operation.get("op")).lower()
    path, value = operation.get("path"), operation.get("value")
    if verb == "remove" and isinstance(path, str) and isinstance(value, list):
        yield from _removals(path, value)
    elif "value" in operation:
        yield {**operation, "value": _with_manager(path, value)}
    else:
        yield operation


def _removals(path: str, values: list[Any]) -> Iterator[dict[str, str]]:
    for each in values:
        held = each.get("value") if isinstance(each, dict) else each
        yield {"op": "remove", "path": f"{path}[value eq {json.dumps(held)}]"}


def _with_manager(path: Any, value: Any) -> Any:
    if isinstance(path, str):
        return _manager(value) if path.rpartition(":")[2] == _MANAGER else value
    if isinstance(value, dict):
        return {name: _with_manager(name, each) for name, each in value.items()}
    return value


def _manager(value: Any) -> Any:
    if isinstance(value, list) and len(value) == 1:
        return value[0]
    return {"value": value} if isinstance(value, str) else value
